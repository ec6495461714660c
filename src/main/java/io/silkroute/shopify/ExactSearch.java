package io.silkroute.shopify;

/** A search in Shopify's language of searches. shopify.dev/docs/api/usage/search-syntax */
public final class ExactSearch {

    private ExactSearch() {}

    /** For what has exactly this text in a field, whatever signs are in it. */
    public static String of(String field, String text) {
        return field + ":'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
