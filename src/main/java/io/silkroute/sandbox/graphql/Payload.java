package io.silkroute.sandbox.graphql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mutation answers: its object (or null) and the user errors. */
public final class Payload {
    private Payload() {}

    public static Map<String, Object> of(String name, @Nullable Object value, List<UserError> errors) {
        Map<String, Object> payload = new HashMap<>(4);
        if (value != null) {
            payload.put(name, value);
        }
        payload.put("userErrors", errors);
        return payload;
    }

    public static Map<String, Object> errors(UserError... errors) {
        return Map.of("userErrors", List.of(errors));
    }
}
