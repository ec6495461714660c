/**
 * Messages that could not be worked off: kept, shown, put back or discarded.
 * Promises: a message that nobody could work off is never lost.
 */
@NullMarked
package io.silkroute.deadletter;

import org.jspecify.annotations.NullMarked;
