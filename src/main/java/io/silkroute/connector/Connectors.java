package io.silkroute.connector;

import io.silkroute.connector.secret.Secrets;
import java.util.List;
import java.util.Optional;

/** The store of connectors. */
public interface Connectors {

    Optional<Connector> find(ConnectorName name);

    /** As it is now, past every memory: another node may have changed it a moment ago. */
    default Optional<Connector> findNow(ConnectorName name) {
        return find(name);
    }

    List<Connector> all();

    /**
     * The connector that an address names.
     *
     * @throws UnknownConnector if there is none
     */
    default Connector asked(String name) {
        return ConnectorName.asked(name).flatMap(this::find).orElseThrow(() -> new UnknownConnector(name));
    }

    Secrets secrets(ConnectorName name);
}
