/** Items that metafields name: their ids in the shop, and who is looked at again when they come to it or leave it. */
@NullMarked
package io.silkroute.reference;

import org.jspecify.annotations.NullMarked;
