package io.silkroute.inbound;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

enum Format {
    JSON, // one object or one array of objects
    LINES; // objects one after the other

    private static final Set<String> LINE_TYPES = Set.of(
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/x-jsonl",
            "application/jsonlines",
            "application/x-jsonlines");

    /** By content type; empty when it is not JSON in UTF-8. */
    static Optional<Format> ofContentType(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        String lower = contentType.toLowerCase(Locale.ROOT);
        int end = lower.indexOf(';');
        String type = (end < 0 ? lower : lower.substring(0, end)).strip();
        int charset = lower.indexOf("charset=");
        if (charset >= 0 && !lower.startsWith("utf-8", charset + 8) && !lower.startsWith("\"utf-8\"", charset + 8)) {
            return Optional.empty();
        }
        if (LINE_TYPES.contains(type)) {
            return Optional.of(LINES);
        }
        return type.equals("application/json") ? Optional.of(JSON) : Optional.empty();
    }

    /** By file name, {@code .gz} left aside; empty when it is of another kind. */
    static Optional<Format> ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        if (plain.endsWith(".json")) {
            return Optional.of(JSON);
        }
        return plain.endsWith(".jsonl") || plain.endsWith(".ndjson") ? Optional.of(LINES) : Optional.empty();
    }
}
