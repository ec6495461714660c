/**
 * A stand-in of a Shopify shop that executes a strict subset of the Admin API's schema.
 * Promises: never kinder than Shopify: same costs, limits, errors.
 */
@NullMarked
package io.silkroute.sandbox;

import org.jspecify.annotations.NullMarked;
