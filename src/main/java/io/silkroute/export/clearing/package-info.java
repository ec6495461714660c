/** How Shopify is told that a field has lost its value, and of which fields it is to be told. */
@NullMarked
package io.silkroute.export.clearing;

import org.jspecify.annotations.NullMarked;
