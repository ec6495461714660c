/**
 * Brings what happened in a shop before into the ledger: its orders of a range, and its customers; and has orders that the
 * shop changes later booked anew.
 * Promises: one import of a connector at a time; what was cut off goes on where it stood, and orders that come twice change
 * nothing; what is not in the ledger as it stands in the shop is listed with its reason; an import of which the shop told only
 * a part is never shown as whole; of customers nothing is kept here.
 */
@NullMarked
package io.silkroute.imports;

import org.jspecify.annotations.NullMarked;
