package io.silkroute.discount;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param codesAtOnce how many codes the route {@code join-codes} sends in one call */
@ConfigurationProperties("silkroute.discounts")
record DiscountSettings(int codesAtOnce) {

    private static final int MAX_CODES = 250; // shopify.dev: discountRedeemCodeBulkAdd; their results are one page

    DiscountSettings {
        if (codesAtOnce < 1 || codesAtOnce > MAX_CODES) {
            throw new IllegalArgumentException("silkroute.discounts.codes-at-once must be from 1 to " + MAX_CODES
                    + ": so many codes Shopify takes in one call.");
        }
    }
}
