package io.silkroute.conflict;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.edited.EditedField;
import io.silkroute.export.edited.EditedField.Decided;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.edited.EditedItems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells runs what people have changed in the shop, and closes what a run has written over. */
@Component
class ConflictsInRuns implements EditedItems {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<ItemType> DISCOUNTS = Set.of(ItemType.CAMPAIGN, ItemType.CODE);

    private final EditedFields edited;
    private final Conflicts conflicts;
    private final Items items;

    private final Settlement settlement;
    private final ObjectProvider<ShopComparison> comparison; // which asks how a run decides, and runs ask here

    ConflictsInRuns(
            EditedFields edited,
            Conflicts conflicts,
            Items items,
            Settlement settlement,
            ObjectProvider<ShopComparison> comparison) {
        this.edited = edited;
        this.conflicts = conflicts;
        this.items = items;
        this.settlement = settlement;
        this.comparison = comparison;
    }

    @Override
    public Map<String, EditedInShop> of(ConnectorName connector, ItemType type, Collection<String> ids) {
        return edited.of(connector, type, ids);
    }

    @Override
    public EditedInShop found(ConnectorName connector, ItemKey key) {
        try {
            comparison.getObject().look(connector, key.type(), List.of(key.id()), DetectedBy.WRITE);
        } catch (ShopUnread unread) {
            throw new ShopSilent(String.valueOf(unread.getMessage()), unread);
        }
        return edited.of(connector, key);
    }

    @Override
    public void came(ConnectorName connector, List<Came> came) {
        for (Came one : came) {
            if (one.held() == Held.GONE_ASKED || one.held() == Held.GONE_KEPT) {
                gone(connector, one);
            } else if (one.edited().isFoundGone()) {
                madeAgain(connector, one);
            } else if (!one.edited().isNothing()) {
                write(connector, one);
            }
        }
        Map<ItemType, List<Came>> discounts = new EnumMap<>(ItemType.class);
        came.stream()
                .filter(one -> DISCOUNTS.contains(one.key().type()))
                .forEach(one -> discounts
                        .computeIfAbsent(one.key().type(), type -> new ArrayList<>())
                        .add(one));
        discounts.forEach((type, all) -> write(connector, type, all));
    }

    private void gone(ConnectorName connector, Came one) {
        boolean asks = one.held() == Held.GONE_ASKED;
        edited.dropAll(connector, one.key());
        conflicts.close(connector, one.key(), ConflictKind.MODIFIED, Conflicts.POLICY, null);
        edited.put(
                connector,
                one.key(),
                EditedInShop.WHOLE,
                asks ? Decided.ASKED : Decided.SHOP,
                new ConflictField(
                        EditedInShop.WHOLE,
                        JSON.nullNode(),
                        JSON.nullNode(),
                        JSON.textNode(
                                one.input() == null
                                        ? ""
                                        : CanonicalJson.digest(one.input()).toString())),
                Conflicts.POLICY);
        if (asks) {
            conflicts.open(connector, deleted(connector, one));
        } else {
            conflicts.settled(connector, deleted(connector, one));
        }
    }

    /** The run has found it to be gone and made it again, as is the policy; what names it gets it back afterwards. */
    private void madeAgain(ConnectorName connector, Came one) {
        if (one.held() == Held.AS_SENT || one.held() == Held.PARTLY || one.held() == Held.LESS) {
            conflicts.settled(connector, deleted(connector, one));
            settlement.missing(connector, one.key(), DetectedBy.WRITE);
            one.variantIds()
                    .forEach(variant -> settlement.missing(connector, ItemKey.variant(variant), DetectedBy.WRITE));
            write(connector, one);
        }
    }

    private Conflicts.Told deleted(ConnectorName connector, Came one) {
        return new Conflicts.Told(
                one.key(),
                ConflictKind.DELETED,
                one.shopifyId(),
                name(connector, one.key()),
                DetectedBy.WRITE,
                List.of(),
                Keep.PIM,
                "The PIM still has it for sale; somebody deleted it in the shop.");
    }

    private void write(ConnectorName connector, Came one) {
        ItemKey key = one.key();
        switch (one.held()) {
            case AS_SENT, SAME, LESS -> {
                one.edited().fields().forEach((name, field) -> {
                    if (field.decided() == Decided.PIM || isSentOver(one, name, field)) {
                        edited.drop(connector, key, name, field);
                    }
                });
                boolean open = edited.of(connector, key).fields().values().stream()
                        .anyMatch(field -> field.decided() != Decided.SHOP);
                if (!open) {
                    conflicts.close(connector, key, ConflictKind.MODIFIED, Conflicts.POLICY, null);
                    conflicts.close(connector, key, ConflictKind.DELETED, Conflicts.POLICY, null);
                }
            }
            case NOTHING -> {
                edited.dropAll(connector, key);
                for (ConflictKind kind : ConflictKind.values()) {
                    conflicts.close(connector, key, kind, Conflicts.POLICY, null);
                }
            }
            case PARTLY -> {
                EditedField gone = one.edited().whole();
                if (gone != null && gone.decided() == Decided.PIM) {
                    edited.drop(connector, key, EditedInShop.WHOLE, gone); // it is there again
                    conflicts.close(connector, key, ConflictKind.DELETED, Conflicts.POLICY, null);
                }
            }
            case GONE_ASKED, GONE_KEPT, CODE_TAKEN, AS_BEFORE -> {}
        }
    }

    /** Was it to stay as the shop has it, and has the PIM sent another value since? */
    private static boolean isSentOver(Came one, String name, EditedField field) {
        if (field.decided() != Decided.SHOP) {
            return false;
        }
        return name.equals(EditedInShop.WHOLE)
                || one.input() != null && !one.kept().contains(name);
    }

    private void write(ConnectorName connector, ItemType type, List<Came> came) {
        Map<String, List<Conflict>> open =
                conflicts
                        .open(
                                connector,
                                type,
                                came.stream().map(one -> one.key().id()).toList())
                        .stream()
                        .collect(java.util.stream.Collectors.groupingBy(
                                one -> one.item().id()));
        for (Came one : came) {
            List<ConflictKind> kinds = open.getOrDefault(one.key().id(), List.of()).stream()
                    .map(Conflict::kind)
                    .toList();
            switch (one.held()) {
                case CODE_TAKEN -> taken(connector, one);
                case LESS -> {
                    close(connector, one.key(), kinds, ConflictKind.CODE_TAKEN);
                    if (!kinds.contains(ConflictKind.MISSING_PRODUCT)) {
                        missing(connector, one);
                    }
                }
                case AS_SENT, NOTHING -> {
                    close(connector, one.key(), kinds, ConflictKind.CODE_TAKEN);
                    close(connector, one.key(), kinds, ConflictKind.MISSING_PRODUCT);
                }
                case SAME, PARTLY, GONE_ASKED, GONE_KEPT, AS_BEFORE -> {}
            }
        }
    }

    private void close(ConnectorName connector, ItemKey key, List<ConflictKind> open, ConflictKind kind) {
        if (open.contains(kind)) {
            conflicts.close(connector, key, kind, Conflicts.POLICY, null);
        }
    }

    private void taken(ConnectorName connector, Came one) {
        JsonNode code = one.input() == null ? JSON.nullNode() : one.input().path("code");
        conflicts.open(
                connector,
                new Conflicts.Told(
                        one.key(),
                        ConflictKind.CODE_TAKEN,
                        one.shopifyId(),
                        name(connector, one.key()),
                        DetectedBy.WRITE,
                        List.of(new ConflictField(
                                "code", JSON.nullNode(), code, code.isMissingNode() ? JSON.nullNode() : code)),
                        Keep.SHOPIFY,
                        one.told()));
    }

    private void missing(ConnectorName connector, Came one) {
        conflicts.open(
                connector,
                new Conflicts.Told(
                        one.key(),
                        ConflictKind.MISSING_PRODUCT,
                        one.shopifyId(),
                        name(connector, one.key()),
                        DetectedBy.WRITE,
                        List.of(),
                        Keep.PIM,
                        one.told()));
    }

    private @Nullable String name(ConnectorName connector, ItemKey key) {
        return items.find(connector, key)
                .map(stored -> stored.item())
                .map((Item item) -> ItemName.of(item))
                .orElse(null);
    }
}
