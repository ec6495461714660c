package io.silkroute.discount;

import io.silkroute.campaign.Selection;
import io.silkroute.campaign.Terms;
import io.silkroute.catalogue.ExportFilter;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Rules.Excluded;
import io.silkroute.export.ledger.Exports;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.ShopifyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a batch's campaigns apply to, in the shop's ids. Shopify knows no exclusion: of named products what is excluded is
 * taken off, and "everything but" becomes the list of all others that are in the shop.
 */
@Component
class Selections {

    static final int MAX_LISTED = 10_000;
    private static final int PAGE = 500;
    private static final int FIRST_CODES = 20;

    private final Items items;
    private final Exports exports;

    Selections(Items items, Exports exports) {
        this.items = items;
        this.exports = exports;
    }

    /** Everything that some selections name, looked up together. */
    final class Looked {

        private final ConnectorName connector;
        private final Excluded rules;
        private final Map<String, ShopifyId> products;
        private final Map<String, ShopifyId> categories;
        private final Map<String, ShopifyId> variants = new HashMap<>();
        private final Map<String, String> productOf = new HashMap<>();

        private Looked(ActiveRun run, Collection<Selection> selections) {
            this.connector = run.connector();
            this.rules = run.config().rules().excludeProducts();
            this.products = exports.shopifyIds(connector, ItemType.PRODUCT, all(selections, Selection::products));
            this.categories = exports.shopifyIds(connector, ItemType.CATEGORY, all(selections, Selection::categories));
            Set<String> named = all(selections, Selection::variants);
            items.find(connector, ItemType.VARIANT, named).forEach((id, variant) -> {
                String product = variant.item().parent();
                if (product != null && !variant.deleted()) {
                    productOf.put(id, product);
                }
            });
            Map<String, Exports.Held> held = exports.held(connector, ItemType.PRODUCT, productOf.values());
            productOf.forEach((id, product) -> {
                Exports.Held one = held.get(product);
                ShopifyId variant = one == null ? null : one.variants().get(id);
                if (variant != null) {
                    variants.put(id, variant);
                }
            });
        }

        private static Set<String> all(Collection<Selection> selections, Function<Selection, List<String>> ids) {
            return selections.stream().flatMap(one -> ids.apply(one).stream()).collect(Collectors.toSet());
        }

        /** @param selection null: everything @param excluded products that are taken off */
        Applied applied(@Nullable Selection selection, List<String> excluded) {
            boolean excludes = !excluded.isEmpty() || !rules.none();
            if (selection == null) {
                return excludes ? allBut(excluded) : Applied.EVERYTHING;
            }
            if (selection.isMixed()) {
                return Applied.refused("It applies to products and to categories; Shopify takes one of them. Make two"
                        + " campaigns of it, or name the products of the categories.");
            }
            if (!selection.categories().isEmpty()) {
                return excludes ? categoriesBut(selection.categories(), excluded) : named(selection, Set.of());
            }
            return named(selection, excludes ? taken(selection, excluded) : Set.of());
        }

        private Applied named(Selection selection, Set<String> taken) {
            List<ItemKey> names = new ArrayList<>();
            List<ItemKey> missing = new ArrayList<>();
            List<ShopifyId> ofProducts = found(ItemType.PRODUCT, selection.products(), products, taken, names, missing);
            List<String> kept = selection.variants().stream()
                    .filter(id -> !taken.contains(Objects.toString(productOf.get(id), "")))
                    .toList();
            List<ShopifyId> ofVariants = found(ItemType.VARIANT, kept, variants, Set.of(), names, missing);
            List<ShopifyId> ofCategories =
                    found(ItemType.CATEGORY, selection.categories(), categories, Set.of(), names, missing);
            if (names.isEmpty()) {
                return Applied.refused(
                        "Everything that it applies to is excluded, by itself or by rules.excludeProducts.");
            }
            return new Applied(
                    false, ofProducts, ofVariants, ofCategories, names, !rules.none(), missing, told(taken), null);
        }

        private static @Nullable String told(Set<String> taken) {
            return taken.isEmpty()
                    ? null
                    : "Of what it names %d excluded products were taken off, %s first."
                            .formatted(taken.size(), taken.iterator().next());
        }

        private List<ShopifyId> found(
                ItemType type,
                List<String> ids,
                Map<String, ShopifyId> known,
                Set<String> taken,
                List<ItemKey> names,
                List<ItemKey> missing) {
            List<ShopifyId> found = new ArrayList<>();
            for (String id : ids) {
                if (taken.contains(id)) {
                    continue;
                }
                ItemKey key = new ItemKey(type, id);
                names.add(key);
                ShopifyId shopifyId = known.get(id);
                if (shopifyId == null) {
                    missing.add(key);
                } else {
                    found.add(shopifyId);
                }
            }
            return found;
        }

        private Set<String> taken(Selection selection, List<String> excluded) {
            Set<String> ids = new LinkedHashSet<>(selection.products());
            selection.variants().stream()
                    .map(productOf::get)
                    .filter(Objects::nonNull)
                    .forEach(ids::add);
            return excludedAmong(ids, excluded);
        }

        private Set<String> excludedAmong(Collection<String> ids, List<String> excluded) {
            Set<String> taken = new LinkedHashSet<>(ids);
            Set<String> all = new HashSet<>(excluded);
            all.addAll(rules.ids());
            if (!rules.tags().isEmpty()) {
                all.addAll(items.productsPassing(connector, ids, new ExportFilter(false, rules.tags(), List.of())));
            }
            if (!rules.families().isEmpty()) {
                all.addAll(items.productsPassing(connector, ids, new ExportFilter(false, List.of(), rules.families())));
            }
            taken.retainAll(all);
            return taken;
        }

        private Applied allBut(List<String> excluded) {
            Map<String, ShopifyId> all = exports.all(connector, ItemType.PRODUCT, MAX_LISTED + 1);
            return listed(all, excluded, "everything");
        }

        private Applied categoriesBut(List<String> named, List<String> excluded) {
            Map<String, ShopifyId> members = new HashMap<>();
            items.productsIn(connector, named, slice -> {
                // One more than can be listed is enough to know that it cannot.
                if (members.size() <= MAX_LISTED) {
                    members.putAll(exports.shopifyIds(connector, ItemType.PRODUCT, slice));
                }
            });
            return listed(members, excluded, named.size() == 1 ? "one category" : named.size() + " categories");
        }

        private Applied listed(Map<String, ShopifyId> all, List<String> excluded, String what) {
            if (all.size() > MAX_LISTED) {
                return Applied.refused(String.format(
                        Locale.ROOT,
                        "It applies to %s but some products. Shopify knows no exclusion, so it would be a list, and of"
                                + " more than %,d products none is made. Name what it applies to, or exclude nothing from it.",
                        what,
                        MAX_LISTED));
            }
            Set<String> taken = excludedAmong(all.keySet(), excluded);
            List<ShopifyId> others = all.entrySet().stream()
                    .filter(one -> !taken.contains(one.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            return new Applied(
                    false,
                    others,
                    List.of(),
                    List.of(),
                    List.of(),
                    true,
                    List.of(),
                    String.format(
                            Locale.ROOT,
                            "It applies to %s but %d products. Shopify knows no exclusion, so it is the list of the %,d"
                                    + " others that are in the shop, and follows the catalogue.",
                            what,
                            taken.size(),
                            others.size()),
                    null);
        }
    }

    Looked look(ActiveRun run, Collection<Selection> selections) {
        return new Looked(run, selections);
    }

    /** The first codes that join a campaign, in the order of their ids, and whose they are. */
    Map<String, ItemKey> firstJoining(ConnectorName connector, String campaign) {
        Map<String, ItemKey> first = new LinkedHashMap<>();
        List<Item> page = List.of();
        do {
            page = items.codesOf(
                    connector,
                    campaign,
                    page.isEmpty() ? "" : page.get(page.size() - 1).id(),
                    PAGE);
            for (Item code : page) {
                Terms terms = Terms.of(code.image());
                if (!terms.hasOwnTerms() && terms.isActive() && terms.code() != null) {
                    first.putIfAbsent(terms.code(), code.key());
                }
                if (first.size() == FIRST_CODES) {
                    return first;
                }
            }
        } while (page.size() == PAGE);
        return first;
    }
}
