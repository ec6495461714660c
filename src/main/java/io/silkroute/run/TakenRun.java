package io.silkroute.run;

import io.silkroute.connector.ConnectorName;

/** A run as one node has taken it up. A later taking has a higher token, and only the highest one may record. */
public interface TakenRun {

    String id();

    ConnectorName connector();

    int fencingToken();
}
