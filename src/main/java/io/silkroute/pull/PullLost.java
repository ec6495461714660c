package io.silkroute.pull;

/** Another node has taken the pull, or its connector is gone: this one stores nothing more. */
final class PullLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    PullLost(String pull) {
        super("The pull " + pull + " is not this node's any more.");
    }
}
