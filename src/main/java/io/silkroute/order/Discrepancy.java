package io.silkroute.order;

import java.util.Locale;
import java.util.Map;

/**
 * An order that is not in the ledger as it stands in the shop, or was not there as it should have been.
 *
 * @param order Shopify's number
 * @param name such as {@code #1001}
 * @param sentence what it is and what to do
 * @param details what was found, such as {@code {"ledger": "12.30", "order": "10.00"}}
 */
public record Discrepancy(long order, String name, Reason reason, String sentence, Map<String, String> details) {

    /** Why. */
    public enum Reason {
        NOT_PAID,
        TEST_ORDER,
        CANCELLED,
        NO_CUSTOMER,
        CURRENCY,
        INVALID_AMOUNT,
        DIFFERS_FROM_LEDGER;

        /** As the API says it, such as {@code not-paid}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
