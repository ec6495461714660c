package io.silkroute.connector;

/**
 * Items of a connector that have come and that no run looks at. Whoever keeps such items is a bean of this; what
 * several tell is added up.
 */
public interface IntakeCounts {

    /** Items whose parent is unknown, from the first moment. */
    default long waiting(ConnectorName connector) {
        return 0;
    }

    /** Items that were turned away at the door and have not come right since. */
    default long refused(ConnectorName connector) {
        return 0;
    }
}
