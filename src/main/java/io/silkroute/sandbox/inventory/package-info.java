/**
 * Stock: the quantities of inventory items, whoever keeps those, and the mutation that sets them once by its key.
 * Promises: a call with a key has one effect, also when the shop was killed in between; a stale expectation, or one bad
 * entry, changes nothing.
 */
@NullMarked
package io.silkroute.sandbox.inventory;

import org.jspecify.annotations.NullMarked;
