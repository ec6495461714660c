/** A file that somebody else may still be writing: what it was when it was looked at, and that it is left alone. */
@NullMarked
package io.silkroute.inbound.file;

import org.jspecify.annotations.NullMarked;
