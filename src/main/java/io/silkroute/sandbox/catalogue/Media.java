package io.silkroute.sandbox.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * An image of the shop; Shopify fetches it from {@code url}, the sandbox never does. One whose name begins with
 * {@code unreadable} fails as an image that cannot be read.
 */
record Media(long id, String url, @Nullable String alt, long createdAt) {
    private static final long PROCESSING_MILLIS = 1_000;

    /** An image is fetched and scaled after the answer; until then there is none. */
    boolean processed(long now) {
        return now - createdAt >= PROCESSING_MILLIS && !nameIn(url).startsWith("unreadable");
    }

    String status(long now) {
        if (processed(now)) {
            return "READY";
        }
        return now - createdAt >= PROCESSING_MILLIS ? "FAILED" : "UPLOADED";
    }

    static String nameIn(String url) {
        String path = url.replaceAll("[?#].*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
