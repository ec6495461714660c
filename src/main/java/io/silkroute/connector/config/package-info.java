/**
 * What a connector is told: its configuration and its schedule, read from JSON and shown as JSON.
 * Promises: a configuration is validated whole, and every problem is told at once with its field.
 */
@NullMarked
package io.silkroute.connector.config;

import org.jspecify.annotations.NullMarked;
