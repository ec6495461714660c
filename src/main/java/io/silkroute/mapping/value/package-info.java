/**
 * What a mapping does with a value: find it in an item, choose its language, make it of the type that Shopify takes.
 * Promises: the same item gives the same value; what cannot be expressed is told, never thrown.
 */
@NullMarked
package io.silkroute.mapping.value;

import org.jspecify.annotations.NullMarked;
