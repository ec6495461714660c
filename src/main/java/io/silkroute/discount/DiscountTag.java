package io.silkroute.discount;

import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * The tag by which a discount is known as an item's. It is in the input that creates the discount, so that there is none
 * without it; it has no colon, which a search would have to quote.
 */
final class DiscountTag {

    /** So many tags Shopify takes of a discount, and one of them is this. shopify.dev: DiscountCodeBasicInput.tags */
    static final int MAX_TAGS = 5;

    private static final String PREFIX = "silkroute-";
    private static final int DIGITS = 16;

    private DiscountTag() {}

    static String of(ConnectorName connector, ItemKey item) {
        Digest digest = Digest.of((connector.text() + "\n" + item).getBytes(StandardCharsets.UTF_8));
        return PREFIX + digest.toString().substring(0, DIGITS);
    }

    /** Has a discount of the shop this tag? */
    static boolean isOn(JsonNode discount, String tag) {
        return discount.path("tags")
                .valueStream()
                .anyMatch(one -> one.asString("").equalsIgnoreCase(tag));
    }

    /** Is it some item's of ours? */
    static boolean isAny(String tag) {
        return tag.startsWith(PREFIX);
    }
}
