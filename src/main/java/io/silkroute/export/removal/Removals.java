package io.silkroute.export.removal;

import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Decision;
import io.silkroute.export.ExportItem;
import io.silkroute.export.IdentityLookup;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes from the shop what has left the exported set: archived or deleted as the connector says, or only noted. What
 * cannot be archived goes when removals delete and stays, noted, when they archive.
 */
@Component("removals")
public class Removals {

    private final Gateway gateway;
    private final IdentityLookup lookup;
    private final ItemExporters exporters;

    Removals(Gateway gateway, IdentityLookup lookup, ItemExporters exporters) {
        this.gateway = gateway;
        this.lookup = lookup;
        this.exporters = exporters;
    }

    /** Is it to be taken from the shop, or only noted? */
    public Stage decide(Stage.Decided item, Decision.Remove decision) {
        ItemExporter exporter = exporters.of(item.key().type());
        ConnectorConfig.Export export = item.run().config().export();
        String why = decision.why();
        if (item.run().forceRefresh()) {
            return item.concluded(new Conclusion.Deferred(why));
        }
        if (export.disableDeletions()) {
            return item.concluded(new Conclusion.Filtered(
                    why + " It stays in the shop as it is, because deletions are disabled for this connector."
                            + told(item.item())));
        }
        if (export.removal() == Removal.ARCHIVE && !exporter.canBeArchived()) {
            String name = exporter.objectName();
            return item.concluded(new Conclusion.Filtered(
                    why + " Its " + name + " stays in the shop: Shopify cannot archive " + name + "s."));
        }
        return new Stage.ToRemove(item.item(), why);
    }

    private static String told(ExportItem item) {
        List<String> warnings = item.related().warnings();
        return warnings.isEmpty() ? "" : " " + String.join(" ", warnings);
    }

    public Stage remove(Stage.ToRemove item) {
        ItemCalls calls = new ItemCalls(gateway, item.item());
        ItemExporter exporter = exporters.of(item.key().type());
        return shopifyId(calls, item.item(), exporter)
                .<Stage>either(
                        id -> id.map(known -> item.concluded(removed(calls, item, exporter, known)))
                                // a write whose answer was lost had not arrived
                                .orElseGet(() ->
                                        item.with(item.item().gone()).concluded(new Conclusion.Filtered(item.why()))),
                        item::concluded)
                .using(calls.used());
    }

    private Asked<Optional<ShopifyId>> shopifyId(ItemCalls calls, ExportItem item, ItemExporter exporter) {
        ShopifyId known = before(item).shopifyId();
        return known != null ? new Asked.Told<>(Optional.of(known)) : exporter.find(calls, item, lookup);
    }

    private static Exported before(ExportItem item) {
        return Objects.requireNonNull(item.exported(), "it is or may be in the shop");
    }

    private static Conclusion removed(
            ItemCalls calls, Stage.ToRemove item, ItemExporter exporter, ShopifyId shopifyId) {
        Removal how = exporter.removes(item.item(), item.run().config().export().removal());
        CallResult answer = exporter.remove(calls, item.item(), shopifyId, how);
        boolean gone = exporter.isGone(answer);
        if (gone) {
            return removed(item, exporter, how, null, " Somebody had deleted it there already.");
        }
        return Answers.accepted(item.run(), answer)
                .either(data -> removed(item, exporter, how, shopifyId, ""), ended -> ended);
    }

    /** @param shopifyId null if the shop did not hold it any more */
    private static Conclusion removed(
            Stage.ToRemove item, ItemExporter exporter, Removal how, @Nullable ShopifyId shopifyId, String also) {
        boolean archives = how == Removal.ARCHIVE;
        Exported before = before(item.item());
        Exported now = archives && shopifyId != null
                ? new Exported(item.key(), shopifyId, Exported.State.ARCHIVED, null, before.payload(), before.refs())
                : new Exported(item.key(), null, Exported.State.DELETED, null, null, null);
        return new Conclusion.Removed(
                archives ? Outcome.ARCHIVED : Outcome.DELETED,
                now,
                item.why() + " " + (archives ? exporter.archived() : "Deleted from the shop.") + also);
    }
}
