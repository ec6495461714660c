package io.silkroute.run.lease;

import io.silkroute.connector.ConnectorName;

/** This node was out of touch for longer than its lease, and another has taken up the run it worked on. */
public final class LeaseLost extends RuntimeException {

    public LeaseLost(ConnectorName connector) {
        super("another node has taken up the run of " + connector);
    }
}
