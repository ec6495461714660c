package io.silkroute.usage;

import io.silkroute.shopify.BoundedText;
import java.util.Locale;

/**
 * What was used: a code, which Shopify takes for the same in whatever case, or an automatic discount, of which an order
 * tells the title and nothing else.
 */
record UseKey(String text) {

    private static final int LONGEST = 255;
    private static final String CODE = "c ";
    static final String AUTOMATIC = "a ";

    static UseKey ofCode(String code) {
        return new UseKey(CODE + bounded(bounded(code).toUpperCase(Locale.ROOT)));
    }

    static UseKey ofTitle(String title) {
        return new UseKey(AUTOMATIC + bounded(title));
    }

    /** The code, as codes are compared; the title of an automatic discount. */
    String name() {
        return text.substring(CODE.length());
    }

    /** Is it a key, and no other text? */
    static boolean isText(String text) {
        return text.startsWith(CODE) || text.startsWith(AUTOMATIC);
    }

    boolean automatic() {
        return text.startsWith(AUTOMATIC);
    }

    /** A code, a title or an order's name as it is stored. */
    static String bounded(String name) {
        return BoundedText.bounded(name.replace("\0", "").strip(), LONGEST);
    }
}
