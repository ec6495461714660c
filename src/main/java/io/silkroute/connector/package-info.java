/**
 * Connectors as the features know them: which there are, what happens to them, whose data goes with them.
 * Promises: a feature hears of a change after it was saved; a deleted connector leaves nothing behind.
 */
@NullMarked
package io.silkroute.connector;

import org.jspecify.annotations.NullMarked;
