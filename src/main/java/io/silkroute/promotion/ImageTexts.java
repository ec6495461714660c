package io.silkroute.promotion;

import io.silkroute.search.SearchText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Short texts and times out of an image, whatever stands in their place. */
final class ImageTexts {

    static final int LONGEST_CODE = 255;
    static final int LONGEST_NAME = 500;
    private static final int LONGEST_WORDS = 2_000;

    private ImageTexts() {}

    static @Nullable String text(JsonNode value, int longest) {
        String text = value.isString() ? value.asString("").strip() : "";
        return text.isEmpty() ? null : cut(text, longest);
    }

    /** In English if there is one, else in the first language; null if it has none. */
    static @Nullable String name(JsonNode value) {
        if (!value.isObject()) {
            return text(value, LONGEST_NAME);
        }
        String first = null;
        for (var entry : value.properties()) {
            String text = text(entry.getValue(), LONGEST_NAME);
            if (text != null && entry.getKey().startsWith("en")) {
                return text;
            }
            first = first == null ? text : first;
        }
        return first;
    }

    static @Nullable Instant time(JsonNode value) {
        try {
            return value.isString() ? OffsetDateTime.parse(value.asString("")).toInstant() : null;
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** As the search compares them: each on a line of its own. */
    static String words(@Nullable String... texts) {
        StringBuilder words = new StringBuilder();
        for (String text : texts) {
            if (text != null) {
                words.append(SearchText.folded(text)).append('\n');
            }
        }
        return cut(words.toString(), LONGEST_WORDS);
    }

    /** In all languages, a line each. */
    static String names(JsonNode value) {
        StringBuilder names = new StringBuilder();
        if (value.isObject()) {
            value.forEach(each -> names.append(each.asString("")).append('\n'));
        }
        return names.toString();
    }

    /** Shopify takes codes that differ in case only for the same. */
    static @Nullable String codeKey(@Nullable String code) {
        return code == null ? null : cut(code.strip().toUpperCase(Locale.ROOT), LONGEST_CODE);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, pair ? longest - 1 : longest);
    }
}
