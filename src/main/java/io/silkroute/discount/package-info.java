/**
 * How campaigns and codes get to the shop, as discounts: made once whatever answers are lost, changed by differences,
 * paused and resumed by their own dates, read back and compared.
 */
@NullMarked
package io.silkroute.discount;

import org.jspecify.annotations.NullMarked;
