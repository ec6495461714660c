/**
 * A call to a shop from the first attempt to the last: signed, sent, classified, tried again.
 * Promises: every fault is classified once as try again, park or abort, with a sentence for the operator.
 */
@NullMarked
package io.silkroute.shopify.call;

import org.jspecify.annotations.NullMarked;
