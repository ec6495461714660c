/**
 * How products get to the shop, with their variants: the least write, lists that others use too, bulk operations, and
 * the adoption of what a shop held before.
 */
@NullMarked
package io.silkroute.product;

import org.jspecify.annotations.NullMarked;
