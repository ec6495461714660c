/**
 * Orders, as buyers place them and merchants refund and cancel them: read in the API, made by the control endpoint.
 * Promises: every amount of an order follows from its lines, its discounts and its transactions; without
 * {@code read_all_orders} an app sees the orders of 60 days, and is not told that there are more.
 */
@NullMarked
package io.silkroute.sandbox.order;

import org.jspecify.annotations.NullMarked;
