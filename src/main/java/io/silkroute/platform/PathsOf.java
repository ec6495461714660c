package io.silkroute.platform;

import io.silkroute.access.OpenPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A request to one of the paths that features open, also where a servlet of its own answers it. */
final class PathsOf implements RequestMatcher {

    private final List<PathPattern> patterns;

    PathsOf(ObjectProvider<OpenPaths> features, Function<OpenPaths, List<String>> opened) {
        this.patterns = features.stream()
                .map(opened)
                .flatMap(List::stream)
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        PathContainer path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
