package io.silkroute.preview.dryrun;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.conflict.EditedFields;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Decision;
import io.silkroute.export.DeletedInShop;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Stage;
import io.silkroute.export.edited.EditedField;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.ledger.Parked;
import io.silkroute.export.rehearsal.Rehearsal;
import io.silkroute.mapping.ListPolicy;
import io.silkroute.mapping.Mappings;
import io.silkroute.run.RunMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a synchronization would do now, item by item and in all. Nothing is sent and nothing is recorded. The shop is read
 * through the gateway, as conflicts read it; where it does not tell, that is said and the rest is told all the same.
 */
@Component
public class DryRun {

    private final Items items;
    private final PendingChanges pending;
    private final Exports exports;
    private final Parked parked;
    private final ItemExporters exporters;
    private final Rehearsal rehearsal;
    private final Weighing weighing;
    private final Forecasting forecasting;
    private final ShopValues shop;
    private final Mappings mappings;

    DryRun(
            Items items,
            PendingChanges pending,
            Exports exports,
            Parked parked,
            ItemExporters exporters,
            Rehearsal rehearsal,
            Weighing weighing,
            Forecasting forecasting,
            ShopValues shop,
            Mappings mappings) {
        this.items = items;
        this.pending = pending;
        this.exports = exports;
        this.parked = parked;
        this.exporters = exporters;
        this.rehearsal = rehearsal;
        this.weighing = weighing;
        this.forecasting = forecasting;
        this.shop = shop;
        this.mappings = mappings;
    }

    /** @param items those that were named, or the first {@value DryRunAsked#MOST} that the run looks at */
    public record Result(List<DryRunItem> items, DryRunForecast forecast) {}

    public Result of(Connector connector, DryRunAsked asked) {
        return asked.items().isEmpty() ? ofAll(connector, asked.mode()) : ofNamed(connector, asked);
    }

    private Result ofAll(Connector connector, RunMode mode) {
        Forecasting.Looked looked = forecasting.ofAll(connector, mode);
        Set<ItemKey> waiting = mode == RunMode.INCREMENTAL
                ? Set.copyOf(looked.first().stream().map(Weighed::key).toList())
                : pending.among(
                        connector.name(),
                        looked.first().stream().map(Weighed::key).toList());
        Map<ItemKey, Told> told = told(connector, looked.first(), waiting);
        return new Result(
                told.values().stream().map(one -> one.item(told.size())).toList(), looked.forecast());
    }

    private Result ofNamed(Connector connector, DryRunAsked asked) {
        ConnectorName name = connector.name();
        Map<ItemKey, Items.Stored> stored = stored(name, asked.items());
        Set<ItemKey> objects = new LinkedHashSet<>();
        asked.items().forEach(key -> {
            ItemKey object = object(key, stored.get(key));
            if (object != null) {
                objects.add(object);
            }
        });
        Map<ItemKey, Items.Stored> ofObjects = stored(name, objects);
        Map<ItemKey, Change> changes = pending.of(name, objects);
        Map<ItemKey, Parked.Waiting> stopped = parked.of(name, objects);
        List<Weighed> weighed = new ArrayList<>();
        for (ItemExporter exporter : exporters.inOrder()) {
            List<Change> some = objects.stream()
                    .filter(key -> key.type() == exporter.type())
                    .map(key ->
                            Objects.requireNonNull(changes.getOrDefault(key, new Change(key, 0, 0, "looked at", 0))))
                    .toList();
            if (!some.isEmpty()) {
                weighing.of(rehearsal.takenUp(connector, asked.mode(), some))
                        .forEach(one -> weighed.add(
                                asWaiting(one, ofObjects.containsKey(one.key()), changes, stopped, asked.mode())));
            }
        }
        Map<ItemKey, Told> told = told(connector, weighed, changes.keySet());
        List<DryRunItem> all = new ArrayList<>();
        for (ItemKey key : asked.items()) {
            all.add(item(key, stored.get(key), told, asked.items().size()));
        }
        return new Result(
                all,
                forecasting.ofThese(
                        connector, told.values().stream().map(Told::weighed).toList()));
    }

    private Map<ItemKey, Items.Stored> stored(ConnectorName connector, Iterable<ItemKey> keys) {
        Map<ItemType, List<String>> byType = new EnumMap<>(ItemType.class);
        keys.forEach(key ->
                byType.computeIfAbsent(key.type(), type -> new ArrayList<>()).add(key.id()));
        Map<ItemKey, Items.Stored> stored = new HashMap<>();
        byType.forEach((type, ids) ->
                items.find(connector, type, ids).forEach((id, one) -> stored.put(new ItemKey(type, id), one)));
        return stored;
    }

    /** What becomes an object of the shop: a variant goes with its product. Null if there is nothing that does. */
    private @Nullable ItemKey object(ItemKey key, Items.@Nullable Stored stored) {
        if (exporters.find(key.type()).isPresent()) {
            return key;
        }
        String parent = stored == null ? null : stored.item().parent();
        return key.type() == ItemType.VARIANT && parent != null ? ItemKey.product(parent) : null;
    }

    /** What waits for a person is not looked at by a run before something of it changes. */
    private static Weighed asWaiting(
            Weighed one,
            boolean known,
            Map<ItemKey, Change> changes,
            Map<ItemKey, Parked.Waiting> stopped,
            RunMode mode) {
        Parked.Waiting waiting = stopped.get(one.key());
        if (!known && one.at().item().exported() == null) {
            return Weighed.nothing(one.at(), "The PIM has not sent it to this connector.");
        }
        return waiting == null || changes.containsKey(one.key()) || mode == RunMode.FORCE_REFRESH
                ? one
                : Weighed.nothing(
                        one.at(),
                        "It is %s and waits for a person: %s"
                                .formatted(waiting.outcome().word(), waiting.sentence()));
    }

    /** An item as it was found, with the rows of all its fields. */
    private record Told(
            Weighed weighed,
            List<DryRunField> rows,
            boolean pending,
            @Nullable String unread) {

        DryRunItem item(int among) {
            return of(weighed.key(), weighed.action(), reason(), rows, Forecasting.up(weighed.points()), among);
        }

        private String reason() {
            boolean known = pending || weighed.at().run().forceRefresh();
            return known || weighed.action() == DryRunAction.NOTHING
                    ? weighed.reason()
                    : weighed.reason()
                            + " It is not pending: a run looks at it when the PIM changes it, or when it is replayed.";
        }

        DryRunItem of(ItemKey key, DryRunAction action, String why, List<DryRunField> shown, long points, int among) {
            int most = Math.min(shown.size(), FieldTable.most(among));
            return new DryRunItem(
                    key.type().word(),
                    key.id(),
                    action,
                    why,
                    List.copyOf(shown.subList(0, most)),
                    points,
                    pending,
                    unread,
                    shown.size() - most);
        }
    }

    private DryRunItem item(ItemKey key, Items.@Nullable Stored stored, Map<ItemKey, Told> told, int among) {
        ItemKey object = object(key, stored);
        Told found = object == null ? null : told.get(object);
        if (found != null && key.equals(object)) {
            return found.item(among);
        }
        if (found == null || stored == null) {
            return new DryRunItem(
                    key.type().word(),
                    key.id(),
                    DryRunAction.NOTHING,
                    stored == null
                            ? "The PIM has not sent it to this connector."
                            : "It names no product, so that it cannot go out with one.",
                    List.of(),
                    0,
                    false,
                    null,
                    0);
        }
        return variant(key, found, among);
    }

    private DryRunItem variant(ItemKey key, Told product, int among) {
        List<DryRunField> rows = FieldTable.ofVariant(product.rows(), key.id());
        String id = product.weighed().key().id();
        Exported exported = product.weighed().at().item().exported();
        boolean held = exported != null
                && exported.refs() != null
                && exported.refs().path("variants").has(key.id());
        boolean sent = rows.stream().anyMatch(DryRunField::sent);
        DryRunAction action = product.weighed().action();
        if (action == DryRunAction.UPDATE) {
            boolean stays = product.weighed().write() != null
                    && (!product.weighed().write().input().has("productOptions")
                            || product.weighed().write().variantIds().contains(key.id()));
            action = !sent
                    ? DryRunAction.NOTHING
                    : !held ? DryRunAction.CREATE : stays ? DryRunAction.UPDATE : DryRunAction.REMOVE;
        } else if (action == DryRunAction.CREATE && !sent) {
            action = DryRunAction.NOTHING;
        }
        return product.of(
                key,
                action,
                "A variant goes out with its product " + id + ", which the points are counted with. Of the product: "
                        + product.reason(),
                rows,
                0,
                among);
    }

    private Map<ItemKey, Told> told(Connector connector, List<Weighed> weighed, Set<ItemKey> waiting) {
        Map<ItemKey, Exported> recorded = new HashMap<>();
        for (ItemExporter exporter : exporters.inOrder()) {
            List<String> ids = weighed.stream()
                    .filter(one -> one.key().type() == exporter.type())
                    .map(one -> one.key().id())
                    .toList();
            if (!ids.isEmpty()) {
                exports.find(connector.name(), exporter.type(), ids)
                        .values()
                        .forEach(one -> recorded.put(one.key(), one));
            }
        }
        ShopValues.Read read = shop.of(
                connector,
                weighed.stream()
                        .map(one -> recorded.get(one.key()))
                        .filter(Objects::nonNull)
                        .filter(one -> one.state() != Exported.State.DELETED)
                        .toList());
        Map<ItemKey, Told> told = new LinkedHashMap<>();
        for (Weighed one : weighed) {
            ComparedType.Seen seen = read.seen().get(one.key());
            Weighed after = seen instanceof ComparedType.Gone
                    ? gone(one)
                    : found(connector, one, recorded.get(one.key()), seen);
            told.put(
                    one.key(),
                    new Told(
                            after,
                            FieldTable.of(known(connector, after, recorded.get(one.key()), seen)),
                            waiting.contains(one.key()),
                            read.unread().get(one.key())));
        }
        return told;
    }

    private FieldTable.Known known(
            Connector connector, Weighed one, @Nullable Exported recorded, ComparedType.@Nullable Seen seen) {
        Stage.Decided at = one.at();
        Decision pim = at.item().edited().isNothing() ? at.decision() : rehearsal.ofThePim(at.item());
        return new FieldTable.Known(
                one,
                exporters.of(one.key().type()).fields(),
                recorded,
                pim instanceof Decision.Mapped mapped ? mapped.payload() : null,
                seen instanceof ComparedType.There there ? there : null,
                shop.type(one.key().type()).orElse(null),
                EditedFields.policy(connector.config()),
                owned(connector, one.key().type()));
    }

    private Predicate<String> owned(Connector connector, ItemType type) {
        return list -> type == ItemType.PRODUCT
                && mappings.product(connector.config().mapping()).listPolicy(list) == ListPolicy.OWNED;
    }

    /** The write would find that somebody has deleted it, and make it again or leave it so. */
    private Weighed gone(Weighed one) {
        String also = " Somebody has deleted it in the shop.";
        if (one.write() == null || !(one.at().decision() instanceof Decision.Send send)) {
            return new Weighed(
                    one.at(),
                    one.action(),
                    one.unchanged(),
                    one.reason() + also + " That is not noticed yet.",
                    one.write(),
                    one.points(),
                    one.calls());
        }
        Conclusion stays = DeletedInShop.stays(new Stage.ToSend(one.at().item(), send));
        if (stays != null) {
            return Weighed.nothing(one.at(), stays.sentence());
        }
        Weighed again = weighing.of(rehearsal.takenUp(one.at().item().foundGone()));
        return new Weighed(
                again.at(), again.action(), false, again.reason() + also, again.write(), again.points(), again.calls());
    }

    /** What is looked for before it is written is decided on with what was found. */
    private Weighed found(
            Connector connector, Weighed one, @Nullable Exported recorded, ComparedType.@Nullable Seen seen) {
        if (recorded == null
                || one.write() == null
                || !exporters.of(one.key().type()).looksBeforeItWrites()) {
            return one;
        }
        FieldTable.Known known = known(connector, one, recorded, seen);
        Map<String, EditedField> fields = new HashMap<>(FieldTable.found(known));
        if (fields.isEmpty()) {
            return one;
        }
        fields.putAll(known.edited().fields());
        return weighing.of(rehearsal.takenUp(one.at().item(), new EditedInShop(fields), recorded, known.fields()));
    }
}
