package io.silkroute.export;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.run.lease.Leases;
import io.silkroute.shopify.CallPermission;
import org.springframework.stereotype.Component;

/**
 * A node that lost a connector's run to another sends nothing more for it, not even the next attempt of a call that was
 * under way: it would bring an old version over a newer one.
 */
@Component
class LeasedCalls implements CallPermission {

    private final Leases leases;
    private final Connectors connectors;

    LeasedCalls(Leases leases, Connectors connectors) {
        this.leases = leases;
        this.connectors = connectors;
    }

    @Override
    public boolean holds(ConnectorName connector) {
        return leases.stillHeld(connector);
    }

    @Override
    public boolean wanted(ConnectorName connector) {
        return !leases.holds(connector)
                || connectors.find(connector).map(Connector::active).orElse(false);
    }
}
