package io.silkroute.usage;

import java.math.BigDecimal;

/**
 * One code or automatic discount of one order.
 *
 * @param code as the order has it; the title of an automatic discount
 * @param discounted what it took off products and shipping, in the shop's currency
 */
record CodeUse(UseKey key, String code, BigDecimal discounted) {}
