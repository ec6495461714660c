/** The PIMs that a connector asks, as people see them. */
@NullMarked
package io.silkroute.console.source;

import org.jspecify.annotations.NullMarked;
