package io.silkroute.connector;

/** Tells whether a connector has got anything from its PIM. */
public interface KnownItems {

    /** Deleted items count as well. */
    boolean any(ConnectorName connector);
}
