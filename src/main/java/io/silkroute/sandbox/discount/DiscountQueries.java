package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.Wiring;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The fields of QueryRoot that find discounts. */
final class DiscountQueries {
    private final Discounts discounts;
    private final Settings settings;
    private final RedeemCodeMutations codes;
    private final DiscountSearch search;

    DiscountQueries(Discounts discounts, Settings settings, RedeemCodeMutations codes) {
        this.discounts = discounts;
        this.settings = settings;
        this.codes = codes;
        this.search = new DiscountSearch(discounts);
    }

    void wire(Wiring wiring, String scope) {
        wiring.node(Discount.CODE, scope, (gid, call) -> shown(discounts.code(gid), Shown::node));
        wiring.node(Discount.AUTOMATIC, scope, (gid, call) -> shown(discounts.automatic(gid), Shown::node));
        wiring.node("DiscountRedeemCodeBulkCreation", scope, (gid, call) -> creation(gid));
        wiring.query(
                "discountNode", scope, (args, call) -> shown(discounts.discount(args.text("id", "")), Shown::anyNode));
        wiring.query(
                "codeDiscountNode", scope, (args, call) -> shown(discounts.code(args.text("id", "")), Shown::node));
        wiring.query(
                "automaticDiscountNode",
                scope,
                (args, call) -> shown(discounts.automatic(args.text("id", "")), Shown::node));
        wiring.query(
                "codeDiscountNodeByCode", scope, (args, call) -> shown(byCode(args.text("code", "")), Shown::node));
        wiring.searches("discountNodes", fields(null));
        wiring.searches("discountNodesCount", fields(null));
        wiring.searches("codeDiscountNodes", fields(false));
        wiring.searches("automaticDiscountNodes", fields(true));
        wiring.query("discountNodes", scope, (args, call) -> page(args, null, Shown::anyNode));
        wiring.query("codeDiscountNodes", scope, (args, call) -> page(args, false, Shown::node));
        wiring.query("automaticDiscountNodes", scope, (args, call) -> page(args, true, Shown::node));
        wiring.query("discountNodesCount", scope, (args, call) -> count(args));
        wiring.query("discountRedeemCodeBulkCreation", scope, (args, call) -> creation(args.text("id", "")));
    }

    private static @Nullable Shown shown(@Nullable Discount discount, Function<Discount, Shown> as) {
        return discount == null ? null : as.apply(discount);
    }

    /** Sees a write at once, unlike a search. */
    private @Nullable Discount byCode(String code) {
        RedeemCode found = discounts.redeemCode(code);
        return found == null ? null : discounts.get(found.discount());
    }

    private @Nullable RedeemCodeCreation creation(String gid) {
        return codes.creation(Gid.number(gid, "DiscountRedeemCodeBulkCreation"));
    }

    private static Set<String> fields(@Nullable Boolean automatic) {
        return automatic == null
                ? DiscountSearch.FIELDS
                : automatic ? DiscountSearch.OF_AUTOMATIC : DiscountSearch.OF_CODES;
    }

    private Predicate<Discount> matches(Input args, @Nullable Boolean automatic) {
        String query = args.text("query");
        Predicate<Discount> matches = search.discounts(SearchQuery.parse(query), fields(automatic));
        long oldest = discounts.shop.now() - settings.search.toMillis();
        boolean lags = query != null && !settings.search.isZero();
        return discount -> (automatic == null || discount.automatic == automatic)
                && (!lags || discount.createdAt <= oldest)
                && matches.test(discount);
    }

    private Page page(Input args, @Nullable Boolean automatic, Function<Discount, Shown> as) {
        Comparator<Discount> order =
                switch (args.text("sortKey", automatic != null && automatic ? "CREATED_AT" : "ID")) {
                    case "CREATED_AT" -> Comparator.comparing(discount -> discount.createdAt);
                    case "UPDATED_AT" -> Comparator.comparing(discount -> discount.updatedAt);
                    case "STARTS_AT" -> Comparator.comparing(discount -> discount.startsAt);
                    case "ENDS_AT" ->
                        Comparator.comparing(discount -> discount.endsAt == null ? Long.MAX_VALUE : discount.endsAt);
                    case "TITLE" -> Comparator.comparing(discount -> discount.title);
                    default -> Comparator.comparing(Discount::id);
                };
        List<Discount> found = discounts.all().values().stream()
                .filter(matches(args, automatic))
                .sorted(order.thenComparing(Discount::id))
                .toList();
        return Page.of(found, Discount::id, args).mapped(node -> as.apply((Discount) node));
    }

    private Map<String, Object> count(Input args) {
        long count =
                discounts.all().values().stream().filter(matches(args, null)).count();
        int limit = args.number("limit", 10_000);
        return Map.of("count", (int) Math.min(count, limit), "precision", count > limit ? "AT_LEAST" : "EXACT");
    }
}
