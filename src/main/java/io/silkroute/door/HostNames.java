package io.silkroute.door;

import io.silkroute.access.AccessSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers under its own names only. A foreign page whose name is suddenly said to be this machine's would otherwise be
 * of the same origin for a browser. A probe of health may come by whatever name.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class HostNames extends OncePerRequestFilter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1");
    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::");

    private final Problems problems;
    private final Set<String> names = new HashSet<>(LOOPBACK);

    HostNames(Problems problems, AccessSettings settings, @Value("${server.address:}") String address) {
        this.problems = problems;
        settings.hosts().forEach(host -> names.add(host.strip().toLowerCase(Locale.ROOT)));
        if (!address.isBlank() && !ANY_ADDRESS.contains(address)) {
            names.add(address.toLowerCase(Locale.ROOT));
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = Addressed.path(request);
        if (request.getHeader(HttpHeaders.HOST) == null
                || names.contains("*")
                || names.contains(request.getServerName().toLowerCase(Locale.ROOT))
                || path.equals("/actuator/health")
                || path.startsWith("/actuator/health/")) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.CONNECTION, "close");
        problems.write(
                response,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.MISDIRECTED_REQUEST,
                        "Silkroute is not known by this name. If it should be, add the name to silkroute.access.hosts."));
    }
}
