/**
 * The texts of products and collections in a shop's other languages, registered after the object itself was written.
 * Promises: only what has changed is sent, and what has become outdated with its source; only what this connector once sent
 * is taken away; a language that the shop lacks is told once a run and is no failure.
 */
@NullMarked
package io.silkroute.translation;

import org.jspecify.annotations.NullMarked;
