/**
 * The ledger of what a shop's orders have earned their customers, and the tiers that they have reached.
 * Promises: the ledger is a function of the orders and of the configuration at their time, whatever the order in which
 * orders come, come again or are cut off; one booking of a connector at a time, each in one transaction; entries are added
 * and never changed.
 */
@NullMarked
package io.silkroute.loyalty.ledger;

import org.jspecify.annotations.NullMarked;
