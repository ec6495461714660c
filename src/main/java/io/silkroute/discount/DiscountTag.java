package io.silkroute.discount;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * The tag by which a discount is known as an item's. It is in the input that creates the discount, so that there is none
 * without it; it has no colon, which a search would have to quote.
 */
final class DiscountTag {

    private static final String PREFIX = "silkroute-";
    private static final int BYTES = 8;

    private DiscountTag() {}

    static String of(ConnectorName connector, ItemKey item) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((connector.text() + "\n" + item).getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
