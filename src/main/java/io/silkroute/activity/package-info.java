/**
 * The activity log: what happened to each item and run, and what operators did.
 * Promises: an entry is written in the transaction of what it tells.
 */
@NullMarked
package io.silkroute.activity;

import org.jspecify.annotations.NullMarked;
