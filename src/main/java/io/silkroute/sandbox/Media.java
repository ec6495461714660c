package io.silkroute.sandbox;

import org.jspecify.annotations.Nullable;

/** An image of the shop; Shopify fetches it from {@code url}, the sandbox never does. */
record Media(long id, String url, @Nullable String alt, long createdAt) {}
