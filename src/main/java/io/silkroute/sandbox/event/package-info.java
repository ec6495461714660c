/**
 * What happened to the shop's objects, as the Admin API lists it: that some were deleted, and no more than that.
 * Promises: an object that is deleted has its event at the same time.
 */
@NullMarked
package io.silkroute.sandbox.event;

import org.jspecify.annotations.NullMarked;
