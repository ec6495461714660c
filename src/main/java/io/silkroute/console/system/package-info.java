/** Pages of what the connector itself is made of: its mapping files, and its parts at work. */
@NullMarked
package io.silkroute.console.system;

import org.jspecify.annotations.NullMarked;
