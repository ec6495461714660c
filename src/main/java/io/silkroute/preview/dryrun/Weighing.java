package io.silkroute.preview.dryrun;

import io.silkroute.catalogue.ItemStatus;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Decision;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Stage;
import io.silkroute.export.edited.EditedField;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.removal.Removals;
import io.silkroute.shopify.Gateway;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says what follows from a decision: what would be sent, why, and what that takes. */
@Component
class Weighing {

    private final ItemExporters exporters;
    private final Removals removals;
    private final Gateway gateway;

    Weighing(ItemExporters exporters, Removals removals, Gateway gateway) {
        this.exporters = exporters;
        this.removals = removals;
        this.gateway = gateway;
    }

    Weighed of(Stage.Decided item) {
        Decision decision = item.decision();
        if (decision instanceof Decision.Remove removal) {
            return removed(item, removal);
        }
        if (decision instanceof Decision.Filter filter) {
            return Weighed.nothing(item, filter.why());
        }
        if (decision instanceof Decision.Wait wait) {
            return Weighed.nothing(item, wait.awaited().sentence());
        }
        if (decision instanceof Decision.Reject reject) {
            return Weighed.nothing(item, "It would be rejected: " + reject.why());
        }
        if (decision instanceof Decision.Skip) {
            return Weighed.unchanged(item, "Equal to what the shop accepted last.");
        }
        ItemStatus status = item.item().image().status();
        return item.run().forceRefresh() && status != ItemStatus.VISIBLE
                ? Weighed.nothing(item, "Its status is " + status + "; a force refresh sends only what is visible.")
                : sent(item, (Decision.Send) decision);
    }

    private Weighed sent(Stage.Decided item, Decision.Send send) {
        ItemExporter.Outgoing outgoing = exporters.of(item.key().type()).outgoing(new Stage.ToSend(item.item(), send));
        if (outgoing instanceof ItemExporter.Outgoing.Nothing nothing) {
            return Weighed.nothing(item, nothing.why());
        }
        if (outgoing instanceof ItemExporter.Outgoing.Withdrawal withdrawal) {
            return removed(item, withdrawal.why(), withdrawal.call());
        }
        ItemExporter.Outgoing.Write write = (ItemExporter.Outgoing.Write) outgoing;
        double points = 0;
        double calls = 0;
        for (ItemExporter.Share share : write.calls()) {
            points += points(item, share);
            calls += share.ofCall();
        }
        return new Weighed(
                item,
                item.item().isInShop() ? DryRunAction.UPDATE : DryRunAction.CREATE,
                false,
                why(item.item()),
                write,
                points,
                calls);
    }

    private double points(Stage.Decided item, ItemExporter.Share share) {
        ConnectorName connector = item.run().connector();
        ItemExporter.Request request = share.request();
        return share.ofPoints() * gateway.forecast(connector, request.operation(), request.variables());
    }

    private static String why(ExportItem item) {
        Exported exported = item.exported();
        EditedField gone = item.edited().whole();
        if (gone != null && gone.decided() == EditedField.Decided.PIM) {
            return "Somebody has deleted it in the shop, and it is made again.";
        }
        if (exported != null && exported.inDoubt()) {
            return "A write of it has begun whose answer is not known.";
        }
        if (item.isAdopted()) {
            return "The shop held it before the connector came, and it is taken over.";
        }
        if (!item.isInShop()) {
            return "The shop does not hold it yet.";
        }
        if (item.isForced()) {
            return item.run().forceRefresh()
                    ? "A force refresh sends every field."
                    : "Somebody has asked for it to be sent again.";
        }
        return exported != null && exported.state() == Exported.State.ARCHIVED
                ? "It stands archived in the shop, and belongs there again."
                : "It differs from what the shop accepted last.";
    }

    private Weighed removed(Stage.Decided item, Decision.Remove removal) {
        Stage decided = removals.decide(item, removal);
        if (decided instanceof Stage.Concluded concluded) {
            return Weighed.nothing(
                    item,
                    concluded.conclusion() instanceof Conclusion.Deferred
                            ? removal.why() + " A force refresh removes nothing."
                            : concluded.conclusion().sentence());
        }
        ItemExporter exporter = exporters.of(item.key().type());
        Removal how = exporter.removes(item.item(), item.run().config().export().removal());
        Exported exported = item.item().exported();
        String why =
                removal.why() + " It would be " + (how == Removal.ARCHIVE ? "archived" : "deleted") + " in the shop.";
        if (exported == null || exported.shopifyId() == null) {
            return new Weighed(item, DryRunAction.REMOVE, false, why, null, 0, 0);
        }
        ItemExporter.Request request = exporter.removal(exported.shopifyId(), how);
        return removed(item, why, ItemExporter.Share.whole(request.operation(), request.variables()));
    }

    private Weighed removed(Stage.Decided item, String why, ItemExporter.Share call) {
        return new Weighed(item, DryRunAction.REMOVE, false, why, null, points(item, call), call.ofCall());
    }

    /** Those that a run takes up together. */
    List<Weighed> of(List<Stage.Decided> items) {
        return items.stream().map(this::of).toList();
    }
}
