package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallPermission;

/** A request had its turn when this process was no longer to send it; see {@link CallPermission}. */
final class NotPermitted extends Exception {

    NotPermitted(ConnectorName connector) {
        super("Another node has taken up the run of " + connector + ".");
    }
}
