package io.silkroute.discount;

import io.silkroute.campaign.Selection;
import io.silkroute.campaign.Terms;
import io.silkroute.campaign.Value;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Campaigns.Deactivation;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exports;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What campaigns and codes with terms of their own have in common as discounts. */
@Component
class Discounts {

    private final Selections selections;
    private final References references;
    private final DiscountLookup lookup;
    private final PendingChanges pending;
    private final Exports exports;
    private final Ends ends;
    private final Clock clock;

    Discounts(
            Selections selections,
            References references,
            DiscountLookup lookup,
            PendingChanges pending,
            Exports exports,
            Ends ends,
            Clock clock) {
        this.selections = selections;
        this.references = references;
        this.lookup = lookup;
        this.pending = pending;
        this.exports = exports;
        this.ends = ends;
        this.clock = clock;
    }

    Selections selections() {
        return selections;
    }

    static List<Selection> selectionsOf(Terms terms) {
        List<Selection> all = new ArrayList<>();
        if (terms.value() instanceof Value.BuyGet deal) {
            all.add(deal.bought());
            all.add(deal.got());
        }
        if (terms.applies() != null) {
            all.add(terms.applies());
        }
        return all;
    }

    /** @param looked where all selections of its batch have been looked up */
    static Applied applied(Selections.Looked looked, Terms terms) {
        List<String> excluded = terms.excludedProducts() == null ? List.of() : terms.excludedProducts();
        if (terms.value() instanceof Value.BuyGet deal) {
            return looked.applied(deal.got(), List.of());
        }
        return terms.value() instanceof Value.FreeShipping
                ? Applied.EVERYTHING
                : looked.applied(terms.applies(), excluded);
    }

    static @Nullable Applied bought(Selections.Looked looked, Terms terms) {
        return terms.value() instanceof Value.BuyGet deal ? looked.applied(deal.bought(), List.of()) : null;
    }

    /** Why there is nothing for the shop in it now, as long as the shop does not hold it; null if there is. */
    @Nullable
    String obstacle(ExportItem item, Terms terms) {
        if (item.mayBeInShop()) {
            return null;
        }
        if (!terms.isActive()) {
            return "It is not active, and was not in the shop before.";
        }
        Instant ends = terms.ends();
        return ends != null && !ends.isAfter(clock.instant())
                ? "It was over on " + ends + ", and was not in the shop before."
                : null;
    }

    static boolean deletesInactive(ConnectorConfig config) {
        return config.campaigns().deactivation() == Deactivation.DELETE;
    }

    ItemExporter.@Nullable Awaited awaits(DiscountRelated related) {
        // To pause needs nothing that is not there.
        if (!related.terms().isActive()) {
            return null;
        }
        for (Applied applied : related.selections()) {
            String sentence = DiscountRenderer.missing(applied);
            if (sentence != null && applied.refused() == null) {
                ItemKey first = applied.missing().isEmpty()
                        ? ItemKey.product("")
                        : applied.missing().get(0);
                return new ItemExporter.Awaited(first, sentence);
            }
        }
        return null;
    }

    Asked<Optional<ShopifyId>> find(ItemCalls calls, ExportItem item, @Nullable String code) {
        return lookup.find(calls, item, code);
    }

    static ItemExporter.Request removal(ShopifyId shopifyId, Removal how) {
        DiscountKind kind = shopifyId.gid().contains("/DiscountAutomaticNode/")
                ? DiscountKind.AUTOMATIC_BASIC
                : DiscountKind.CODE_BASIC;
        Operation operation = how == Removal.ARCHIVE ? kind.deactivate() : kind.delete();
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("id", shopifyId.gid());
        return new ItemExporter.Request(operation, variables);
    }

    static CallResult remove(ItemCalls calls, ShopifyId shopifyId, Removal how) {
        ItemExporter.Request request = removal(shopifyId, how);
        return Answers.forTheItem(calls.ask(request.operation(), request.variables()));
    }

    /** Shopify says it in these words: "Code discount does not exist.", "Discount does not exist". */
    static boolean isGone(CallResult answer) {
        return answer instanceof CallResult.Refused refused
                && refused.errors().stream()
                        .anyMatch(error -> error.field().equals(List.of("id"))
                                && error.message().toLowerCase(Locale.ROOT).contains("discount does not exist"));
    }

    /** In the transaction that records a batch: what each follows from now on, and what has come while it was decided. */
    void recorded(ConnectorName connector, List<Stage.Concluded> batch) {
        recordEnds(connector, batch);
        List<PendingChanges.Mark> marks = new ArrayList<>();
        for (Stage.Concluded one : batch) {
            boolean left =
                    one.conclusion() instanceof Conclusion.Removed || one.conclusion() instanceof Conclusion.Filtered;
            if (left || !(one.item().related() instanceof DiscountRelated related)) {
                references.replace(connector, one.key(), List.of(), false);
                continue;
            }
            // A code whose campaign names the items is marked with its campaign.
            boolean names = one.key().type() == ItemType.CAMPAIGN
                    || related.ownTerms().applies() != null
                    || related.ownTerms().value() instanceof Value.BuyGet
                    || related.ownTerms().excludedProducts() != null;
            List<ItemKey> named = names
                    ? related.selections().stream()
                            .flatMap(applied -> applied.named().stream())
                            .toList()
                    : List.of();
            boolean follows = names && related.selections().stream().anyMatch(Applied::follows);
            references.replace(connector, one.key(), named, follows);
            if (one.conclusion() instanceof Conclusion.Waits && nowThere(connector, related)) {
                marks.add(mark(one.key(), "what it waited for is in the shop"));
            }
        }
        pending.mark(connector, marks);
    }

    private void recordEnds(ConnectorName connector, List<Stage.Concluded> batch) {
        Map<ItemKey, Instant> over = new HashMap<>();
        List<ItemKey> concluded = new ArrayList<>();
        for (Stage.Concluded one : batch) {
            if (one.conclusion() instanceof Conclusion.Unchanged || one.conclusion() instanceof Conclusion.Waits) {
                continue;
            }
            concluded.add(one.key());
            related(one)
                    // A code that has joined its campaign's discount ends with that.
                    .filter(related -> one.conclusion() instanceof Conclusion.Written
                            && related.terms().isActive()
                            && !related.joins())
                    .map(DiscountRelated::terms)
                    .map(Terms::ends)
                    .filter(Objects::nonNull)
                    .forEach(end -> over.put(one.key(), end));
        }
        ends.record(connector, concluded, over);
    }

    private boolean nowThere(ConnectorName connector, DiscountRelated related) {
        Map<ItemType, Set<String>> missing = new EnumMap<>(ItemType.class);
        related.selections().stream()
                .flatMap(applied -> applied.missing().stream())
                .filter(key -> key.type() != ItemType.VARIANT)
                .forEach(key -> missing.computeIfAbsent(key.type(), type -> new HashSet<>())
                        .add(key.id()));
        return missing.entrySet().stream()
                .anyMatch(one -> !exports.shopifyIds(connector, one.getKey(), one.getValue())
                        .isEmpty());
    }

    private PendingChanges.Mark mark(ItemKey key, String cause) {
        return PendingChanges.Mark.following(key, now(), cause);
    }

    Instant instant() {
        return clock.instant();
    }

    long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    /** Items have come to the shop, or left it: whoever names them is looked at. */
    void moved(ConnectorName connector, ItemType type, Collection<String> ids, String cause) {
        if (ids.isEmpty()) {
            return;
        }
        List<ItemKey> naming = List.copyOf(references.naming(connector, type, ids));
        follow(connector, naming, cause);
    }

    /** The catalogue in the shop is another: whoever follows it is looked at. */
    void catalogueMoved(ConnectorName connector) {
        follow(connector, references.following(connector), "the catalogue in the shop changed");
    }

    private void follow(ConnectorName connector, List<ItemKey> naming, String cause) {
        if (naming.isEmpty()) {
            return;
        }
        long now = now();
        pending.mark(
                connector,
                naming.stream()
                        .map(key -> PendingChanges.Mark.following(key, now, cause))
                        .toList());
        pending.markCodesOf(
                connector,
                naming.stream()
                        .filter(key -> key.type() == ItemType.CAMPAIGN)
                        .map(ItemKey::id)
                        .toList(),
                now,
                false);
    }

    private static Stream<DiscountRelated> related(Stage.Concluded one) {
        return one.item().related() instanceof DiscountRelated related ? Stream.of(related) : Stream.empty();
    }
}
