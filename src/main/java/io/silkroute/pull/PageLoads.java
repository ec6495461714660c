package io.silkroute.pull;

import io.silkroute.connector.ConnectorName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Notices that somebody opens a page of the console: of a connector, or one that is about all of them. What a page fetches
 * by itself is none. A reload cannot be told from a first load, and both count.
 */
@Component
class PageLoads implements WebMvcConfigurer, HandlerInterceptor {

    private static final String[] NO_PAGES = {
        "/api/**",
        "/pim/**",
        "/actuator/**",
        "/admin/**",
        "/sandbox/**",
        "/live",
        "/login",
        "/error",
        "/css/**",
        "/js/**",
        "/fonts/**",
        "/shopify/**"
    };

    private final PullTriggers triggers;

    PageLoads(PullTriggers triggers) {
        this.triggers = triggers;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/**").excludePathPatterns(NO_PAGES);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isPage(request)) {
            List<ConnectorName> asked = triggers.pulled().stream()
                    .filter(connector -> concerns(request, connector))
                    .toList();
            if (!asked.isEmpty()) {
                triggers.opened(asked);
            }
        }
        return true;
    }

    private static boolean isPage(HttpServletRequest request) {
        String accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        String destination = request.getHeader("Sec-Fetch-Dest");
        return request.getMethod().equals("GET")
                && request.getUserPrincipal() != null
                && (accepted.isEmpty() || accepted.contains("text/html"))
                && (destination == null || destination.equals("document"));
    }

    private static boolean concerns(HttpServletRequest request, ConnectorName connector) {
        Object named =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        ? variables.get("connector")
                        : null;
        return named == null || named.equals(connector.text());
    }
}
