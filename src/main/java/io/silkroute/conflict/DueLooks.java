package io.silkroute.conflict;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the objects anew that are noted for it. One whose item is just being written is looked at again when that is over;
 * what a silent shop did not tell is asked for again later. Two nodes that look at the same come to the same.
 */
@Component("dueLooks")
public class DueLooks {

    private static final Logger LOG = LoggerFactory.getLogger(DueLooks.class);
    private static final int AT_A_TIME = 50;
    private static final Duration WHILE_WRITTEN = Duration.ofSeconds(15);
    private static final Duration WHILE_SILENT = Duration.ofMinutes(1);

    private final Connectors connectors;
    private final ShopLooks looks;
    private final ShopComparison comparison;

    DueLooks(Connectors connectors, ShopLooks looks, ShopComparison comparison) {
        this.connectors = connectors;
        this.looks = looks;
        this.comparison = comparison;
    }

    /** All that are due, of every active connector. */
    public void look() {
        for (Connector connector : connectors.all()) {
            if (connector.active()) {
                List<ShopLooks.Look> due = looks.due(connector.name(), AT_A_TIME);
                while (!due.isEmpty()) {
                    lookAt(connector.name(), due);
                    due = due.size() < AT_A_TIME ? List.of() : looks.due(connector.name(), AT_A_TIME);
                }
            }
        }
    }

    /** @param noted looks of one connector, noted already: whatever becomes of this, they are not lost */
    void lookAt(ConnectorName connector, Collection<ShopLooks.Look> noted) {
        Map<ItemType, List<ShopLooks.Look>> byType = new LinkedHashMap<>();
        noted.forEach(look -> byType.computeIfAbsent(look.key().type(), type -> new ArrayList<>())
                .add(look));
        byType.forEach((type, all) -> {
            for (int from = 0; from < all.size(); from += AT_A_TIME) {
                slice(connector, type, all.subList(from, Math.min(all.size(), from + AT_A_TIME)));
            }
        });
    }

    private void slice(ConnectorName connector, ItemType type, List<ShopLooks.Look> slice) {
        Set<ItemKey> unsettled;
        try {
            unsettled = new HashSet<>(comparison.look(
                    connector,
                    type,
                    slice.stream().map(look -> look.key().id()).toList(),
                    slice.get(0).by()));
        } catch (ShopUnread unread) {
            LOG.debug("{}: {}", connector, unread.getMessage());
            looks.later(connector, slice, WHILE_SILENT);
            return;
        } catch (RuntimeException failure) {
            LOG.error(
                    "{} of {} could not be compared with the shop; they are looked at again", type, connector, failure);
            looks.later(connector, slice, WHILE_SILENT);
            return;
        }
        looks.later(
                connector,
                slice.stream().filter(look -> unsettled.contains(look.key())).toList(),
                WHILE_WRITTEN);
        looks.done(
                connector,
                slice.stream().filter(look -> !unsettled.contains(look.key())).toList());
    }
}
