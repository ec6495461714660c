/**
 * Shopify's list of product categories, as it is packaged: found by id or by path.
 * Promises: read when it is first asked for, and then held in about a megabyte; what is not in it is never guessed.
 */
@NullMarked
package io.silkroute.mapping.taxonomy;

import org.jspecify.annotations.NullMarked;
