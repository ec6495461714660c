/** A shop's customers as people see them: what they spend, the tier that they have and why, and their ledger. */
@NullMarked
package io.silkroute.console.loyalty;

import org.jspecify.annotations.NullMarked;
