/**
 * What became of each push and each file: how many items were accepted, every one that was refused, and what else its
 * sender should know. Promises: a receipt that a sender was told of is kept as long as the activity log is, and the
 * number of refused items is the same wherever it is asked.
 */
@NullMarked
package io.silkroute.inbound.receipt;

import org.jspecify.annotations.NullMarked;
