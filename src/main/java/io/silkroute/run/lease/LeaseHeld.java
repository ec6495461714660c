package io.silkroute.run.lease;

import io.silkroute.connector.ConnectorName;

/** A run of this connector is at work on another node, or has just ended on this one. */
public final class LeaseHeld extends RuntimeException {

    private final ConnectorName connector;

    public LeaseHeld(ConnectorName connector) {
        super("a run of " + connector + " is at work");
        this.connector = connector;
    }

    public ConnectorName connector() {
        return connector;
    }
}
