/**
 * Connectors: configuration, secrets, lifecycle, schedule.
 * Promises: a configuration is validated whole; secrets are encrypted at rest and never returned.
 */
@NullMarked
package io.silkroute.connector;

import org.jspecify.annotations.NullMarked;
