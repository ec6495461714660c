package io.silkroute.mapping.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Picks from a value that is there in several languages or currencies: the first wanted one, then any of the same
 * language, then the first of the alphabet, so that the order of a PIM's keys decides nothing. {@code en_US} and
 * {@code en-US} are the same.
 */
public final class Locales {

    private final List<String> wanted;
    private final List<String> languages;

    public Locales(List<String> wanted) {
        this.wanted = List.copyOf(wanted);
        this.languages = wanted.stream().map(Locales::language).distinct().toList();
    }

    @Nullable
    JsonNode pick(JsonNode byLocale) {
        JsonNode exact = exactly(byLocale);
        if (exact != null) {
            return exact;
        }
        for (String language : languages) {
            JsonNode near = first(byLocale, language);
            if (near != null) {
                return near;
            }
        }
        return first(byLocale, null);
    }

    private @Nullable JsonNode exactly(JsonNode byKey) {
        String key = key(byKey);
        return key == null ? null : byKey.get(key);
    }

    /** The key of exactly one of the wanted, as it is spelt there, or null: a price in another currency is another price. */
    @Nullable
    String key(JsonNode byKey) {
        for (String key : wanted) {
            JsonNode value = byKey.get(key);
            if (value != null && Expression.there(value)) {
                return key;
            }
            for (Map.Entry<String, JsonNode> entry : byKey.properties()) {
                if (same(entry.getKey(), key) && Expression.there(entry.getValue())) {
                    return entry.getKey();
                }
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return String.join(", ", wanted);
    }

    private static @Nullable JsonNode first(JsonNode byLocale, @Nullable String language) {
        Map.Entry<String, JsonNode> first = null;
        for (Map.Entry<String, JsonNode> entry : byLocale.properties()) {
            if ((language == null || same(language(entry.getKey()), language))
                    && Expression.there(entry.getValue())
                    && (first == null || entry.getKey().compareTo(first.getKey()) < 0)) {
                first = entry;
            }
        }
        return first == null ? null : first.getValue();
    }

    // No copies in lower case: this is asked for every localized value of every item.
    private static boolean same(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        for (int i = 0; i < one.length(); i++) {
            if (plain(one.charAt(i)) != plain(other.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char plain(char c) {
        return c == '-' ? '_' : Character.toLowerCase(c);
    }

    private static String language(String locale) {
        for (int i = 0; i < locale.length(); i++) {
            if (plain(locale.charAt(i)) == '_') {
                return locale.substring(0, i);
            }
        }
        return locale;
    }
}
