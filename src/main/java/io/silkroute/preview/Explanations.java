package io.silkroute.preview;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.conflict.EditedFields;
import io.silkroute.connector.Connector;
import io.silkroute.export.Decision;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.rehearsal.Rehearsal;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Says of one item what a run would do with it now, and why: the same steps as a run takes, without the writing. */
@Component
public class Explanations {

    private final Items items;
    private final PendingChanges pending;
    private final ItemExporters exporters;
    private final Rehearsal rehearsal;
    private final Exports exports;
    private final EditedFields edited;

    Explanations(
            Items items,
            PendingChanges pending,
            ItemExporters exporters,
            Rehearsal rehearsal,
            Exports exports,
            EditedFields edited) {
        this.edited = edited;
        this.items = items;
        this.pending = pending;
        this.exporters = exporters;
        this.rehearsal = rehearsal;
        this.exports = exports;
    }

    /**
     * @param image as the PIM sent it last
     * @param payload as the mapping renders it now; null if it is not exported or cannot be expressed
     * @param would {@code send}, {@code skip}, {@code wait}, {@code filter}, {@code reject}, {@code remove} or {@code with-product}
     * @param why in a sentence
     * @param kept how many fields stay as the shop has them, because that was decided
     */
    public record Explanation(
            String connector,
            String type,
            String id,
            ObjectNode image,
            boolean deleted,
            boolean pending,
            @Nullable ObjectNode payload,
            @Nullable ObjectNode lastExported,
            @Nullable String hash,
            @Nullable String exportedHash,
            @Nullable ShopifyId shopifyId,
            String state,
            String would,
            String why,
            List<String> notes,
            int kept) {}

    public Optional<Explanation> of(Connector connector, ItemKey key) {
        return items.find(connector.name(), key).map(stored -> explain(connector, key, stored));
    }

    private Explanation explain(Connector connector, ItemKey key, Items.Stored stored) {
        Exported exported = exports.find(connector.name(), key).orElse(null);
        if (exporters.find(key.type()).isEmpty()) {
            return variant(connector, key, stored, exported);
        }
        Decision decision = rehearsal.decide(connector, key);
        return explanation(connector, key, stored, decision, exported, why(decision, exported));
    }

    private static String why(Decision decision, @Nullable Exported exported) {
        if (decision instanceof Decision.Remove removal) {
            return removal.why();
        }
        if (decision instanceof Decision.Filter filter) {
            return filter.why();
        }
        if (decision instanceof Decision.Reject reject) {
            return reject.why();
        }
        if (decision instanceof Decision.Wait wait) {
            return wait.awaited().sentence();
        }
        if (decision instanceof Decision.Skip) {
            return "Equal to what the shop accepted last.";
        }
        return exported == null || exported.hash() == null
                ? "The shop does not hold it yet."
                : "It differs from what the shop accepted last.";
    }

    private Explanation explanation(
            Connector connector,
            ItemKey key,
            Items.Stored stored,
            Decision decision,
            @Nullable Exported exported,
            String why) {
        Decision.Mapped mapped = decision instanceof Decision.Mapped one ? one : null;
        return new Explanation(
                connector.name().text(),
                key.type().word(),
                key.id(),
                stored.item().image(),
                stored.deleted(),
                pending.contains(connector.name(), key),
                mapped == null ? null : mapped.payload().input(),
                exported == null ? null : exported.payload(),
                mapped == null ? null : mapped.hash().toString(),
                exported == null || exported.hash() == null
                        ? null
                        : exported.hash().toString(),
                exported == null ? null : exported.shopifyId(),
                exported == null ? "not exported" : exported.state().name().toLowerCase(java.util.Locale.ROOT),
                decision.kind(),
                why,
                mapped == null ? List.of() : mapped.payload().notes(),
                edited.kept(connector.name(), key).size());
    }

    private Explanation variant(Connector connector, ItemKey key, Items.Stored stored, @Nullable Exported exported) {
        String parent = stored.item().parent();
        boolean known = parent != null
                && items.find(connector.name(), ItemKey.product(parent)).isPresent();
        return new Explanation(
                connector.name().text(),
                key.type().word(),
                key.id(),
                stored.item().image(),
                stored.deleted(),
                pending.contains(connector.name(), key),
                null,
                null,
                null,
                null,
                parent == null ? null : variantId(connector, parent, key),
                exported == null ? "with its product" : "exported",
                key.type() == ItemType.VARIANT ? "with-product" : "filter",
                key.type() != ItemType.VARIANT
                        ? "A " + key.type() + " has no object of its own in the shop."
                        : parent == null
                                ? "It names no product, so that it cannot go out with one."
                                : known
                                        ? "A variant goes out with its product " + parent + "."
                                        : "It waits for its product " + parent + ", which the PIM has not sent.",
                List.of(),
                0);
    }

    private @Nullable ShopifyId variantId(Connector connector, String product, ItemKey variant) {
        return exports.find(connector.name(), ItemKey.product(product))
                .map(Exported::refs)
                .map(refs -> refs.path("variants").path(variant.id()).stringValue(null))
                .map(ShopifyId::new)
                .orElse(null);
    }
}
