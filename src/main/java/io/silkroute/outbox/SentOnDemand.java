package io.silkroute.outbox;

import io.silkroute.connector.ConnectorName;
import java.util.Set;

/** Sends at once what is sent by itself otherwise, because a person has asked for it. */
public interface SentOnDemand {

    /** The events that it can be asked for, in the words of the configuration. */
    Set<String> events();

    /**
     * @param event one of {@link #events}
     * @return to how many it goes; 0: nobody of the connector's configuration wants it
     */
    int send(ConnectorName connector, String event);
}
