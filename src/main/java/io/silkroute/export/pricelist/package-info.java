/**
 * Which price lists a shop has, in which currencies, and which of them a connector's amounts go to. It is asked once a run
 * at most, and only when an item has an amount in another currency than the shop's.
 */
@NullMarked
package io.silkroute.export.pricelist;

import org.jspecify.annotations.NullMarked;
