/**
 * Stock by its own mutation: only the numbers that the PIM changed, each from what the shop holds at that moment, and
 * once, whatever answers are lost. It knows variants by PIM id and does not care how their product got to the shop.
 */
@NullMarked
package io.silkroute.product.stock;

import org.jspecify.annotations.NullMarked;
