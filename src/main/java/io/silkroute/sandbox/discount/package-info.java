/**
 * Discounts with their codes, as merchants and apps make them and buyers use them.
 * Promises: a code is one discount's, whatever its case; what an input leaves out stays or falls back to its default
 * exactly where it does in Shopify; every write is told, the refused ones too.
 */
@NullMarked
package io.silkroute.sandbox.discount;

import org.jspecify.annotations.NullMarked;
