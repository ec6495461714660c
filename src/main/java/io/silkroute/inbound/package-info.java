/**
 * What arrives from the PIM: pushes and inbox files are checked, cut into chunks and put on the queue.
 * Promises: accepted means durable; a refusal says what to do.
 */
@NullMarked
package io.silkroute.inbound;

import org.jspecify.annotations.NullMarked;
