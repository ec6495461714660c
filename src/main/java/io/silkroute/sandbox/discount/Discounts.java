package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.event.Events;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.metafield.Metafield;
import io.silkroute.sandbox.metafield.Metafields;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Notice;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shelves of discounts, their codes and what was written of them. */
@InSandbox
@Component("sandboxDiscounts")
final class Discounts {
    final Shop shop;
    final Metafields metafields;
    private final Events events;
    private final Shelf<Discount> discounts;
    private final Shelf<RedeemCode> codes;
    private final Shelf<RedeemCodeCreation> creations;
    private final Shelf<DiscountWrite> writes;
    private final Map<String, Long> byCode = new ConcurrentHashMap<>();
    private final Map<Long, ConcurrentSkipListSet<Long>> codesOf = new ConcurrentHashMap<>();
    private volatile boolean lagging;

    Discounts(Shop shop, Metafields metafields, Events events) {
        this.shop = shop;
        this.metafields = metafields;
        this.events = events;
        this.discounts = shop.shelf("discount", Discount.class, Discount::id, new DiscountIndex())
                .telling(this::notices);
        this.codes = shop.shelf("redeemCode", RedeemCode.class, RedeemCode::id, new CodeIndex())
                .telling(this::notices);
        this.creations =
                shop.shelf("redeemCodeCreation", RedeemCodeCreation.class, RedeemCodeCreation::id, new Shelf.Index<>() {
                    @Override
                    public void adding(@Nullable RedeemCodeCreation before, RedeemCodeCreation now) {
                        shop.seen(now.id());
                    }
                });
        this.writes = shop.shelf("discountWrite", DiscountWrite.class, DiscountWrite::id, new Shelf.Index<>() {
            @Override
            public void adding(@Nullable DiscountWrite before, DiscountWrite now) {
                shop.seen(now.id());
            }
        });
        metafields.keep(Discount.CODE_TYPE, new DiscountKeeper(false));
        metafields.keep(Discount.AUTOMATIC_TYPE, new DiscountKeeper(true));
    }

    private List<Notice> notices(@Nullable Discount before, @Nullable Discount now) {
        Discount told = now == null ? Objects.requireNonNull(before) : now;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("admin_graphql_api_id", told.gid());
        if (now == null) {
            body.put("deleted_at", Times.of(shop.now()));
            return List.of(new Notice("discounts/delete", body));
        }
        body.put("title", now.title);
        body.put("status", now.status(shop.now()).name());
        body.put("created_at", Times.of(now.createdAt));
        body.put("updated_at", Times.of(now.updatedAt));
        return List.of(new Notice(before == null ? "discounts/create" : "discounts/update", body));
    }

    /** A use of a code is none of its discount's news. */
    private List<Notice> notices(@Nullable RedeemCode before, @Nullable RedeemCode now) {
        if (before != null && now != null) {
            return List.of();
        }
        RedeemCode told = now == null ? Objects.requireNonNull(before) : now;
        Discount discount = discounts.get(told.discount());
        if (discount == null) {
            return List.of();
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("admin_graphql_api_id", discount.gid());
        body.put("redeem_code", Map.of("id", told.gid(), "code", told.code()));
        body.put("updated_at", Times.of(shop.now()));
        return List.of(new Notice("discounts/redeemcode_" + (now == null ? "removed" : "added"), body));
    }

    NavigableMap<Long, Discount> all() {
        return discounts.all();
    }

    /** The discount of this id, of whichever method the id says. */
    @Nullable
    Discount discount(String gid) {
        Discount code = code(gid);
        return code == null ? automatic(gid) : code;
    }

    @Nullable
    Discount code(String gid) {
        Discount found = discounts.get(Gid.number(gid, Discount.CODE));
        return found == null || found.automatic ? null : found;
    }

    @Nullable
    Discount automatic(String gid) {
        Discount found = discounts.get(Gid.number(gid, Discount.AUTOMATIC));
        return found == null || !found.automatic ? null : found;
    }

    @Nullable
    Discount get(long id) {
        return discounts.get(id);
    }

    @Nullable
    RedeemCode redeemCode(String code) {
        Long id = byCode.get(RedeemCode.key(code));
        return id == null ? null : codes.get(id);
    }

    @Nullable
    RedeemCode redeemCode(long id) {
        return codes.get(id);
    }

    /** In the order in which they were made. */
    List<RedeemCode> codesOf(Discount discount) {
        List<RedeemCode> found = new ArrayList<>();
        for (Long id : codesOf.getOrDefault(discount.id, new ConcurrentSkipListSet<>())) {
            RedeemCode code = codes.get(id);
            if (code != null) {
                found.add(code);
            }
        }
        return found;
    }

    int countOfCodes(Discount discount) {
        Set<Long> found = codesOf.get(discount.id);
        return found == null ? 0 : found.size();
    }

    void put(Discount discount) {
        discounts.put(discount);
    }

    void put(RedeemCode code) {
        codes.put(code);
    }

    void remove(RedeemCode code) {
        codes.remove(code.id());
    }

    void remove(Discount discount) {
        codesOf(discount).forEach(this::remove);
        discounts.remove(discount.id);
        events.destroyed(discount.automatic ? "DISCOUNT_AUTOMATIC_NODE" : "DISCOUNT_CODE_NODE", discount.gid());
    }

    RedeemCode add(Discount discount, String code, @Nullable String app) {
        RedeemCode made = new RedeemCode(shop.nextId(), discount.id, code, shop.now(), app, 0, 0);
        codes.put(made);
        return made;
    }

    NavigableMap<Long, RedeemCodeCreation> creations() {
        return creations.all();
    }

    @Nullable
    RedeemCodeCreation creation(long id) {
        return creations.get(id);
    }

    void put(RedeemCodeCreation creation) {
        creations.put(creation);
    }

    NavigableMap<Long, DiscountWrite> writes() {
        return writes.all();
    }

    void put(DiscountWrite write) {
        writes.put(write);
    }

    /** It was used once more, with this code if it has codes, in an order of this subtotal. */
    void used(Discount discount, @Nullable RedeemCode code, BigDecimal sold) {
        Discount now = discount.copy();
        now.uses++;
        now.counted = lagging ? now.counted : now.uses;
        now.sales = new BigDecimal(now.sales).add(sold).toPlainString();
        now.updatedAt = shop.now();
        discounts.put(now);
        if (code != null) {
            codes.put(code.used(!lagging));
        }
    }

    /** The counters stand still until they may catch up. */
    void lag(boolean wanted) {
        lagging = wanted;
        if (!wanted) {
            shop.write(() -> {
                List.copyOf(discounts.all().values()).stream()
                        .filter(discount -> discount.counted != discount.uses)
                        .forEach(discount -> {
                            Discount now = discount.copy();
                            now.counted = now.uses;
                            discounts.put(now);
                        });
                List.copyOf(codes.all().values()).stream()
                        .filter(code -> code.counted() != code.uses())
                        .forEach(code -> codes.put(code.told()));
                return true;
            });
        }
    }

    void reset() {
        lagging = false;
    }

    private final class DiscountIndex implements Shelf.Index<Discount> {
        @Override
        public void adding(@Nullable Discount before, Discount now) {
            shop.seen(now.id);
            metafields.add(now);
        }

        @Override
        public void changed(@Nullable Discount before, @Nullable Discount now) {
            if (before != null) {
                metafields.forget(before, now);
            }
        }
    }

    private final class CodeIndex implements Shelf.Index<RedeemCode> {
        @Override
        public void adding(@Nullable RedeemCode before, RedeemCode now) {
            shop.seen(now.id());
            byCode.put(now.key(), now.id());
            codesOf.computeIfAbsent(now.discount(), id -> new ConcurrentSkipListSet<>())
                    .add(now.id());
        }

        @Override
        public void changed(@Nullable RedeemCode before, @Nullable RedeemCode now) {
            if (before != null && (now == null || !now.key().equals(before.key()))) {
                byCode.remove(before.key(), before.id());
            }
            if (before != null && now == null) {
                Set<Long> left = codesOf.get(before.discount());
                if (left != null) {
                    left.remove(before.id());
                }
            }
        }

        @Override
        public void cleared() {
            byCode.clear();
            codesOf.clear();
        }
    }

    private final class DiscountKeeper implements Metafields.Keeper<Discount> {
        private final boolean automatic;

        DiscountKeeper(boolean automatic) {
            this.automatic = automatic;
        }

        @Override
        public @Nullable Discount find(long id) {
            Discount found = discounts.get(id);
            return found == null || found.automatic != automatic ? null : found;
        }

        @Override
        public Stream<Discount> all() {
            return discounts.all().values().stream().filter(discount -> discount.automatic == automatic);
        }

        @Override
        public void put(Discount owner, List<Metafield> given) {
            Discount discount = owner.copy();
            discount.metafields = given;
            discounts.put(discount);
        }

        @Override
        public Object source(Discount owner) {
            return Shown.node(owner);
        }
    }
}
