/**
 * Traces of what becomes of a push, told by OTLP to the address that the configuration names. Promises: without an address
 * nothing is made; an address that is wrong or silent slows nothing and is visible; no span holds what an item says, a
 * token, or a person.
 */
@NullMarked
package io.silkroute.tracing;

import org.jspecify.annotations.NullMarked;
