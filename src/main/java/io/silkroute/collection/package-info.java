/** How categories get to the shop, as collections. */
@NullMarked
package io.silkroute.collection;

import org.jspecify.annotations.NullMarked;
