/** An order of a shop, as far as its money goes, and who keeps the books of it. */
@NullMarked
package io.silkroute.order;

import org.jspecify.annotations.NullMarked;
