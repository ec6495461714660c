/** What comes from Shopify as people see it: how far each kind of objects was read, the pulls, and the mirror to search in. */
@NullMarked
package io.silkroute.console.shop;

import org.jspecify.annotations.NullMarked;
