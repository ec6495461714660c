/**
 * The shop's doors: the Admin API over HTTP with its tokens, and what tests and benchmarks steer and see it by.
 * Open paths: {@code /admin/**} (the shop's own token), {@code /sandbox/control}, {@code /sandbox/state},
 * {@code /sandbox/*.jsonl} (loopback and token).
 */
@NullMarked
package io.silkroute.sandbox.control;

import org.jspecify.annotations.NullMarked;
