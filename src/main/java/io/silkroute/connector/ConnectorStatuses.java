package io.silkroute.connector;

import java.util.Collection;
import java.util.Map;

/** Tells how a connector is doing; whoever knows its runs answers. */
public interface ConnectorStatuses {

    /** Status, last and next run, what is pending and what waits for a person: written as JSON as it is. */
    Object of(Connector connector);

    /** The same of many, at hardly more than the cost of one. */
    Map<ConnectorName, ? extends Object> of(Collection<Connector> connectors);
}
