package io.silkroute.run.lease;

/** A run of this connector is at work on another node, or has just ended on this one. */
public final class LeaseHeld extends RuntimeException {

    private final String connector;

    public LeaseHeld(String connector) {
        super("a run of " + connector + " is at work");
        this.connector = connector;
    }

    public String connector() {
        return connector;
    }
}
