package io.silkroute.shopify;

import io.silkroute.connector.ConnectorName;

/** May this process call a connector's shop? Asked when a request has its turn, right before it is sent. */
public interface CallPermission {

    boolean holds(ConnectorName connector);

    /** Does anybody still wait for the answer? Not a run whose connector has been deactivated. */
    default boolean wanted(ConnectorName connector) {
        return true;
    }
}
