package io.silkroute.run;

/** This node was out of touch for longer than its lease, and another has taken up the run it worked on. */
public final class LeaseLost extends RuntimeException {

    LeaseLost(String connector) {
        super("another node has taken up the run of " + connector);
    }
}
