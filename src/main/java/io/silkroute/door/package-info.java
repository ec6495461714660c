/**
 * What every request passes before a feature sees it: connections, bodies, origins, sessions, and how a refusal is told.
 * Promises: who is not signed in holds nothing for long, and keeps nobody else waiting.
 */
@NullMarked
package io.silkroute.door;

import org.jspecify.annotations.NullMarked;
