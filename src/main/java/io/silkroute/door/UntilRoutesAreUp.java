package io.silkroute.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The server answers a moment before the routes do, and a moment longer. In between, what a route takes in would meet
 * a 404, which a sender takes for an answer: it is asked to come again.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class UntilRoutesAreUp extends OncePerRequestFilter {

    private static final List<String> DOORS_OF_ROUTES = List.of("/pim/", "/shopify/");

    private final ObjectProvider<CamelContext> camel;
    private final Problems problems;

    UntilRoutesAreUp(ObjectProvider<CamelContext> camel, Problems problems) {
        this.camel = camel;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return DOORS_OF_ROUTES.stream().noneMatch(Addressed.path(request)::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CamelContext routes = camel.getIfAvailable();
        if (routes == null || routes.isStarted()) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        problems.write(
                request,
                response,
                HttpStatus.SERVICE_UNAVAILABLE,
                "Silkroute is starting or stopping. Nothing was accepted; send everything again in some seconds.");
    }
}
