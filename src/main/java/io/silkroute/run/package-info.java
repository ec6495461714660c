/**
 * Runs of a connector: their states, the stream of pending changes they work off, their counts.
 * Promises: two runs of one connector never run at the same time; a run whose node died is taken up again.
 */
@NullMarked
package io.silkroute.run;

import org.jspecify.annotations.NullMarked;
