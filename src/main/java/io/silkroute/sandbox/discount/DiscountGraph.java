package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.discount.term.Buys;
import io.silkroute.sandbox.discount.term.Destination;
import io.silkroute.sandbox.discount.term.Kind;
import io.silkroute.sandbox.discount.term.Minimum;
import io.silkroute.sandbox.discount.term.Selection;
import io.silkroute.sandbox.discount.term.Worth;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.Typed;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.metafield.MetafieldGraph;
import io.silkroute.sandbox.shop.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How discounts and codes are read. */
final class DiscountGraph {
    private static final String READ_CUSTOMERS = "read_customers";

    private final Discounts discounts;
    private final Customers customers;

    DiscountGraph(Discounts discounts, Customers customers) {
        this.discounts = discounts;
        this.customers = customers;
    }

    void wire(Wiring wiring) {
        node(wiring, Discount.CODE, "codeDiscount");
        node(wiring, Discount.AUTOMATIC, "automaticDiscount");
        node(wiring, "DiscountNode", "discount");
        for (Kind kind : Kind.values()) {
            fields(wiring, kind, true);
            fields(wiring, kind, false);
        }
        wiring.<Items>on("DiscountProducts")
                .read("products", (items, args) -> owners(items.selection().products(), args))
                .read(
                        "productVariants",
                        (items, args) -> owners(items.selection().variants(), args));
        wiring.<Items>on("DiscountCollections")
                .read("collections", (items, args) -> owners(items.selection().collections(), args));
        wiring.<Items>on("AllDiscountItems").get("allItems", items -> true);
        wiring.<Map<String, Object>>on("DiscountCustomers")
                .guarded("customers", READ_CUSTOMERS, (context, args, call) -> context.get("customers"));
        wiring.<Map<String, Object>>on("DiscountCustomerSegments")
                .guarded("segments", READ_CUSTOMERS, (context, args, call) -> context.get("segments"));
        wiring.on("DiscountMarkets").read("markets", (none, args) -> Page.of(List.<Discount>of(), Discount::id, args));
        wiring.object("DiscountRedeemCode", RedeemCode.class)
                .get("id", RedeemCode::gid)
                .get("code", RedeemCode::code)
                .get("asyncUsageCount", code -> (int) code.counted())
                .get("createdBy", code -> app(code.createdBy()));
        wiring.object("DiscountRedeemCodeBulkCreation", RedeemCodeCreation.class)
                .get("id", RedeemCodeCreation::gid)
                .get("createdAt", creation -> Times.of(creation.createdAt()))
                .get("done", RedeemCodeCreation::done)
                .get("codesCount", creation -> creation.entries().size())
                .get("importedCount", creation -> (int) creation.imported())
                .get("failedCount", creation -> (int) creation.failed())
                .get("discountCode", creation -> discountOf(creation))
                .read("codes", (creation, args) -> entries(creation, args));
    }

    private static @Nullable Map<String, Object> app(@Nullable String title) {
        if (title == null) {
            return null;
        }
        boolean own = title.equals("connector");
        return Map.of(
                "__typename",
                "App",
                "id",
                Gid.of("App", own ? 1 : 2),
                "title",
                title,
                "handle",
                own ? "silkroute" : title,
                "apiKey",
                "sandbox");
    }

    private @Nullable Shown discountOf(RedeemCodeCreation creation) {
        Discount found = discounts.get(creation.discount());
        return found == null ? null : Shown.node(found);
    }

    private Page entries(RedeemCodeCreation creation, Input args) {
        List<RedeemCodeCreation.Entry> entries = creation.entries();
        List<Map<String, Object>> told = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            RedeemCodeCreation.Entry entry = entries.get(i);
            Map<String, Object> each = new HashMap<>();
            each.put("index", i + 1L);
            each.put("code", entry.code());
            RedeemCode made = entry.redeemCode() == null ? null : discounts.redeemCode(entry.redeemCode());
            if (made != null) {
                each.put("discountRedeemCode", made);
            }
            each.put(
                    "errors",
                    entry.error() == null ? List.of() : List.of(new UserError(List.of("code"), entry.error(), null)));
            told.add(each);
        }
        return Page.of(told, each -> (Long) Objects.requireNonNull(each.get("index")), args);
    }

    private static void node(Wiring wiring, String type, String itself) {
        Wiring.Type<Shown> node = wiring.<Shown>on(type)
                .get("id", shown -> shown.discount().gid())
                .get(itself, shown -> Shown.itself(shown.discount()));
        MetafieldGraph.wire(node, Shown::discount);
    }

    private void fields(Wiring wiring, Kind kind, boolean automatic) {
        Wiring.Type<Shown> type = wiring.on((automatic ? "DiscountAutomatic" : "DiscountCode") + kind.suffix);
        read(type, "title", d -> d.title);
        read(type, "status", d -> d.status(discounts.shop.now()).name());
        read(type, "startsAt", d -> Times.of(d.startsAt));
        read(type, "endsAt", d -> d.endsAt == null ? null : Times.of(d.endsAt));
        read(type, "createdAt", d -> Times.of(d.createdAt));
        read(type, "updatedAt", d -> Times.of(d.updatedAt));
        read(type, "tags", d -> d.tags);
        read(type, "asyncUsageCount", d -> (int) d.counted);
        read(type, "discountClasses", d -> List.of(d.discountClass()));
        read(type, "summary", this::summary);
        read(type, "shortSummary", this::summary);
        read(type, "combinesWith", DiscountGraph::combines);
        read(type, "context", this::context);
        read(type, "minimumRequirement", this::minimum);
        read(type, "recurringCycleLimit", d -> 1);
        read(type, "customerGets", this::gets);
        read(type, "totalSales", d -> money(d.sales));
        read(type, "appliesOncePerCustomer", d -> d.oncePerCustomer);
        read(type, "usageLimit", d -> d.usageLimit);
        read(type, "codesCount", d -> Map.of("count", discounts.countOfCodes(d), "precision", "EXACT"));
        type.read("codes", (shown, args) -> codes(shown.discount(), args));
        read(type, "usesPerOrderLimit", d -> d.usesPerOrder);
        read(type, "customerBuys", this::buys);
        read(type, "appliesOnOneTimePurchase", d -> true);
        read(type, "appliesOnSubscription", d -> false);
        read(type, "destinationSelection", DiscountGraph::destination);
        read(type, "maximumShippingPrice", d -> d.mostShipping == null ? null : money(d.mostShipping));
    }

    private interface Field {
        @Nullable
        Object of(Discount discount);
    }

    private static void read(Wiring.Type<Shown> type, String field, Field read) {
        type.get(field, shown -> read.of(shown.discount()));
    }

    private Map<String, Object> money(String amount) {
        return Money.of(amount, discounts.shop.currency());
    }

    private Page codes(Discount discount, Input args) {
        List<RedeemCode> found = new ArrayList<>(discounts.codesOf(discount));
        found.removeIf(
                DiscountSearch.codes(SearchQuery.parse(args.text("query"))).negate());
        if (args.text("sortKey", "ID").equals("CODE")) {
            found.sort(Comparator.comparing(RedeemCode::key));
        }
        return Page.of(found, RedeemCode::id, args);
    }

    private static Map<String, Object> combines(Discount discount) {
        return Map.of(
                "orderDiscounts",
                discount.combines.order(),
                "productDiscounts",
                discount.combines.product(),
                "shippingDiscounts",
                discount.combines.shipping());
    }

    /** Customers and segments that are gone are not told any longer. */
    private Map<String, Object> context(Discount discount) {
        List<String> ids = discount.context.ids();
        return switch (discount.context.who()) {
            case ALL -> Map.of("__typename", "DiscountBuyerSelectionAll", "all", "ALL");
            case CUSTOMERS ->
                Map.of(
                        "__typename",
                        "DiscountCustomers",
                        "customers",
                        ids.stream()
                                .map(customers::customer)
                                .filter(Objects::nonNull)
                                .toList());
            case SEGMENTS ->
                Map.of(
                        "__typename",
                        "DiscountCustomerSegments",
                        "segments",
                        ids.stream()
                                .map(gid -> customers.segment(Gid.number(gid, "Segment")))
                                .filter(Objects::nonNull)
                                .toList());
        };
    }

    private @Nullable Object minimum(Discount discount) {
        Minimum minimum = discount.minimum;
        if (minimum == null) {
            return null;
        }
        return minimum.subtotal() != null
                ? Map.of(
                        "__typename",
                        "DiscountMinimumSubtotal",
                        "greaterThanOrEqualToSubtotal",
                        money(minimum.subtotal()))
                : Map.of(
                        "__typename",
                        "DiscountMinimumQuantity",
                        "greaterThanOrEqualToQuantity",
                        String.valueOf(minimum.quantity()));
    }

    /** A selection as the type that it is read as. */
    record Items(Selection selection) implements Typed {
        @Override
        public String typename() {
            return selection.all()
                    ? "AllDiscountItems"
                    : selection.collections().isEmpty() ? "DiscountProducts" : "DiscountCollections";
        }
    }

    private Map<String, Object> gets(Discount discount) {
        return Map.of(
                "appliesOnOneTimePurchase",
                true,
                "appliesOnSubscription",
                false,
                "items",
                new Items(discount.gets),
                "value",
                discount.kind == Kind.BXGY ? ofQuantity(discount.worth) : value(discount.worth));
    }

    private Map<String, Object> value(Worth worth) {
        return worth.percentage() != null
                ? Map.of("__typename", "DiscountPercentage", "percentage", worth.percentage())
                : Map.of(
                        "__typename",
                        "DiscountAmount",
                        "amount",
                        money(Objects.requireNonNullElse(worth.amount(), "0")),
                        "appliesOnEachItem",
                        worth.each());
    }

    private Map<String, Object> ofQuantity(Worth worth) {
        return Map.of(
                "__typename",
                "DiscountOnQuantity",
                "quantity",
                Map.of("quantity", String.valueOf(worth.quantity())),
                "effect",
                value(worth));
    }

    private @Nullable Object buys(Discount discount) {
        Buys buys = discount.buys;
        if (buys == null) {
            return null;
        }
        return Map.of(
                "isOneTimePurchase",
                true,
                "isSubscription",
                false,
                "items",
                new Items(buys.items()),
                "value",
                buys.quantity() != null
                        ? Map.of("__typename", "DiscountQuantity", "quantity", String.valueOf(buys.quantity()))
                        : Map.of(
                                "__typename",
                                "DiscountPurchaseAmount",
                                "amount",
                                decimal(Objects.requireNonNullElse(buys.amount(), "0"))));
    }

    private static String decimal(String amount) {
        BigDecimal plain = new BigDecimal(amount).stripTrailingZeros();
        return plain.setScale(Math.max(1, plain.scale())).toPlainString();
    }

    private static @Nullable Object destination(Discount discount) {
        Destination to = discount.destination;
        if (to == null) {
            return null;
        }
        return to.all()
                ? Map.of("__typename", "DiscountCountryAll", "allCountries", true)
                : Map.of(
                        "__typename",
                        "DiscountCountries",
                        "countries",
                        to.countries(),
                        "includeRestOfWorld",
                        to.restOfWorld());
    }

    private Page owners(List<String> gids, Input args) {
        List<Map.Entry<Long, Object>> found = new ArrayList<>();
        for (String gid : gids) {
            Object source = discounts.metafields.source(gid);
            if (source != null) {
                found.add(Map.entry(Gid.number(gid, Gid.type(gid)), source));
            }
        }
        return Page.of(found, Map.Entry::getKey, args).mapped(entry -> ((Map.Entry<?, ?>) entry).getValue());
    }

    /** In few words what it does. */
    String summary(Discount discount) {
        String off = switch (discount.kind) {
            case FREE_SHIPPING -> "Free shipping";
            case BXGY ->
                "Buy " + (discount.buys == null ? "" : items(discount.buys)) + ", get " + discount.worth.quantity()
                        + " at " + off(discount.worth);
            case BASIC -> off(discount.worth);
        };
        String on = discount.kind != Kind.BASIC ? "" : " " + scope(discount.gets);
        Minimum minimum = discount.minimum;
        String least = minimum == null
                ? ""
                : minimum.subtotal() != null
                        ? " • Minimum purchase of " + minimum.subtotal()
                        : " • Minimum quantity of " + minimum.quantity();
        return off + on + least + (discount.oncePerCustomer ? " • One use per customer" : "");
    }

    private static String items(Buys buys) {
        return buys.quantity() != null ? buys.quantity() + " items" : "items for " + buys.amount();
    }

    private String off(Worth worth) {
        return worth.percentage() != null
                ? new BigDecimal(worth.percentage().toString())
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "% off"
                : worth.amount() + " " + discounts.shop.currency().getCurrencyCode() + " off";
    }

    private static String scope(Selection items) {
        if (items.all()) {
            return "entire order";
        }
        int products = items.products().size() + items.variants().size();
        int collections = items.collections().size();
        return collections > 0
                ? collections + (collections == 1 ? " collection" : " collections")
                : products + (products == 1 ? " product" : " products");
    }
}
