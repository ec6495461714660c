package io.silkroute.connection;

import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.mapping.Mappings;
import io.silkroute.shopify.ShopFacts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which access scopes a connector needs in its shop, by what it is set to do and what its PIM sends. */
@Component
class NeededScopes {

    private final Mappings mappings;
    private final Items items;
    private final ShopFacts facts;

    NeededScopes(Mappings mappings, Items items, ShopFacts facts) {
        this.mappings = mappings;
        this.items = items;
        this.facts = facts;
    }

    /** Those that are not among the granted ones. Who may write may read. */
    List<ConnectionReport.Missing> missing(
            ConnectorName connector, ConnectorConfig config, Collection<String> granted) {
        return needed(connector, config).entrySet().stream()
                .filter(need -> !granted.contains(need.getKey())
                        && !granted.contains(need.getKey().replaceFirst("^read_", "write_")))
                .map(need -> new ConnectionReport.Missing(need.getKey(), need.getValue()))
                .toList();
    }

    private Map<String, String> needed(ConnectorName connector, ConnectorConfig config) {
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
        // Only where items have texts in several languages, for which a run has asked the shop.
        if (mappings.names().contains(config.mapping())
                && mappings.product(config.mapping()).translates()
                && facts.languages(connector).isPresent()) {
            needed.put("read_locales", "to know the shop's languages");
            needed.put("read_translations", "to read the texts that are to be translated");
            needed.put("write_translations", "to write texts in the shop's other languages");
        }
        if (items.count(connector, ItemType.CAMPAIGN) > 0 || items.count(connector, ItemType.CODE) > 0) {
            needed.put("write_discounts", "to write campaigns and codes");
            needed.put("read_customers", "to find the customers and segments that campaigns are for");
            needed.put("read_orders", "to read how codes are used");
        }
        return needed;
    }
}
