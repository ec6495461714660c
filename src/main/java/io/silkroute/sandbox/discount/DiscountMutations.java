package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Shop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Making, changing, beginning, ending and deleting one discount. */
final class DiscountMutations {
    private final Shop shop;
    private final Discounts discounts;
    private final Settings settings;
    private final WriteLog log;

    DiscountMutations(Discounts discounts, Settings settings, WriteLog log) {
        this.shop = discounts.shop;
        this.discounts = discounts;
        this.settings = settings;
        this.log = log;
    }

    Map<String, Object> create(String mutation, DiscountDraft.Type type, Input input, Call call) {
        contradictions(input, call);
        return shop.write(() -> {
            DiscountDraft draft = DiscountDraft.of(discounts, settings, type, input, null);
            draft.apply();
            if (!draft.errors().isEmpty()) {
                return refused(mutation, call, null, input, draft.errors());
            }
            Discount discount = draft.now;
            discount.id = shop.nextId();
            discount.createdAt = shop.now();
            discount.updatedAt = discount.createdAt;
            discounts.put(discount);
            List<String> codes = List.of();
            if (!type.automatic()) {
                codes = List.of(Objects.requireNonNull(draft.code));
                discounts.add(discount, codes.get(0), call.app());
            }
            log.done(mutation, call, discount, codes, List.of());
            return Payload.of(node(discount), Shown.node(discount), List.of());
        });
    }

    Map<String, Object> update(String mutation, DiscountDraft.Type type, String id, Input input, Call call) {
        contradictions(input, call);
        return shop.write(() -> {
            Discount before = type.automatic() ? discounts.automatic(id) : discounts.code(id);
            if (before == null) {
                return refused(
                        mutation,
                        call,
                        null,
                        input,
                        List.of(new UserError(List.of("id"), "Discount does not exist", null)));
            }
            if (!type.automatic() && input.has("code") && discounts.countOfCodes(before) != 1) {
                return refused(
                        mutation,
                        call,
                        before,
                        input,
                        List.of(new UserError(List.of("id"), "Cannot update the code of a bulk discount.", null)));
            }
            DiscountDraft draft = DiscountDraft.of(discounts, settings, type, input, before);
            draft.apply();
            if (!draft.errors().isEmpty()) {
                return refused(mutation, call, before, input, draft.errors());
            }
            Discount discount = draft.now;
            discount.updatedAt = shop.now();
            discounts.put(discount);
            List<String> created = List.of();
            List<String> removed = List.of();
            RedeemCode held =
                    draft.code == null ? null : discounts.codesOf(before).get(0);
            if (held != null && !held.code().equals(draft.code)) {
                created = List.of(Objects.requireNonNull(draft.code));
                removed = List.of(held.code());
                discounts.put(held.renamed(created.get(0)));
            }
            log.done(mutation, call, discount, created, removed);
            return Payload.of(node(discount), Shown.node(discount), List.of());
        });
    }

    private static void contradictions(Input input, Call call) {
        ContextDraft.check(input, call);
        WorthDraft.contradictions(input.input("customerGets").input("value"));
        ItemsDraft.contradictions(input.input("customerGets").input("items"));
        ItemsDraft.contradictions(input.input("customerBuys").input("items"));
        Input countries = input.input("destination").input("countries");
        if (countries.texts("add").stream().anyMatch(countries.texts("remove")::contains)) {
            throw new TopLevelError("BAD_REQUEST", "A country code is present in `add` and `remove` field");
        }
    }

    private Map<String, Object> refused(
            String mutation, Call call, @Nullable Discount discount, Input input, List<UserError> errors) {
        log.refused(mutation, call, discount, input.text("title"), errors);
        return Payload.errors(errors.toArray(UserError[]::new));
    }

    private static String node(Discount discount) {
        return discount.automatic ? "automaticDiscountNode" : "codeDiscountNode";
    }

    /** Ends are forgotten: what is activated runs for ever. */
    private Discount activated(Discount before) {
        if (before.status(shop.now()) == Discount.Status.ACTIVE) {
            return before;
        }
        Discount discount = before.copy();
        discount.endsAt = null;
        discount.startsAt = Math.min(discount.startsAt, shop.now());
        discount.updatedAt = shop.now();
        return discount;
    }

    /** Beginnings too, where they were still to come. */
    private Discount deactivated(Discount before) {
        if (before.status(shop.now()) == Discount.Status.EXPIRED) {
            return before;
        }
        Discount discount = before.copy();
        discount.endsAt = shop.now();
        discount.startsAt = Math.min(discount.startsAt, shop.now());
        discount.updatedAt = shop.now();
        return discount;
    }

    Map<String, Object> activate(String mutation, boolean automatic, String id, Call call) {
        return switched(mutation, automatic, id, call, this::activated);
    }

    Map<String, Object> deactivate(String mutation, boolean automatic, String id, Call call) {
        return switched(mutation, automatic, id, call, this::deactivated);
    }

    private Map<String, Object> switched(
            String mutation, boolean automatic, String id, Call call, UnaryOperator<Discount> change) {
        return shop.write(() -> {
            Discount before = automatic ? discounts.automatic(id) : discounts.code(id);
            if (before == null) {
                return unknown(mutation, automatic, call);
            }
            Discount now = change.apply(before);
            if (now == before) {
                return Payload.of(node(before), Shown.node(before), List.of());
            }
            if (automatic && DiscountDraft.tooMany(discounts, now)) {
                List<UserError> errors = List.of(UserError.at("ACTIVE_PERIOD_OVERLAP", DiscountDraft.OVERLAP, "id"));
                log.refused(mutation, call, before, before.title, errors);
                return Payload.of(node(before), Shown.node(before), errors);
            }
            discounts.put(now);
            log.done(mutation, call, now, List.of(), List.of());
            return Payload.of(node(now), Shown.node(now), List.of());
        });
    }

    Map<String, Object> delete(String mutation, boolean automatic, String id, Call call) {
        return shop.write(() -> {
            Discount gone = automatic ? discounts.automatic(id) : discounts.code(id);
            if (gone == null) {
                return unknown(mutation, automatic, call);
            }
            delete(mutation, gone, call);
            return Payload.of(
                    automatic ? "deletedAutomaticDiscountId" : "deletedCodeDiscountId", gone.gid(), List.of());
        });
    }

    private void delete(String mutation, Discount gone, Call call) {
        List<String> removed =
                discounts.codesOf(gone).stream().map(RedeemCode::code).toList();
        discounts.remove(gone);
        log.done(mutation, call, gone, List.of(), removed);
    }

    private Map<String, Object> unknown(String mutation, boolean automatic, Call call) {
        List<UserError> errors = List.of(
                UserError.at("INVALID", (automatic ? "Automatic" : "Code") + " discount does not exist.", "id"));
        log.refused(mutation, call, null, null, errors);
        return Payload.errors(errors.get(0));
    }

    /** The same to many: those that are there and are what the mutation is about. */
    void activate(String mutation, List<Discount> chosen, Call call) {
        each(mutation, chosen, call, this::activated);
    }

    void deactivate(String mutation, List<Discount> chosen, Call call) {
        each(mutation, chosen, call, this::deactivated);
    }

    private void each(String mutation, List<Discount> chosen, Call call, UnaryOperator<Discount> change) {
        for (Discount each : chosen) {
            shop.write(() -> {
                Discount held = discounts.get(each.id);
                Discount now = held == null ? null : change.apply(held);
                if (now != null && now != held) {
                    discounts.put(now);
                    log.done(mutation, call, now, List.of(), List.of());
                }
                return true;
            });
        }
    }

    void delete(String mutation, List<Discount> chosen, Call call) {
        for (Discount each : chosen) {
            shop.write(() -> {
                Discount held = discounts.get(each.id);
                if (held != null) {
                    delete(mutation, held, call);
                }
                return true;
            });
        }
    }

    /** All tags or none, as the limits say. */
    Map<String, Object> tags(String gid, UnaryOperator<List<String>> change) {
        return shop.write(() -> {
            Discount before = discounts.discount(gid);
            if (before == null) {
                return Payload.errors(new UserError(List.of("id"), "Discount does not exist", null));
            }
            Discount now = before.copy();
            now.tags = change.apply(before.tags);
            List<UserError> faults = DiscountDraft.faults(now.tags);
            if (!faults.isEmpty()) {
                return Payload.errors(faults.toArray(UserError[]::new));
            }
            now.updatedAt = shop.now();
            discounts.put(now);
            return Payload.of("node", Shown.node(now), List.of());
        });
    }
}
