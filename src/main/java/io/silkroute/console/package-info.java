/**
 * The operators' pages. Reads stores and issues commands; never talks to Shopify itself.
 */
@NullMarked
package io.silkroute.console;

import org.jspecify.annotations.NullMarked;
