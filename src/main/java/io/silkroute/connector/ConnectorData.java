package io.silkroute.connector;

/**
 * What a feature keeps of a connector, and how it is forgotten. Every feature that owns a table with a column
 * {@code connector} implements it. Features are asked in no particular order: no table refers to another's rows.
 */
public interface ConnectorData {

    /**
     * Deletes what grows with the catalogue, in slices and outside any transaction, because one deletion of a million
     * rows would hold them all in memory. The connector is inactive and has no run; it may be asked for again, and the
     * deletion may yet be refused afterwards.
     */
    default void sweep(ConnectorName connector) {}

    /** Deletes all that is left, within the caller's transaction. */
    void purge(ConnectorName connector);
}
