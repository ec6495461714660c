package io.silkroute.loyalty.ledger;

import java.util.Locale;

/** What an entry of the ledger is. */
public enum LedgerKind {
    EARNED, // an order was booked for this customer the first time
    REFUNDED, // cashback went with what was refunded of an order, or came back when less is refunded
    CORRECTED, // the order earns something else than the entries so far say
    DUPLICATE_REMOVED, // the ledger had the order more than once
    ADJUSTED; // a person's decision, which no order changes

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
