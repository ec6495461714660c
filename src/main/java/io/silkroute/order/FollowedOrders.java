package io.silkroute.order;

import io.silkroute.connector.ConnectorName;

/** Says of whose shop orders are booked as they change; those of an import are booked whatever it says. */
public interface FollowedOrders {

    boolean follows(ConnectorName connector);
}
