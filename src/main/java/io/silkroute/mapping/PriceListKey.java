package io.silkroute.mapping;

import java.util.Optional;

/**
 * How a payload names a price list: {@code USD 123}, by its currency and what stands last in its id.
 *
 * @param id Shopify's
 */
public record PriceListKey(String currency, String id) {

    private static final String GID = "gid://shopify/PriceList/";

    static String of(String currency, String id) {
        return currency + " " + id.substring(id.lastIndexOf('/') + 1);
    }

    /** Empty for what names none. */
    public static Optional<PriceListKey> read(String key) {
        int blank = key.indexOf(' ');
        return blank <= 0 || blank == key.length() - 1
                ? Optional.empty()
                : Optional.of(new PriceListKey(key.substring(0, blank), GID + key.substring(blank + 1)));
    }
}
