package io.silkroute.order;

import io.silkroute.connector.ConnectorName;
import java.util.Collection;

/** Whoever keeps the books of a shop's orders: the one door by which imports, pulls and webhooks give orders to the ledger. */
public interface OrderBooks {

    /**
     * Asks the shop for what the books need and do not know, such as its time zone. Outside of a transaction, before some
     * orders are booked.
     */
    void ready(ConnectorName connector);

    /**
     * Books these orders in one transaction: when it returns they are in the ledger, or are among its discrepancies. The same
     * orders again, in whatever order, change nothing more; an order in an older state than it is known in does nothing.
     *
     * @param orders of one shop, an order at most once
     * @return what could not be booked as it stands, or was in the ledger otherwise, with its reason
     */
    Collection<Discrepancy> book(ConnectorName connector, Collection<ShopOrder> orders, Booking booking);

    /** What has come of an import so far: of its orders that are in the ledger, and of its entries. */
    ImportFigures figures(ConnectorName connector, String importId);

    /**
     * An import has ended: the metrics and tiers of its customers are made anew where it is to. What was settled stays settled.
     *
     * @param eachPage called before each page of customers, outside of a transaction; what it throws ends the settling
     * @return whose have changed, also by settlings of the import before this one
     */
    long settle(ConnectorName connector, Booking booking, Runnable eachPage);
}
