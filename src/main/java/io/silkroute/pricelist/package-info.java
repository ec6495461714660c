/**
 * Fixed prices of price lists: what a product's variants cost in other currencies than the shop's, sent after the product
 * itself. Only what changed is sent, and only what this connector once set is taken away.
 */
@NullMarked
package io.silkroute.pricelist;

import org.jspecify.annotations.NullMarked;
