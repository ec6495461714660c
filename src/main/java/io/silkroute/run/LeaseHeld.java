package io.silkroute.run;

/** A run of this connector is at work on another node, or has just ended on this one. */
public final class LeaseHeld extends RuntimeException {

    LeaseHeld(String connector) {
        super("a run of " + connector + " is at work");
    }
}
