package io.silkroute.sandbox.graphql;

import java.util.LinkedHashMap;
import java.util.Map;

/** An entry of the top-level {@code errors}: the field's data is null. */
public final class TopLevelError extends RuntimeException {
    private final Map<String, Object> extensions = new LinkedHashMap<>();

    public TopLevelError(String code, String message) {
        super(message, null, false, false);
        extensions.put("code", code);
    }

    /** The app was not granted what this field needs. */
    public static TopLevelError accessDenied(String field, String scope) {
        String required = "`" + scope + "` access scope.";
        return new TopLevelError("ACCESS_DENIED", "Access denied for " + field + " field. Required access: " + required)
                .with("documentation", "https://shopify.dev/api/usage/access-scopes")
                .with("requiredAccess", required);
    }

    TopLevelError with(String name, Object value) {
        extensions.put(name, value);
        return this;
    }

    Map<String, Object> extensions() {
        return extensions;
    }
}
