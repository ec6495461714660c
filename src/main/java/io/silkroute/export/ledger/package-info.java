/**
 * The ledger of a connector: what the shop holds of each item, what was about to be sent, what waits for a person, and
 * what one batch adds to it.
 */
@NullMarked
package io.silkroute.export.ledger;

import org.jspecify.annotations.NullMarked;
