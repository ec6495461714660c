/**
 * When the next call may leave: our copy of a shop's bucket, what a call will cost, how many go out at a time.
 * Promises: no call leaves that the shop's bucket cannot pay for.
 */
@NullMarked
package io.silkroute.shopify.pacing;

import org.jspecify.annotations.NullMarked;
