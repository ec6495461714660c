package io.silkroute.conflict;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.export.Decision;
import io.silkroute.export.edited.EditedField;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.rehearsal.Rehearsal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Compares what the shop holds of some items with what they were exported as, and settles what differs. */
@Component
class ShopComparison {

    private final Connectors connectors;
    private final Exports exports;
    private final EditedFields edited;
    private final Map<ItemType, ComparedType> types = new HashMap<>();
    private final Rehearsal rehearsal;
    private final Settlement settlement;
    private final NextRun next;
    private final TransactionTemplate transaction;

    ShopComparison(
            Connectors connectors,
            Exports exports,
            EditedFields edited,
            List<ComparedType> types,
            Rehearsal rehearsal,
            Settlement settlement,
            NextRun next,
            TransactionTemplate transaction) {
        this.connectors = connectors;
        this.exports = exports;
        this.edited = edited;
        types.forEach(type -> this.types.put(type.type(), type));
        this.rehearsal = rehearsal;
        this.settlement = settlement;
        this.next = next;
        this.transaction = transaction;
    }

    /**
     * Of an item in the shop that is not being written what is found there.
     *
     * @param exported as it was recorded last
     * @param known what was found before
     */
    record Found(ComparedType type, Exported exported, EditedInShop known, ComparedType.Seen seen) {

        ItemKey key() {
            return exported.key();
        }

        /** What was exported, or agreed on since, and what the shop has instead; by field, those that differ. */
        Map<String, ConflictField> differing(Decision pim) {
            Map<String, ConflictField> differing = new TreeMap<>();
            if (seen instanceof ComparedType.There there) {
                there.shop().forEach((field, shop) -> {
                    JsonNode base = base(field);
                    if (EditedFields.fits(field) && !type.same(field, base, shop)) {
                        differing.put(field, new ConflictField(field, base, shop, pim(pim, field)));
                    }
                });
            }
            return differing;
        }

        /** Does the shop hold it otherwise, or no more, and was it not decided that this stays so? */
        boolean differs() {
            EditedField whole = known.whole();
            return seen instanceof ComparedType.Gone
                    ? whole == null || whole.decided() != EditedField.Decided.SHOP
                    : !differing(new Decision.Filter("not asked")).isEmpty();
        }

        private JsonNode base(String field) {
            EditedField row = known.fields().get(field);
            if (row == null) {
                return type.fields().get(Objects.requireNonNull(exported.payload()), exported.variantIds(), field);
            }
            return row.decided() == EditedField.Decided.SHOP ? row.shop() : row.exported();
        }

        JsonNode pim(Decision decision, String field) {
            return decision instanceof Decision.Mapped mapped
                    ? type.fields()
                            .get(mapped.payload().input(), mapped.payload().variantIds(), field)
                    // What is not rendered now has what it had.
                    : type.fields().get(Objects.requireNonNull(exported.payload()), exported.variantIds(), field);
        }
    }

    /**
     * Looks at items of one type, at most as many as go in one call.
     *
     * @return those that are being written, or were settled meanwhile, of which nothing can be said
     * @throws ShopUnread if the shop did not tell
     */
    Collection<ItemKey> look(ConnectorName name, ItemType type, Collection<String> ids, DetectedBy by) {
        Connector connector = connectors.find(name).orElse(null);
        List<ItemKey> unsettled = new ArrayList<>();
        if (connector != null) {
            List<Found> found = find(connector, type, ids, by == DetectedBy.WRITE, unsettled);
            settle(connector, type, found, by, unsettled);
        }
        return unsettled;
    }

    /** @param unsettled gets those that are being written */
    List<Found> find(Connector connector, ItemType type, Collection<String> ids, Collection<ItemKey> unsettled) {
        return find(connector, type, ids, false, unsettled);
    }

    /** @param byWriter whoever asks is about to write them, and has sent nothing yet */
    private List<Found> find(
            Connector connector,
            ItemType type,
            Collection<String> ids,
            boolean byWriter,
            Collection<ItemKey> unsettled) {
        ComparedType compared = types.get(type);
        if (compared == null) {
            return List.of();
        }
        ConnectorName name = connector.name();
        List<Exported> there = new ArrayList<>();
        Map<String, EditedInShop> known = edited.of(name, type, ids);
        exports.find(name, type, ids).values().forEach(noted -> {
            Exported one = byWriter ? noted.asRecorded() : noted;
            if (one.inDoubt()) {
                unsettled.add(one.key());
            } else if (one.isExported() && one.payload() != null && one.shopifyId() != null) {
                there.add(one);
            }
        });
        if (there.isEmpty()) {
            return List.of();
        }
        Map<String, ComparedType.Seen> seen = compared.look(name, connector.config(), there);
        // What was written meanwhile is not what was compared.
        Map<String, Exported> after = exports.find(
                name, type, there.stream().map(one -> one.key().id()).toList());
        List<Found> found = new ArrayList<>();
        for (Exported one : there) {
            String id = one.key().id();
            ComparedType.Seen object = seen.get(id);
            if (!byWriter && !isSame(one, after.get(id))) {
                unsettled.add(one.key());
            } else if (object != null) {
                found.add(new Found(compared, one, known.getOrDefault(id, EditedInShop.NOTHING), object));
            }
        }
        return found;
    }

    private static boolean isSame(Exported before, @Nullable Exported after) {
        return after != null
                && !after.inDoubt()
                && Objects.equals(before.shopifyId(), after.shopifyId())
                && before.state() == after.state()
                && Objects.equals(before.hash(), after.hash())
                && Objects.equals(before.payload(), after.payload());
    }

    private void settle(
            Connector connector, ItemType type, List<Found> found, DetectedBy by, Collection<ItemKey> unsettled) {
        List<Found> concerned = found.stream().filter(ShopComparison::concerns).toList();
        Map<String, Decision> decisions = rehearsal.ofThePim(
                connector, type, concerned.stream().map(one -> one.key().id()).toList());
        boolean marked = false;
        for (Found one : concerned) {
            Decision pim = decisions.get(one.key().id());
            if (pim != null) {
                marked |= settle(connector, one, pim, by, unsettled);
            }
        }
        if (marked && by != DetectedBy.WRITE) {
            next.begin(connector.name());
        }
    }

    /** Does it differ from what was exported, or did it before? What is as it was needs no further look. */
    private static boolean concerns(Found found) {
        return !found.known().isNothing() || found.differs();
    }

    private boolean settle(
            Connector connector, Found found, Decision pim, DetectedBy by, Collection<ItemKey> unsettled) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                // Somebody else, or another node, may have settled it since it was read.
                if (!edited.of(connector.name(), found.key()).equals(found.known())) {
                    unsettled.add(found.key());
                    return false;
                }
                return settlement.settle(connector, found, pim, by);
            }));
        } catch (DuplicateKeyException another) {
            unsettled.add(found.key()); // at this very moment
            return false;
        }
    }

    /** By what it is known whether the PIM has changed an item that was deleted in the shop. */
    static JsonNode hash(Found found, Decision pim) {
        return JsonNodeFactory.instance.textNode(
                pim instanceof Decision.Mapped mapped
                        ? CanonicalJson.digest(mapped.payload().input()).toString()
                        : String.valueOf(found.exported().hash()));
    }
}
