package io.silkroute.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.WebAttributes;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site's page makes a browser send. A browser adds cookies, and a password that somebody once
 * typed, to whatever a page sends; it also says from where. Programs say nothing of that and are let through.
 */
public final class CrossSite extends OncePerRequestFilter {

    public static final String REFUSED =
            "A page of another site sent this. Do it on the pages of Silkroute, or by a program.";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Problems problems;

    public CrossSite(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READING.contains(request.getMethod()) || own(request)) {
            chain.doFilter(request, response);
        } else if (Problems.forPrograms(request)) {
            problems.write(request, response, HttpStatus.FORBIDDEN, REFUSED);
        } else {
            request.setAttribute(WebAttributes.ACCESS_DENIED_403, new AccessDeniedException(REFUSED));
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    private static boolean own(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN.contains(site);
        }
        // Browsers leave it out where the way is not encrypted; what then stands there is compared with the Host.
        String origin = request.getHeader("Origin");
        return origin == null
                || sameHost(origin, request.getHeader("Host"))
                || sameHost(origin, request.getServerName() + ":" + request.getServerPort()); // as a proxy tells it
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            URI from = URI.create(origin);
            String scheme = from.getScheme() == null ? "" : from.getScheme();
            return host != null
                    && from.getAuthority() != null
                    && withPort(from.getAuthority(), scheme).equals(withPort(host, scheme));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    // A proxy that ends the encryption speaks plainly with us, so the scheme is the one that the browser names.
    private static String withPort(String authority, String scheme) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.matches(".*:\\d+") ? lower : lower + (scheme.equalsIgnoreCase("https") ? ":443" : ":80");
    }

    /** Whether a person's browser asks, who is not to be asked for a password that the browser would then keep. */
    public static boolean browser(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        String accepted = request.getHeader("Accept");
        return request.getHeader("Sec-Fetch-Mode") != null
                || request.getHeader("Sec-Fetch-Site") != null
                || request.getHeader("X-Requested-With") != null
                || agent != null && agent.startsWith("Mozilla/")
                || accepted != null && accepted.contains("text/html");
    }
}
