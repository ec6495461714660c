package io.silkroute.export;

import io.silkroute.connector.ConnectorName;
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

    LeasedCalls(Leases leases) {
        this.leases = leases;
    }

    @Override
    public boolean holds(ConnectorName connector) {
        return leases.stillHeld(connector);
    }
}
