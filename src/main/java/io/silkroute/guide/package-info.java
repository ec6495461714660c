/**
 * The way to the first product in the shop, in five steps that are looked up and never ticked off by hand: each says how it
 * is now, and what to do.
 */
@NullMarked
package io.silkroute.guide;

import org.jspecify.annotations.NullMarked;
