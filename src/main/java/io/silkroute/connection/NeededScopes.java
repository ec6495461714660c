package io.silkroute.connection;

import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.mapping.Mappings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which access scopes a connector needs in its shop, by what it is set to do. */
@Component
class NeededScopes {

    private final Mappings mappings;

    NeededScopes(Mappings mappings) {
        this.mappings = mappings;
    }

    /** Those that are not among the granted ones. Who may write may read. */
    List<ConnectionReport.Missing> missing(ConnectorConfig config, Collection<String> granted) {
        return needed(config).entrySet().stream()
                .filter(need -> !granted.contains(need.getKey())
                        && !granted.contains(need.getKey().replaceFirst("^read_", "write_")))
                .map(need -> new ConnectionReport.Missing(need.getKey(), need.getValue()))
                .toList();
    }

    private Map<String, String> needed(ConnectorConfig config) {
        Map<String, String> needed = new LinkedHashMap<>();
        needed.put("write_products", "to write products, variants and collections");
        needed.put("read_publications", "to find the online store's sales channel");
        needed.put("write_publications", "to show new products in the online store");
        if (mappings.names().contains(config.mapping())
                && mappings.product(config.mapping()).mapsStock()) {
            needed.put("read_locations", "to find the locations whose stock the mapping sends");
            needed.put("read_inventory", "to read the stock that the mapping is to change");
            needed.put("write_inventory", "to write stock");
        }
        return needed;
    }
}
