package io.silkroute.sandbox.pricelist;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.metafield.Metafields;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shelves of price lists and of their fixed prices. */
@InSandbox
@Component("sandboxPriceLists")
final class PriceLists {
    private final Shop shop;
    private final Metafields owners;
    private final Shelf<PriceList> lists;
    private final Shelf<FixedPrice> prices;
    private final Map<Long, NavigableMap<Long, FixedPrice>> byVariant = new ConcurrentHashMap<>();

    PriceLists(Shop shop, Metafields owners) {
        this.shop = shop;
        this.owners = owners;
        this.lists = shop.shelf("priceList", PriceList.class, PriceList::id, new Shelf.Index<>() {
            @Override
            public void adding(@Nullable PriceList before, PriceList now) {
                shop.seen(now.id());
            }
        });
        this.prices = shop.shelf("fixedPrice", FixedPrice.class, FixedPrice::id, new PriceIndex());
    }

    Shop shop() {
        return shop;
    }

    NavigableMap<Long, PriceList> all() {
        return lists.all();
    }

    @Nullable
    PriceList find(@Nullable String gid) {
        return lists.get(Gid.number(gid, PriceList.GID));
    }

    /** Makes a list; of a name that is there already it becomes the currency and the catalog. */
    PriceList make(String name, String currency, @Nullable String catalog) {
        if (name.isBlank() || name.length() > PriceList.LONGEST) {
            throw new IllegalArgumentException("priceLists: a list needs a name of at most 255 characters");
        }
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(
                        known -> known.getCurrencyCode().equals(currency) && known.getDefaultFractionDigits() >= 0)) {
            throw new IllegalArgumentException("priceLists: currency " + currency + " is none");
        }
        PriceList before = named(name);
        PriceList now = new PriceList(before == null ? shop.nextId() : before.id(), name, currency, catalog);
        if (before != null && !before.currency().equals(currency)) {
            held(before).forEach(price -> prices.remove(price.id())); // as Shopify does
        }
        lists.put(now);
        return now;
    }

    @Nullable
    PriceList named(String name) {
        return lists.all().values().stream()
                .filter(list -> list.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    void remove(PriceList list) {
        held(list).forEach(price -> prices.remove(price.id()));
        lists.remove(list.id());
    }

    private List<FixedPrice> held(PriceList list) {
        return List.copyOf(
                byVariant.getOrDefault(list.id(), new ConcurrentSkipListMap<>()).values());
    }

    /** Of variants that are there. */
    List<FixedPrice> of(PriceList list) {
        return held(list).stream()
                .filter(price -> variant(price.variant()) != null)
                .toList();
    }

    @Nullable
    FixedPrice price(PriceList list, long variant) {
        FixedPrice price =
                byVariant.getOrDefault(list.id(), new ConcurrentSkipListMap<>()).get(variant);
        return price == null || variant(variant) == null ? null : price;
    }

    /** The variant as fields read it; null when there is none. */
    @Nullable
    Object variant(long number) {
        return owners.source(Gid.of("ProductVariant", number));
    }

    FixedPrice put(PriceList list, long variant, String price, @Nullable String compareAt) {
        FixedPrice before = price(list, variant);
        FixedPrice now =
                new FixedPrice(before == null ? shop.nextId() : before.id(), list.id(), variant, price, compareAt);
        prices.put(now);
        return now;
    }

    void remove(FixedPrice price) {
        prices.remove(price.id());
    }

    private final class PriceIndex implements Shelf.Index<FixedPrice> {
        @Override
        public void adding(@Nullable FixedPrice before, FixedPrice now) {
            shop.seen(now.id());
            byVariant
                    .computeIfAbsent(now.list(), list -> new ConcurrentSkipListMap<>())
                    .put(now.variant(), now);
        }

        @Override
        public void changed(@Nullable FixedPrice before, @Nullable FixedPrice now) {
            if (now == null) {
                FixedPrice gone = Objects.requireNonNull(before);
                byVariant
                        .getOrDefault(gone.list(), new ConcurrentSkipListMap<>())
                        .remove(gone.variant());
            }
        }

        @Override
        public void cleared() {
            byVariant.clear();
        }
    }
}
