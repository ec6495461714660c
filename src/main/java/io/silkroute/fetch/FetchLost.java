package io.silkroute.fetch;

/** A fetch that this node does not go on with now: another does, it is stopped, or the connector is gone. */
final class FetchLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    private FetchLost(String sentence) {
        super(sentence, null, false, false);
    }

    static FetchLost of(String fetch) {
        return new FetchLost("The fetch " + fetch + " is not this node's any more.");
    }

    static FetchLost stopped() {
        return new FetchLost("Silkroute is being stopped; the fetch goes on with its next start.");
    }
}
