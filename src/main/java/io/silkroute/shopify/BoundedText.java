package io.silkroute.shopify;

/** Bounds for texts that come from outside. */
public final class BoundedText {

    private BoundedText() {}

    public static String bounded(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
