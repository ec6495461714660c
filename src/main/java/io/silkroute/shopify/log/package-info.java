/**
 * The last calls of each item, for the item's page.
 * Promises: never with a token; a log that cannot keep up drops entries, never calls.
 */
@NullMarked
package io.silkroute.shopify.log;

import org.jspecify.annotations.NullMarked;
