/**
 * A local copy of what shops hold: products with variants and stock, customers, orders; it is searched when a shop is away.
 * Promises: a search sees a whole copy, never one in the making; what customers are called and how they are reached is
 * sealed, found by a keyed hash, and can be erased for good; of what webhooks tell, the mirror reads what there is now.
 */
@NullMarked
package io.silkroute.mirror;

import org.jspecify.annotations.NullMarked;
