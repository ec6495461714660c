/** Tells open pages that something has changed. */
@NullMarked
package io.silkroute.console.live;

import org.jspecify.annotations.NullMarked;
