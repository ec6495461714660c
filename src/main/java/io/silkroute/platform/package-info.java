/**
 * Wiring: broker, database, clock, security, start-up. Sees all other packages, seen by none.
 */
@NullMarked
package io.silkroute.platform;

import org.jspecify.annotations.NullMarked;
