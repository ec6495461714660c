package io.silkroute.sandbox.graphql;

import org.jspecify.annotations.Nullable;

/** Shopify's global ids: {@code gid://shopify/Product/123}. */
public final class Gid {
    private static final String PREFIX = "gid://shopify/";

    private Gid() {}

    public static String of(String type, long id) {
        return PREFIX + type + "/" + id;
    }

    /** The number of an id of this type, -1 for anything else. */
    public static long number(@Nullable String gid, String type) {
        if (gid == null || !gid.startsWith(PREFIX) || !gid.startsWith(type + "/", PREFIX.length())) {
            return -1;
        }
        try {
            String number = gid.substring(PREFIX.length() + type.length() + 1);
            int query = number.indexOf('?');
            return Long.parseLong(query < 0 ? number : number.substring(0, query));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The type named in an id, empty when it is none. */
    public static String type(@Nullable String gid) {
        if (gid == null || !gid.startsWith(PREFIX)) {
            return "";
        }
        int end = gid.indexOf('/', PREFIX.length());
        return end < 0 ? "" : gid.substring(PREFIX.length(), end);
    }
}
