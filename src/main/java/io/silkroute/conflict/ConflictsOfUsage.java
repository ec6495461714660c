package io.silkroute.conflict;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.conflict.compared.UsageConflicts;
import io.silkroute.connector.ConnectorName;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the shop counts otherwise than its orders tell, as a conflict of the campaign: to be shown, for nothing can be written. */
@Component
class ConflictsOfUsage implements UsageConflicts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Conflicts conflicts;
    private final Items items;

    ConflictsOfUsage(Conflicts conflicts, Items items) {
        this.conflicts = conflicts;
        this.items = items;
    }

    @Override
    public void differ(ConnectorName connector, String campaign, List<Count> counts) {
        ItemKey key = new ItemKey(ItemType.CAMPAIGN, campaign);
        if (counts.isEmpty()) {
            conflicts.close(connector, key, ConflictKind.USAGE, Conflicts.POLICY, null);
            return;
        }
        conflicts.open(
                connector,
                new Conflicts.Told(
                        key,
                        ConflictKind.USAGE,
                        null,
                        items.find(connector, key)
                                .map(stored -> ItemName.of(stored.item()))
                                .orElse(null),
                        DetectedBy.PULL,
                        counts.stream()
                                .map(count -> new ConflictField(
                                        "uses[" + count.code() + "]",
                                        JSON.nullNode(),
                                        JSON.numberNode(count.shop()),
                                        JSON.numberNode(count.orders())))
                                .toList(),
                        Keep.SHOPIFY,
                        "The shop's own counter lags behind its orders; nothing is written for it."));
    }
}
