package io.silkroute.conflict;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.export.Decision;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.rehearsal.Rehearsal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Works on reports, slice by slice along what is recorded as exported. A report changes nothing unless it is to settle. */
@Component("driftWork")
public class DriftWork {

    private static final Logger LOG = LoggerFactory.getLogger(DriftWork.class);
    private static final int SLICE = 50;
    private static final List<ItemType> TYPES =
            List.of(ItemType.CATEGORY, ItemType.PRODUCT, ItemType.CAMPAIGN, ItemType.CODE);

    private final DriftReports reports;
    private final Connectors connectors;
    private final Exports exports;
    private final ShopComparison comparison;
    private final ShopLooks looks;
    private final DueLooks dueLooks;
    private final Rehearsal rehearsal;
    private final Items items;

    DriftWork(
            DriftReports reports,
            Connectors connectors,
            Exports exports,
            ShopComparison comparison,
            ShopLooks looks,
            DueLooks dueLooks,
            Rehearsal rehearsal,
            Items items) {
        this.reports = reports;
        this.connectors = connectors;
        this.exports = exports;
        this.comparison = comparison;
        this.looks = looks;
        this.dueLooks = dueLooks;
        this.rehearsal = rehearsal;
        this.items = items;
    }

    /** All reports that wait for a node. */
    public void work() {
        Optional<DriftReport> taken = reports.take();
        while (taken.isPresent()) {
            work(taken.get());
            taken = reports.take();
        }
    }

    private void work(DriftReport report) {
        try {
            Optional<DriftReport> at = Optional.of(report);
            while (at.isPresent()) {
                at = slice(at.get());
            }
        } catch (ShopUnread unread) {
            reports.end(report, "The shop did not tell what it holds: " + unread.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("The report {} of {} failed", report.id(), report.connector(), failure);
            reports.end(report, "The connector itself failed; its log says why.");
        }
    }

    /** @return the report behind the slice; empty when it has ended or is not this node's any more */
    private Optional<DriftReport> slice(DriftReport report) {
        Connector connector = connectors.find(report.connector()).orElse(null);
        if (connector == null) {
            return Optional.empty();
        }
        if (report.atType() >= TYPES.size()) {
            reports.end(report, null);
            return Optional.empty();
        }
        ItemType type = TYPES.get(report.atType());
        List<String> ids = exports.exportedAfter(report.connector(), type, report.atId(), SLICE);
        boolean last = ids.size() < SLICE;
        List<ItemKey> written = new ArrayList<>();
        List<ShopComparison.Found> found = comparison.find(connector, type, ids, written);
        List<DriftDifference> differing = differing(connector, type, found, report.differing());
        // Before the report moves on: what is noted is looked at, whatever becomes of the report.
        List<ShopLooks.Look> noted = report.settle()
                ? looks.note(
                        report.connector(),
                        differing.stream()
                                .map(one -> ItemKey.of(one.item().type() + " "
                                                + one.item().id())
                                        .orElseThrow())
                                .toList(),
                        DetectedBy.REPORT)
                : List.of();
        boolean ours = reports.record(
                report,
                last ? report.atType() + 1 : report.atType(),
                last ? "" : ids.get(ids.size() - 1),
                found.size(),
                written.size(),
                differing);
        dueLooks.lookAt(report.connector(), noted);
        return ours ? reports.find(report.id()) : Optional.empty();
    }

    private List<DriftDifference> differing(
            Connector connector, ItemType type, List<ShopComparison.Found> found, long before) {
        List<ShopComparison.Found> differing =
                found.stream().filter(ShopComparison.Found::differs).toList();
        Map<String, Decision> decisions = rehearsal.ofThePim(
                connector, type, differing.stream().map(one -> one.key().id()).toList());
        List<DriftDifference> all = new ArrayList<>();
        for (ShopComparison.Found one : differing) {
            Decision pim = decisions.get(one.key().id());
            // What leaves the shop anyway, or does not concern the connector any more, may be as it is.
            if (pim == null || pim instanceof Decision.Remove || pim instanceof Decision.Filter) {
                continue;
            }
            boolean gone = one.seen() instanceof ComparedType.Gone;
            all.add(new DriftDifference(
                    before + all.size() + 1,
                    gone ? ConflictKind.DELETED : ConflictKind.MODIFIED,
                    new Conflict.About(
                            type.word(),
                            one.key().id(),
                            items.find(connector.name(), one.key())
                                    .map(stored -> ItemName.of(stored.item()))
                                    .orElse(null)),
                    one.exported().shopifyId(),
                    List.copyOf(one.differing(pim).values())));
        }
        return all;
    }
}
