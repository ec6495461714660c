/**
 * The shop as such: its clock, ids, shelves and their journal, its plan, tokens, the faults that were asked for.
 * Promises: one writer at a time; readers see whole objects; a write that was answered outlives kill -9. What stands on
 * a shelf is its feature's affair.
 */
@NullMarked
package io.silkroute.sandbox.shop;

import org.jspecify.annotations.NullMarked;
