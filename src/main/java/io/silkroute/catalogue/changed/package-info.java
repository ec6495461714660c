/**
 * Which items have changed, for those who keep an index of them.
 * Promises: what changes an item notes it in the same transaction, at the cost of a row for all items of that transaction.
 */
@NullMarked
package io.silkroute.catalogue.changed;

import org.jspecify.annotations.NullMarked;
