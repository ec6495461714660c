package io.silkroute.conflict;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.Items;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.NamedInShop;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.Decision;
import io.silkroute.export.edited.EditedField;
import io.silkroute.export.edited.EditedField.Decided;
import io.silkroute.export.edited.EditedInShop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** What becomes of a difference that was found: by the connector's policy, and by what was decided before. */
@Component
class Settlement {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_IN_VAIN = 3;

    private final Conflicts conflicts;
    private final EditedFields edited;
    private final Items items;
    private final NextRun next;
    private final ActivityLog activity;
    private final List<NamedInShop> named;

    Settlement(
            Conflicts conflicts,
            EditedFields edited,
            Items items,
            NextRun next,
            ActivityLog activity,
            List<NamedInShop> named) {
        this.conflicts = conflicts;
        this.edited = edited;
        this.items = items;
        this.next = next;
        this.activity = activity;
        this.named = named;
    }

    /**
     * In the caller's transaction.
     *
     * @param pim what a run would make of the item, were nothing decided
     * @return is something to be written?
     */
    boolean settle(Connector connector, ShopComparison.Found found, Decision pim, DetectedBy by) {
        // What leaves the shop anyway, or does not concern the connector any more, may be as it is.
        if (pim instanceof Decision.Remove || pim instanceof Decision.Filter) {
            return false;
        }
        return found.seen() instanceof ComparedType.Gone
                ? gone(connector, found, pim, by)
                : changed(connector, found, pim, by);
    }

    private static Decided decided(Connector connector) {
        return EditedFields.policy(connector.config());
    }

    /** What is changed back again and again, by an app or by the shop itself, is not fought for ever: a person is asked. */
    private Decided decided(Connector connector, ItemKey key, ConflictField field) {
        Decided decided = decided(connector);
        return decided == Decided.PIM && conflicts.writtenOver(connector.name(), key, field) >= MOST_IN_VAIN
                ? Decided.ASKED
                : decided;
    }

    private boolean gone(Connector connector, ShopComparison.Found found, Decision pim, DetectedBy by) {
        ConnectorName name = connector.name();
        ItemKey key = found.key();
        if (found.known().whole() != null) {
            return false;
        }
        edited.dropAll(name, key);
        conflicts.close(name, key, ConflictKind.MODIFIED, Conflicts.POLICY, null);
        Decided decided = decided(connector);
        edited.put(
                name,
                key,
                EditedInShop.WHOLE,
                decided,
                new ConflictField(
                        EditedInShop.WHOLE, JSON.nullNode(), JSON.nullNode(), ShopComparison.hash(found, pim)),
                Conflicts.POLICY);
        boolean active = pim instanceof Decision.Mapped || pim instanceof Decision.Wait;
        Conflicts.Told told = new Conflicts.Told(
                key,
                ConflictKind.DELETED,
                found.exported().shopifyId(),
                name(name, key),
                by,
                List.of(),
                active ? Keep.PIM : Keep.SHOPIFY,
                active
                        ? "The PIM still has it for sale; somebody deleted it in the shop."
                        : "The PIM has nothing that the shop could take in its place.");
        record(name, told, decided);
        tell(
                name,
                key,
                "Somebody has deleted it in the shop. "
                        + switch (decided) {
                            case PIM -> "The next run makes it again.";
                            case SHOP -> "It stays so until the PIM changes it.";
                            case ASKED -> "A person is to decide what becomes of it.";
                        });
        missing(name, key, by);
        found.exported().variantIds().forEach(variant -> missing(name, ItemKey.variant(variant), by));
        if (decided != Decided.SHOP && by != DetectedBy.WRITE) {
            next.mark(name, List.of(key), "it was deleted in the shop");
        }
        return decided != Decided.SHOP;
    }

    /** Whatever names it in the shop has lost it. */
    void missing(ConnectorName connector, ItemKey lost, DetectedBy by) {
        for (NamedInShop names : named) {
            for (ItemKey naming : names.naming(connector, lost)) {
                conflicts.open(
                        connector,
                        new Conflicts.Told(
                                naming,
                                ConflictKind.MISSING_PRODUCT,
                                null,
                                name(connector, naming),
                                by,
                                List.of(new ConflictField(
                                        "applies",
                                        JSON.arrayNode().add(lost.id()),
                                        JSON.arrayNode(),
                                        JSON.arrayNode().add(lost.id()))),
                                Keep.PIM,
                                "It comes back to it when the " + lost.type() + " " + lost.id()
                                        + " is in the shop again."));
            }
        }
    }

    private boolean changed(Connector connector, ShopComparison.Found found, Decision pim, DetectedBy by) {
        ConnectorName name = connector.name();
        ItemKey key = found.key();
        ComparedType.There there = (ComparedType.There) found.seen();
        Map<String, ConflictField> open = new TreeMap<>();
        Map<String, ConflictField> kept = new TreeMap<>();
        boolean write = false;
        List<String> fresh = new ArrayList<>();
        List<String> inVain = new ArrayList<>();
        Map<String, ConflictField> differing = found.differing(pim);
        for (ConflictField field : differing.values()) {
            EditedField known = found.known().fields().get(field.field());
            boolean agrees = found.type().same(field.field(), field.shop(), field.pim());
            if (known != null && known.decided() == Decided.SHOP) {
                stay(connector.name(), key, field, known, agrees);
                continue;
            }
            Decided decided = known == null ? decided(connector, key, field) : known.decided();
            if (known == null && decided != decided(connector)) {
                inVain.add(field.field());
            }
            boolean news = known == null || !EditedInShop.same(known.shop(), field.shop());
            if (news) {
                fresh.add(field.field());
            }
            if (decided == Decided.SHOP) {
                kept.put(field.field(), field);
                if (!agrees) {
                    edited.put(name, key, field.field(), decided, field, Conflicts.POLICY);
                }
            } else {
                open.put(field.field(), field);
                if (known == null || news || !EditedInShop.same(known.pim(), field.pim())) {
                    edited.put(name, key, field.field(), decided, field, Conflicts.POLICY);
                }
                write |= news;
            }
        }
        found.known().fields().forEach((field, known) -> {
            if (known.decided() != Decided.SHOP && !differing.containsKey(field)) {
                if (there.shop().containsKey(field) || field.equals(EditedInShop.WHOLE)) {
                    edited.drop(name, key, field); // it is again as it was
                } else {
                    open.put(field, new ConflictField(field, known.exported(), known.shop(), found.pim(pim, field)));
                }
            }
        });
        fresh.removeAll(inVain);
        conclude(connector, found, there, by, open, kept, fresh, !inVain.isEmpty());
        if (!inVain.isEmpty()) {
            tell(
                    name,
                    key,
                    "It was written over %d times within a week and is each time as before again: %s. An app or the shop itself may do that; a person is to decide."
                            .formatted(MOST_IN_VAIN, String.join(", ", inVain)));
        }
        if (write && by != DetectedBy.WRITE) {
            next.mark(name, List.of(key), "it was changed in the shop");
        }
        return write;
    }

    /** The shop's value stays, and it has become another one. */
    private void stay(ConnectorName connector, ItemKey key, ConflictField field, EditedField known, boolean agrees) {
        if (agrees) {
            edited.drop(connector, key, field.field());
        } else {
            edited.put(
                    connector,
                    key,
                    field.field(),
                    Decided.SHOP,
                    new ConflictField(field.field(), known.exported(), field.shop(), known.pim()),
                    Conflicts.POLICY);
        }
    }

    private void conclude(
            Connector connector,
            ShopComparison.Found found,
            ComparedType.There there,
            DetectedBy by,
            Map<String, ConflictField> open,
            Map<String, ConflictField> kept,
            List<String> fresh,
            boolean inVain) {
        ConnectorName name = connector.name();
        ItemKey key = found.key();
        Advice advice = Advice.on(
                found, there, items.find(name, key).map(stored -> stored.item()).orElse(null), open, kept);
        if (open.isEmpty()) {
            conflicts.close(name, key, ConflictKind.MODIFIED, Conflicts.USER, null);
        } else if (inVain || !fresh.isEmpty() || isOtherThan(name, key, open)) {
            conflicts.open(name, told(name, found, by, open, advice));
        }
        conflicts.close(name, key, ConflictKind.DELETED, Conflicts.USER, null);
        if (!kept.isEmpty()) {
            conflicts.settled(name, told(name, found, by, kept, advice));
        }
        if (!fresh.isEmpty()) {
            tell(
                    name,
                    key,
                    "Somebody has changed it in the shop: " + String.join(", ", fresh) + ". "
                            + switch (connector.config().conflicts()) {
                                case PIM_WINS -> "The next run writes the PIM's values again.";
                                case SHOPIFY_WINS -> "That stays until the PIM has other values.";
                                case MANUAL -> "That is left alone until a person has decided.";
                            });
        }
    }

    private boolean isOtherThan(ConnectorName connector, ItemKey key, Map<String, ConflictField> open) {
        return conflicts
                .open(connector, key, ConflictKind.MODIFIED)
                .map(known -> !List.copyOf(open.values()).equals(known.fields()))
                .orElse(false); // a person has resolved it, and the next run writes it
    }

    private Conflicts.Told told(
            ConnectorName connector,
            ShopComparison.Found found,
            DetectedBy by,
            Map<String, ConflictField> fields,
            Advice advice) {
        return new Conflicts.Told(
                found.key(),
                ConflictKind.MODIFIED,
                found.exported().shopifyId(),
                name(connector, found.key()),
                by,
                List.copyOf(fields.values()),
                advice.keep(),
                advice.reason());
    }

    private void record(ConnectorName connector, Conflicts.Told told, Decided decided) {
        if (decided == Decided.SHOP) {
            conflicts.settled(connector, told);
        } else {
            conflicts.open(connector, told);
        }
    }

    private @Nullable String name(ConnectorName connector, ItemKey key) {
        return items.find(connector, key)
                .map(stored -> ItemName.of(stored.item()))
                .orElse(null);
    }

    private void tell(ConnectorName connector, ItemKey key, String sentence) {
        activity.append(Entry.note(connector.text(), null, key.type().word(), key.id(), sentence));
    }
}
