package io.silkroute.connector;

import java.util.Optional;

/** Tells whether a connector's filters may be changed: not while one of its runs has not ended. */
public interface UnfinishedRuns {

    /** The id of a run of this connector that is queued, running, stopping or interrupted. */
    Optional<String> unfinishedOf(ConnectorName connector);
}
