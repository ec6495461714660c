package io.silkroute.sandbox.catalogue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The handles of one kind of thing: unique. One that is made is counted on: {@code lamp}, {@code lamp-1}, and after
 * {@code lamp-41} comes {@code lamp-42}.
 */
final class Handles {
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private static final Pattern COUNTED = Pattern.compile("(.*-)(\\d{1,18})");

    private final String nameless;
    private final Map<String, Long> owners = new ConcurrentHashMap<>();
    private final Map<String, Long> lastSuffix = new HashMap<>();

    /** @param nameless the handle of what has no letter or digit in its title */
    Handles(String nameless) {
        this.nameless = nameless;
    }

    static String slug(String text) {
        String slug =
                OTHER.matcher(text.toLowerCase(Locale.ROOT).replace("'", "")).replaceAll("-");
        int from = slug.startsWith("-") ? 1 : 0;
        int to = slug.endsWith("-") && slug.length() > from ? slug.length() - 1 : slug.length();
        slug = slug.substring(from, to);
        return slug.length() > 255 ? slug.substring(0, 255) : slug;
    }

    @Nullable
    Long owner(String handle) {
        return owners.get(handle);
    }

    boolean taken(String handle, long by) {
        Long owner = owners.get(handle);
        return owner != null && owner != by;
    }

    /** A handle made of a text that nobody else has. */
    String made(String text, long by) {
        String slug = slug(text);
        String base = slug.isEmpty() ? nameless : slug;
        if (!taken(base, by)) {
            return base;
        }
        Matcher counted = COUNTED.matcher(base);
        String stem = counted.matches() ? counted.group(1) : base + "-";
        long suffix = lastSuffix.getOrDefault(base, counted.matches() ? Long.parseLong(counted.group(2)) : 0L);
        String handle;
        do {
            handle = stem + ++suffix;
        } while (taken(handle, by));
        lastSuffix.put(base, suffix);
        return handle;
    }

    void moved(@Nullable String from, @Nullable String to, long owner) {
        if (from != null && !from.equals(to)) {
            owners.remove(from);
        }
        if (to != null) {
            owners.put(to, owner);
        }
    }

    void clear() {
        owners.clear();
        lastSuffix.clear();
    }
}
