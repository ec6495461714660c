package io.silkroute.connector;

/**
 * A connector was activated or deactivated. Published within the transaction that does it.
 *
 * @param actor who did it
 */
public record ConnectorTurned(ConnectorName name, boolean active, String actor) {}
