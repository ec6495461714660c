/**
 * How often codes and automatic discounts were used, and what the orders brought: read from the shop's orders.
 * Promises: what an order tells of its codes is replaced as a whole and never added up, so that it is right however often
 * and in whichever order an order is read; the checkpoint stands behind nothing that is not stored; of customers nothing
 * is kept.
 */
@NullMarked
package io.silkroute.usage;

import org.jspecify.annotations.NullMarked;
