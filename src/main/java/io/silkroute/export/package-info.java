/**
 * From a pending change to a recorded outcome: relevance, hash repository, write, recording.
 * Promises: a hash is recorded only after the shop accepted the payload, together with the outcome.
 */
@NullMarked
package io.silkroute.export;

import org.jspecify.annotations.NullMarked;
