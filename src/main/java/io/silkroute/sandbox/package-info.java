/**
 * A stand-in of a Shopify shop that executes a strict subset of the Admin API's schema, in a process of its own or in
 * the connector's. Promises: never kinder than Shopify: same costs, limits, errors; a write that was answered outlives
 * kill -9. Each feature is a package with a {@code SandboxFeature} in it, found by the scan of this package.
 */
@NullMarked
package io.silkroute.sandbox;

import org.jspecify.annotations.NullMarked;
