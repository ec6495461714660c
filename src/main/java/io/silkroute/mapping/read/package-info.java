/**
 * A mapping file's text is read: YAML with its places, expressions, fields checked against Shopify's input types.
 * Promises: an error names file, line and key.
 */
@NullMarked
package io.silkroute.mapping.read;

import org.jspecify.annotations.NullMarked;
