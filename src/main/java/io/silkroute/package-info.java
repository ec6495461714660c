/** Silkroute: keeps a Shopify store equal to a product information system. */
@NullMarked
package io.silkroute;

import org.jspecify.annotations.NullMarked;
