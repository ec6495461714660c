package io.silkroute.fetch;

/** A fetch that another node goes on with, or whose connector is gone. */
final class FetchLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    FetchLost(String fetch) {
        super("The fetch " + fetch + " is not this node's any more.", null, false, false);
    }
}
