/** A connector's runs and one of them, with what became of their items drawn by the server. */
@NullMarked
package io.silkroute.console.runs;

import org.jspecify.annotations.NullMarked;
