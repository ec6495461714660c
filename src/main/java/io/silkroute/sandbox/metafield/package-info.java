/**
 * Metafields, their definitions, and whatever owns some: a feature registers its type of owner in
 * {@link io.silkroute.sandbox.metafield.Metafields} and wires its fields by {@code MetafieldGraph}.
 * Promises: a unique value has one owner; a value that does not fit its type is refused in Shopify's words.
 */
@NullMarked
package io.silkroute.sandbox.metafield;

import org.jspecify.annotations.NullMarked;
