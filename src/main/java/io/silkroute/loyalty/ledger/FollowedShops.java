package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.order.FollowedOrders;
import org.springframework.stereotype.Component;

/** The orders of a connector are booked as they change while it counts what its customers earn. */
@Component
class FollowedShops implements FollowedOrders {

    private final Connectors connectors;

    FollowedShops(Connectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public boolean follows(ConnectorName connector) {
        return connectors
                .find(connector)
                .map(known -> known.config().loyalty().enabled())
                .orElse(false);
    }
}
