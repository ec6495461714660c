package io.silkroute.connector;

import io.silkroute.connector.secret.Secrets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store of connectors. */
public interface Connectors {

    Optional<Connector> find(ConnectorName name);

    /** As it is now, past every memory: another node may have changed it a moment ago. */
    default Optional<Connector> findNow(ConnectorName name) {
        return find(name);
    }

    List<Connector> all();

    /** Those that something concerns. @param name null: all of them */
    default List<Connector> concerned(@Nullable ConnectorName name) {
        return name == null ? all() : find(name).map(List::of).orElse(List.of());
    }

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
