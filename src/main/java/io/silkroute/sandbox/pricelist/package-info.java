/**
 * Price lists of markets and catalogs: made by merchants (the page, the control endpoint), their fixed prices set by apps.
 * Promises: a call changes all of its prices or none; a price goes with its variant. Relative prices are not played.
 */
@NullMarked
package io.silkroute.sandbox.pricelist;

import org.jspecify.annotations.NullMarked;
