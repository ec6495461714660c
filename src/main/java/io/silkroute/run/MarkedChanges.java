package io.silkroute.run;

import io.silkroute.connector.ConnectorName;

/** Told that items have been marked as changed by something else than a push. */
public interface MarkedChanges {

    /** Called after the transaction that marked them: they join the run in progress, or begin one if the connector wants it. */
    void onChange(ConnectorName connector);
}
