package io.silkroute.mirror;

import java.time.Instant;

/**
 * On whose behalf objects are stored.
 *
 * @param id by which what it has seen and what it has found changed is known; at most 40 characters
 * @param at by this node's clock
 * @param telling whether others are to be told of what has changed
 */
public record MirrorReading(String id, Instant at, boolean telling) {}
