package io.silkroute.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Picks from a value that is there in several languages or currencies: the first wanted one, then any of the same
 * language, then whatever comes first. {@code en_US} and {@code en-US} are the same.
 */
final class Locales {

    private final List<String> wanted;

    Locales(List<String> wanted) {
        this.wanted = wanted.stream().map(Locales::normal).toList();
    }

    private static String normal(String locale) {
        return locale.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    @Nullable
    JsonNode pick(JsonNode byLocale) {
        List<Map.Entry<String, JsonNode>> present = new ArrayList<>(byLocale.size());
        for (Map.Entry<String, JsonNode> entry : byLocale.properties()) {
            if (!empty(entry.getValue())) {
                present.add(Map.entry(normal(entry.getKey()), entry.getValue()));
            }
        }
        for (String locale : wanted) {
            for (Map.Entry<String, JsonNode> entry : present) {
                if (entry.getKey().equals(locale)) {
                    return entry.getValue();
                }
            }
        }
        for (String locale : wanted) {
            for (Map.Entry<String, JsonNode> entry : present) {
                if (language(entry.getKey()).equals(language(locale))) {
                    return entry.getValue();
                }
            }
        }
        return present.isEmpty() ? null : present.get(0).getValue();
    }

    /** Exactly one of the wanted, or nothing: a price in another currency is another price. */
    @Nullable
    JsonNode exactly(JsonNode byKey) {
        for (String key : wanted) {
            for (Map.Entry<String, JsonNode> entry : byKey.properties()) {
                if (normal(entry.getKey()).equals(key) && !empty(entry.getValue())) {
                    return entry.getValue();
                }
            }
        }
        return null;
    }

    private static boolean empty(JsonNode value) {
        return value.isNull() || value.isTextual() && value.textValue().isBlank();
    }

    private static String language(String locale) {
        int end = locale.indexOf('_');
        return end < 0 ? locale : locale.substring(0, end);
    }
}
