package io.silkroute.run.stream;

import io.silkroute.connector.ConnectorName;
import java.util.HashSet;
import java.util.Set;

/** Runs at work whose shop did not answer lately: never more than leave room for the runs of shops that do. */
final class Suspects {

    private final int most;
    private final Set<ConnectorName> atWork = new HashSet<>();

    Suspects(int most) {
        this.most = most;
    }

    synchronized boolean tryEnter(ConnectorName connector) {
        return atWork.contains(connector) || atWork.size() < most && atWork.add(connector);
    }

    synchronized void leave(ConnectorName connector) {
        atWork.remove(connector);
    }
}
