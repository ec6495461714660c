package io.silkroute.sandbox.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of {@code userErrors}: refused, with HTTP 200 and without a top-level error. */
public record UserError(
        @Nullable List<String> field,
        String message,
        @Nullable String code) {

    public static UserError at(String code, String message, String... field) {
        return new UserError(List.of(field), message, code);
    }
}
