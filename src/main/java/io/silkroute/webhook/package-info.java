/**
 * What a shop tells by itself: its webhooks are taken in at a door, kept once each, gathered by the object that they are
 * about, and told to whoever has to do with it.
 * Promises: what was answered with 200 is durable; a delivery that comes again does nothing; many about one object are
 * told as one; news that are older than what was told do nothing; what cannot be told is told again later.
 */
@NullMarked
package io.silkroute.webhook;

import org.jspecify.annotations.NullMarked;
