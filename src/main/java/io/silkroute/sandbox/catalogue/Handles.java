package io.silkroute.sandbox.catalogue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The handles of one kind of thing: unique, suffixed -1, -2 ... when they are made from a title. */
final class Handles {
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private final Map<String, Long> owners = new ConcurrentHashMap<>();
    private final Map<String, Integer> lastSuffix = new HashMap<>();

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

    String fromTitle(String title) {
        String slug = slug(title);
        String base = slug.isEmpty() ? "product" : slug;
        if (!owners.containsKey(base)) {
            return base;
        }
        int suffix = lastSuffix.getOrDefault(base, 0);
        String handle;
        do {
            handle = base + "-" + ++suffix;
        } while (owners.containsKey(handle));
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
