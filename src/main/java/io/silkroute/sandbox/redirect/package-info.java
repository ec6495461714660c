/**
 * URL redirects of the online store: from the address that an object had before its handle was changed.
 * Promises: a path leads to one target.
 */
@NullMarked
package io.silkroute.sandbox.redirect;

import org.jspecify.annotations.NullMarked;
