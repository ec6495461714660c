package io.silkroute.preview;

import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.Connector;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Export;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.connector.config.ConnectorConfig.Shop;
import io.silkroute.export.ledger.Exports;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What a change of a connector's configuration would do to what is in its shop, before it is saved. */
@Component
public class ConfigPreview {

    private final FilterPreview filters;
    private final Exports exports;

    ConfigPreview(FilterPreview filters, Exports exports) {
        this.filters = filters;
        this.exports = exports;
    }

    /**
     * What a person should know before.
     *
     * @param items how many it concerns, at least one
     */
    public record Consequence(String sentence, long items) {}

    /** Nothing if it concerns no item, and nothing of what would be refused. */
    public List<Consequence> of(Connector connector, ConnectorConfig after) {
        ConnectorConfig now = connector.config();
        boolean otherFilters = !now.filtersAs(after);
        if (otherFilters && connector.active()) {
            return List.of();
        }
        List<Consequence> all = new ArrayList<>();
        if (now.shop().domain() != null && !sameAddress(now.shop(), after.shop())) {
            ofProducts(
                    connector,
                    "%s in the books of this connector as being in "
                            + now.shop().domain()
                            + ". Nothing is moved: what goes out from now on is looked for in the other shop and made"
                            + " there anew, and the old one keeps what it has. For a second shop make a second connector.",
                    all);
        }
        if (otherFilters) {
            FilterPreview.Preview effect = filters.of(connector.name(), after);
            if (effect.leave() > 0) {
                all.add(new Consequence(effect.sentence(), effect.leave()));
            }
        } else if (removesMore(now.export(), after.export())) {
            long removed = filters.of(connector.name(), after).removed();
            if (removed > 0) {
                all.add(new Consequence(
                        "%s in the shop that %s there no longer, and %s %s when the PIM sends %s again or the filters change."
                                .formatted(
                                        removed == 1 ? "There is 1 item" : "There are " + n(removed) + " items",
                                        removed == 1 ? "belongs" : "belong",
                                        removed == 1 ? "is" : "are",
                                        after.export().removal() == Removal.ARCHIVE ? "archived" : "deleted for good",
                                        removed == 1 ? "it" : "them"),
                        removed));
            }
        }
        if (!now.mapping().equals(after.mapping())) {
            ofProducts(
                    connector,
                    "%s in the shop. What " + after.mapping()
                            + " makes otherwise goes out when the PIM sends an item again, or all of it with a force refresh.",
                    all);
        }
        return all;
    }

    private void ofProducts(Connector connector, String sentence, List<Consequence> all) {
        long products = exports.count(connector.name(), ItemType.PRODUCT);
        if (products > 0) {
            all.add(new Consequence(
                    sentence.formatted(products == 1 ? "1 product is" : n(products) + " products are"), products));
        }
    }

    private static boolean sameAddress(Shop one, Shop other) {
        return Objects.equals(one.domain(), other.domain()) && Objects.equals(one.endpoint(), other.endpoint());
    }

    private static boolean removesMore(Export now, Export after) {
        return !after.disableDeletions()
                && (now.disableDeletions() || now.removal() == Removal.ARCHIVE && after.removal() == Removal.DELETE);
    }

    private static String n(long items) {
        return String.format(Locale.ROOT, "%,d", items);
    }
}
