/**
 * The pictures of the sample catalogue, drawn when they are asked for, in place of a PIM's picture server.
 * Promises: a name is always the same picture. Open path: {@code /sandbox/pictures/**}.
 */
@NullMarked
package io.silkroute.sandbox.picture;

import org.jspecify.annotations.NullMarked;
