package io.silkroute.connector;

/** Tells how a connector is doing; whoever knows its runs answers. */
public interface ConnectorStatuses {

    /** Status, last and next run, what is pending and what waits for a person: written as JSON as it is. */
    Object of(Connector connector);
}
