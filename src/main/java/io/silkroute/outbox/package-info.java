/**
 * What has happened that others may want to be told, kept with what it is about and told by one route.
 * Promises: it is told if and only if it has happened, to each listener at least once and in order; a listener that fails
 * holds no other up.
 */
@NullMarked
package io.silkroute.outbox;

import org.jspecify.annotations.NullMarked;
