/**
 * When customers' tiers are looked at beside their orders: every day, when a person asks, and to see who would move.
 * Promises: one node looks at a connector at a time, page by page; what was cut off goes on at the page after the last.
 */
@NullMarked
package io.silkroute.loyalty.tier;

import org.jspecify.annotations.NullMarked;
