/**
 * A stand-in of a Shopify shop that executes a strict subset of the Admin API's schema.
 * Promises: never kinder than Shopify: same costs, limits, errors; a write that was answered outlives kill -9.
 * <p>Open paths: {@code /admin/**} (the shop's own token), {@code /sandbox/upload/**}, {@code /sandbox/results/**} (signed
 * addresses), {@code /sandbox/control}, {@code /sandbox/state}, {@code /sandbox/*.jsonl} (loopback and token).
 * Pages for people, behind the login: {@code /sandbox}, {@code /sandbox/products/*}, {@code /sandbox/collections}.
 */
@NullMarked
package io.silkroute.sandbox;

import org.jspecify.annotations.NullMarked;
