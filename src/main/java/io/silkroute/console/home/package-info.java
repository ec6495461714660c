/** Where an operator begins: all connectors, one connector's home, and what waits for somebody. */
@NullMarked
package io.silkroute.console.home;

import org.jspecify.annotations.NullMarked;
