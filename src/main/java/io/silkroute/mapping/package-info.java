/**
 * Mapping files: read, checked against Shopify's input types, applied to items.
 * Promises: an error names file, line and key; the same item always renders to the same payload.
 */
@NullMarked
package io.silkroute.mapping;

import org.jspecify.annotations.NullMarked;
