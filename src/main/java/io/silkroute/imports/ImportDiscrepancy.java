package io.silkroute.imports;

import java.util.Map;

/**
 * An order that is not in the ledger as it stands in the shop.
 *
 * @param order Shopify's number
 * @param name such as {@code #1001}
 * @param reason in a word, such as {@code not-paid}
 */
public record ImportDiscrepancy(long order, String name, String reason, String sentence, Map<String, String> details) {}
