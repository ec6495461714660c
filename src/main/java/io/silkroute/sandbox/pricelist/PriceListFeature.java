package io.silkroute.sandbox.pricelist;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Money;
import io.silkroute.sandbox.shop.SandboxSettings;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Price lists in the API, to be read and filled with fixed prices, and in the control endpoint, to be made. */
@InSandbox
@Component("sandboxPriceListFeature")
final class PriceListFeature implements SandboxFeature {
    private static final String READ = "read_products";
    private static final String WRITE = "write_products";
    private static final Set<String> KEYS =
            Set.of("name", "currency", "catalog", "remove", "variant", "price", "compareAtPrice");

    private final SandboxSettings settings;
    private final PriceLists lists;
    private final FixedPriceMutations mutations;

    PriceListFeature(SandboxSettings settings, PriceLists lists) {
        this.settings = settings;
        this.lists = lists;
        this.mutations = new FixedPriceMutations(lists);
    }

    @Override
    public void wire(Wiring wiring) {
        begin();
        wiring.schema("/shopify/admin-subset-pricelists.graphqls");
        wiring.object("PriceList", PriceList.class)
                .get("id", PriceList::gid)
                .get("name", PriceList::name)
                .get("currency", PriceList::currency)
                .get("catalog", PriceList::catalogSource)
                .get("fixedPricesCount", list -> lists.of(list).size())
                .read("prices", this::prices);
        wiring.object("PriceListPrice", PriceOf.class)
                .get("originType", of -> "FIXED")
                .get("price", of -> Money.of(of.price().price(), of.list().money()))
                .get("compareAtPrice", PriceOf::compareAt)
                .get("variant", of -> lists.variant(of.price().variant()));
        wiring.node(PriceList.GID, lists::find);
        wiring.query("priceList", READ, (args, call) -> lists.find(args.text("id")));
        wiring.query("priceLists", READ, (args, call) -> lists(args));
        wiring.mutation("priceListFixedPricesAdd", WRITE, (args, call) -> of(args, mutations.add(args)));
        wiring.mutation("priceListFixedPricesDelete", WRITE, (args, call) -> mutations.delete(args));
    }

    /** A price together with its list. */
    record PriceOf(PriceList list, FixedPrice price) {
        @Nullable
        Object compareAt() {
            return price.compareAtPrice() == null ? null : Money.of(price.compareAtPrice(), list.money());
        }
    }

    private Page lists(Input args) {
        Comparator<PriceList> order = args.text("sortKey", "ID").equals("NAME")
                ? Comparator.comparing(PriceList::name)
                : Comparator.comparing(PriceList::id);
        return Page.of(
                lists.all().values().stream()
                        .sorted(order.thenComparing(PriceList::id))
                        .toList(),
                PriceList::id,
                args);
    }

    private Page prices(PriceList list, Input args) {
        if (!args.text("originType", "").equals("FIXED")) {
            throw new TopLevelError(
                    "BAD_REQUEST", "The sandbox plays no relative prices: ask for prices(originType: FIXED).");
        }
        return Page.of(lists.of(list), FixedPrice::id, args).mapped(price -> new PriceOf(list, (FixedPrice) price));
    }

    private Map<String, Object> of(Input args, Map<String, Object> payload) {
        PriceList list = lists.find(args.text("priceListId"));
        if (list == null || !(payload.get("prices") instanceof List<?> added)) {
            return payload;
        }
        Map<String, Object> whole = new LinkedHashMap<>(payload);
        whole.put(
                "prices",
                added.stream()
                        .map(price -> new PriceOf(list, (FixedPrice) price))
                        .toList());
        return whole;
    }

    /** Those of the settings, where they are not there yet. */
    private void begin() {
        lists.shop().write(() -> {
            settings.priceLists().forEach((name, currency) -> {
                if (lists.named(name) == null) {
                    lists.make(name, currency.getCurrencyCode(), PriceList.OF_MARKET);
                }
            });
            return true;
        });
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("priceLists", lists.all().size());
    }

    @Override
    public Map<String, Contents> contents() {
        return Map.of(
                "prices",
                () -> lists.all().values().stream()
                        .flatMap(list -> lists.of(list).stream().map(price -> line(list, price))));
    }

    private static Map<String, @Nullable Object> line(PriceList list, FixedPrice price) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("priceList", list.name());
        line.put("currency", list.currency());
        line.put("variant", price.variantGid());
        line.put("price", price.price());
        line.put("compareAtPrice", price.compareAtPrice());
        return line;
    }

    @Override
    public Map<String, Consumer<JsonNode>> controls() {
        return Map.of("priceLists", wanted -> wanted.forEach(this::control));
    }

    /**
     * As a merchant does it: {@code {"name": "US", "currency": "USD", "catalog": "company"}} makes a list, of a market where
     * it says no catalog; {@code {"name": "US", "remove": true}} removes it; with {@code variant} (a gid) and {@code price}
     * it sets a fixed price, and without the price removes it.
     */
    private void control(JsonNode entry) {
        for (String key : entry.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("priceLists: " + key + " is none of " + KEYS);
            }
        }
        lists.shop().write(() -> {
            String name = entry.path("name").asString("");
            if (entry.has("currency")) {
                String kind = entry.path("catalog").asString("market");
                if (!kind.equals("none") && !PriceList.CATALOGS.containsKey(kind)) {
                    throw new IllegalArgumentException(
                            "priceLists: catalog " + kind + " is none of " + PriceList.kinds());
                }
                lists.make(name, entry.path("currency").asString(""), PriceList.CATALOGS.get(kind));
            }
            PriceList list = lists.named(name);
            if (list == null) {
                throw new IllegalArgumentException("priceLists: there is no list " + name);
            }
            if (entry.path("remove").asBoolean(false)) {
                lists.remove(list);
            } else if (entry.has("variant")) {
                byHand(list, entry);
            }
            return true;
        });
    }

    private void byHand(PriceList list, JsonNode entry) {
        long variant = Gid.number(entry.path("variant").asString(""), "ProductVariant");
        if (lists.variant(variant) == null) {
            throw new IllegalArgumentException("priceLists: there is no variant " + entry.path("variant"));
        }
        FixedPrice before = lists.price(list, variant);
        if (entry.has("price")) {
            String compareAt = entry.path("compareAtPrice").asString("");
            lists.put(
                    list,
                    variant,
                    Money.normal(entry.path("price").asString(""), list.money()),
                    compareAt.isEmpty() ? null : Money.normal(compareAt, list.money()));
        } else if (before != null) {
            lists.remove(before);
        }
    }
}
