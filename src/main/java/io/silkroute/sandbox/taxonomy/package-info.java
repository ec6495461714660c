/** The product categories that the shop knows, as Shopify publishes them. */
@NullMarked
package io.silkroute.sandbox.taxonomy;

import org.jspecify.annotations.NullMarked;
