package io.silkroute.sandbox.catalogue;

import org.jspecify.annotations.Nullable;

/** An image of the shop; Shopify fetches it from {@code url}, the sandbox never does. */
record Media(long id, String url, @Nullable String alt, long createdAt) {

    static String nameIn(String url) {
        String path = url.replaceAll("[?#].*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
