/**
 * A run at work: its beginning and its end, and its changes batch by batch while more of them arrive.
 * Promises: nothing is in two batches at a time; what was not recorded is read again.
 */
@NullMarked
package io.silkroute.run.stream;

import org.jspecify.annotations.NullMarked;
