package io.silkroute.run;

/** Another node works on this connector's run. */
public final class LeaseHeld extends RuntimeException {

    LeaseHeld(String connector) {
        super("another node works on a run of " + connector);
    }
}
