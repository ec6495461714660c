package io.silkroute.connector;

import io.silkroute.connector.secret.Secrets;
import java.util.List;
import java.util.Optional;

/** The store of connectors. */
public interface Connectors {

    Optional<Connector> find(ConnectorName name);

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
