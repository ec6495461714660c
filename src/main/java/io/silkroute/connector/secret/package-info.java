/**
 * Secrets, and the key that seals them.
 * Promises: secrets are encrypted at rest and never returned.
 */
@NullMarked
package io.silkroute.connector.secret;

import org.jspecify.annotations.NullMarked;
