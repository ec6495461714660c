package io.silkroute.connector;

import io.silkroute.connector.secret.Secrets;
import java.util.List;
import java.util.Optional;

/** The store of connectors. */
public interface Connectors {

    Optional<Connector> find(ConnectorName name);

    List<Connector> all();

    Secrets secrets(ConnectorName name);
}
