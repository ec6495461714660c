package io.silkroute.door;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;

/** The path that a request is addressed to, as those read it who answer: decoded, and without parameters. */
public final class Addressed {

    private Addressed() {}

    public static String path(HttpServletRequest request) {
        String raw = request.getRequestURI();
        try {
            StringBuilder path = new StringBuilder();
            for (PathContainer.Element element : RequestPath.parse(raw, request.getContextPath())
                    .pathWithinApplication()
                    .elements()) {
                path.append(
                        element instanceof PathContainer.PathSegment segment
                                ? segment.valueToMatch()
                                : element.value());
            }
            return path.toString();
        } catch (IllegalArgumentException unreadable) {
            return raw;
        }
    }
}
