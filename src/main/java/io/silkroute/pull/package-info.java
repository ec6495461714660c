/**
 * Reads shops into the mirror: what was changed since a checkpoint, or everything; by the clock, when the connector starts,
 * somebody signs in or opens a page, after webhooks were lost, and when a person asks.
 * Promises: a checkpoint stands behind nothing that is not stored; what was cut off goes on; a stream is read by one pull at
 * a time; what is found to be another is told, and told again rather than forgotten.
 */
@NullMarked
package io.silkroute.pull;

import org.jspecify.annotations.NullMarked;
