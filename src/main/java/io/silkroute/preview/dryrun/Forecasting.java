package io.silkroute.preview.dryrun;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ExportedSet;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopBudgets;
import io.silkroute.export.Decision;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.rehearsal.Rehearsal;
import io.silkroute.export.removal.RemovalGuard;
import io.silkroute.product.ExportPath;
import io.silkroute.run.RunMode;
import io.silkroute.run.stream.WritePath;
import io.silkroute.shopify.bulk.BulkForecast;
import io.silkroute.shopify.bulk.BulkOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What a run would come to. Items are decided on as a run decides, for a while; what is not reached by then is reckoned up,
 * type by type, as if it were like what was. Points are those that the gateway forecasts of each call.
 */
@Component
class Forecasting {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int AT_ONCE = 100;
    private static final int MOST = 10_000; // of each type

    private final PendingChanges pending;
    private final ExportedSet set;
    private final Exports exports;
    private final ItemExporters exporters;
    private final Rehearsal rehearsal;
    private final Weighing weighing;
    private final ExportPath path;
    private final BulkOperations bulk;
    private final ShopBudgets budgets;
    private final Duration time;

    @Autowired
    Forecasting(
            PendingChanges pending,
            ExportedSet set,
            Exports exports,
            ItemExporters exporters,
            Rehearsal rehearsal,
            Weighing weighing,
            ExportPath path,
            BulkOperations bulk,
            ShopBudgets budgets) {
        this(pending, set, exports, exporters, rehearsal, weighing, path, bulk, budgets, TIME);
    }

    Forecasting(
            PendingChanges pending,
            ExportedSet set,
            Exports exports,
            ItemExporters exporters,
            Rehearsal rehearsal,
            Weighing weighing,
            ExportPath path,
            BulkOperations bulk,
            ShopBudgets budgets,
            Duration time) {
        this.pending = pending;
        this.set = set;
        this.exports = exports;
        this.exporters = exporters;
        this.rehearsal = rehearsal;
        this.weighing = weighing;
        this.path = path;
        this.bulk = bulk;
        this.budgets = budgets;
        this.time = time;
    }

    /** @param first the first items that the run looks at, in its order */
    record Looked(List<Weighed> first, DryRunForecast forecast) {}

    /** Of all that a run of this mode would look at. */
    Looked ofAll(Connector connector, RunMode mode) {
        ConnectorName name = connector.name();
        PendingChanges.Waiting waiting = pending.waiting(name);
        Map<ItemType, Long> counts = new LinkedHashMap<>();
        for (ItemExporter exporter : exporters.inOrder()) {
            long count = mode == RunMode.FORCE_REFRESH
                    ? set.countVisible(name, connector.config(), exporter.type())
                    : waiting.byType().getOrDefault(exporter.type(), 0L);
            if (count > 0) {
                counts.put(exporter.type(), count);
            }
        }
        List<Weighed> first = new ArrayList<>();
        List<Decision> products = new ArrayList<>();
        Map<ItemType, Tally> tallies = new EnumMap<>(ItemType.class);
        long until = System.nanoTime() + time.toNanos();
        int left = counts.size();
        for (ItemType type : counts.keySet()) {
            long now = System.nanoTime();
            tallies.put(type, look(connector, mode, type, now + (until - now) / left--, first, products));
        }
        Tally whole = new Tally();
        boolean estimated = false;
        List<String> notes = new ArrayList<>();
        for (Map.Entry<ItemType, Tally> one : tallies.entrySet()) {
            long count = counts.getOrDefault(one.getKey(), 0L);
            Tally ofType = one.getValue().of(count);
            whole.add(ofType);
            estimated |= count > one.getValue().looked();
            if (mode == RunMode.INCREMENTAL) {
                confirmation(connector, one.getKey(), ofType.removals(), notes);
            }
        }
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (mode == RunMode.INCREMENTAL) {
            whole.addUnchanged(waiting.recognised());
            all += waiting.recognised();
        }
        return new Looked(first, forecast(connector, whole, all, products, estimated, notes));
    }

    private Tally look(
            Connector connector,
            RunMode mode,
            ItemType type,
            long until,
            List<Weighed> first,
            List<Decision> products) {
        Tally tally = new Tally();
        List<Change> queue = mode == RunMode.FORCE_REFRESH ? List.of() : pending.first(connector.name(), type, MOST);
        String after = "";
        while (tally.looked() < MOST) {
            List<Change> page =
                    mode == RunMode.FORCE_REFRESH ? visible(connector, type, after) : page(queue, (int) tally.looked());
            if (page.isEmpty()) {
                return tally;
            }
            for (Weighed one : weighing.of(rehearsal.takenUp(connector, mode, page))) {
                tally.add(one);
                if (first.size() < DryRunAsked.MOST) {
                    first.add(one);
                }
                if (type == ItemType.PRODUCT && products.size() < AT_ONCE) {
                    products.add(one.at().decision());
                }
            }
            after = page.get(page.size() - 1).key().id();
            if (System.nanoTime() > until) {
                return tally;
            }
        }
        return tally;
    }

    private List<Change> visible(Connector connector, ItemType type, String after) {
        return set.visible(connector.name(), connector.config(), type, after, AT_ONCE).stream()
                .map(id -> new Change(new ItemKey(type, id), 0, 0, "force refresh", 0))
                .toList();
    }

    private static List<Change> page(List<Change> queue, int from) {
        return from >= queue.size() ? List.of() : queue.subList(from, Math.min(queue.size(), from + AT_ONCE));
    }

    private void confirmation(Connector connector, ItemType type, long removals, List<String> notes) {
        long exported = removals == 0 ? 0 : exports.count(connector.name(), type);
        if (removals > 0 && RemovalGuard.isTooMany(connector.config().guard(), removals, exported)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d exported %ss would leave the shop: the run would wait for a confirmation before it removes one.",
                    removals,
                    exported,
                    exporters.of(type).objectName()));
        }
    }

    /** Of these items, which were weighed already. */
    DryRunForecast ofThese(Connector connector, List<Weighed> items) {
        Tally tally = new Tally();
        items.forEach(tally::add);
        List<Decision> products = items.stream()
                .filter(one -> one.key().type() == ItemType.PRODUCT)
                .map(one -> one.at().decision())
                .toList();
        return forecast(connector, tally, items.size(), products, false, new ArrayList<>());
    }

    private DryRunForecast forecast(
            Connector connector,
            Tally whole,
            long items,
            List<Decision> products,
            boolean estimated,
            List<String> notes) {
        ConnectorName name = connector.name();
        boolean inBulk = !products.isEmpty()
                && path.way(name, connector.config(), () -> items, () -> products)
                                .path()
                        == WritePath.BULK;
        BulkForecast singly = bulk.forecast(name, whole.writes(), whole.points());
        BulkForecast others = bulk.forecast(name, whole.writes(), whole.points() - whole.ofWrites());
        if (!connector.active()) {
            notes.add("The connector is inactive: nothing goes out before it is activated.");
        }
        if (budgets.of(name).isEmpty()) {
            notes.add("The shop has not told its budget yet, so that the seconds are those of the smallest plan.");
        }
        long secondsSingle = seconds(singly.singly());
        return new DryRunForecast(
                whole.creates(),
                whole.updates(),
                whole.removals(),
                whole.unchanged(),
                whole.others(),
                up(whole.points()),
                up(whole.calls()),
                secondsSingle,
                whole.writes() == 0 ? secondsSingle : seconds(others.bulk()) + seconds(others.singly()),
                inBulk ? "bulk" : "single",
                estimated,
                whole.looked(),
                List.copyOf(notes));
    }

    /** To the next whole number; parts of calls do not add up exactly. */
    static long up(double number) {
        return (long) Math.ceil(number - 1e-6);
    }

    private static long seconds(Duration duration) {
        return (duration.toMillis() + 999) / 1000;
    }
}
