package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.discount.term.Buys;
import io.silkroute.sandbox.discount.term.Combines;
import io.silkroute.sandbox.discount.term.Destination;
import io.silkroute.sandbox.discount.term.Kind;
import io.silkroute.sandbox.discount.term.Minimum;
import io.silkroute.sandbox.discount.term.Selection;
import io.silkroute.sandbox.discount.term.Worth;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.tag.Tags;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A discount after an input, and why it is refused. What stands at the top of an input and is left out stays as it is;
 * an object within it is replaced as a whole, so that what is left out of that falls back to its default; selections are
 * differences.
 */
final class DiscountDraft {
    static final int MOST_ACTIVE = 25;
    private static final int LONGEST = 255;
    private static final int MOST_TAGS = 5;
    private static final BigDecimal LARGEST = new BigDecimal("1000000000000000000");

    private final Discounts discounts;
    private final Settings settings;
    private final Input input;
    private final @Nullable Discount before;
    final Discount now;
    private final Refusals refusals;

    /** The code it is to have from now on, null: as before. */
    @Nullable
    String code;

    private DiscountDraft(
            Discounts discounts,
            Settings settings,
            String argument,
            Input input,
            @Nullable Discount before,
            Discount now) {
        this.discounts = discounts;
        this.settings = settings;
        this.input = input;
        this.before = before;
        this.now = now;
        this.refusals = new Refusals(argument);
    }

    /** @param before null: it is made */
    static DiscountDraft of(Discounts discounts, Settings settings, Type type, Input input, @Nullable Discount before) {
        Discount now = before == null ? new Discount() : before.copy();
        now.automatic = type.automatic();
        now.kind = type.kind();
        return new DiscountDraft(discounts, settings, type.argument(), input, before, now);
    }

    /** What the input is: the method and kind it makes a discount of, and the name of its argument. */
    record Type(boolean automatic, Kind kind, String argument) {}

    List<UserError> errors() {
        return refusals.errors();
    }

    void apply() {
        // In the order in which Shopify looks.
        boolean selfCombining = combines();
        if (now.kind == Kind.BXGY && input.input("customerGets").input("items").flag("all", false)) {
            refusals.add("INVALID", "Items in 'customer get' cannot be set to all", "customerGets");
        }
        title(now.automatic && selfCombining);
        if (!now.automatic) {
            code();
        }
        dates();
        now.context =
                new ContextDraft(settings.customers(), refusals).after(before == null ? null : before.context, input);
        if (now.kind == Kind.FREE_SHIPPING) {
            shipping();
        } else {
            gets();
        }
        if (now.kind == Kind.BXGY) {
            buys();
        } else {
            now.buys = null;
            now.usesPerOrder = null;
            minimum();
        }
        subscriptions();
        limits();
        tags();
        if (refusals.isEmpty() && now.automatic) {
            overlap();
        }
    }

    private boolean combines() {
        if (!input.has("combinesWith")) {
            return false;
        }
        Input given = input.input("combinesWith");
        now.combines = new Combines(
                given.flag("orderDiscounts", false),
                given.flag("productDiscounts", false),
                given.flag("shippingDiscounts", false));
        if (given.given("productDiscountsWithTagsOnSameCartLine")) {
            String field = "productDiscountsWithTagsOnSameCartLine";
            refusals.add(
                    "PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED",
                    "The shop's plan does not allow setting `productDiscountsWithTagsOnSameCartLine`.",
                    "combinesWith",
                    field);
        }
        boolean selfCombining = now.kind == Kind.FREE_SHIPPING && now.combines.shipping();
        if (selfCombining) {
            refusals.add(
                    "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS",
                    "The combinesWith settings are not valid for the discount class.",
                    "combinesWith");
        }
        return selfCombining;
    }

    private void title(boolean unlooked) {
        if (before == null || input.has("title")) {
            now.title = input.text("title", "");
        }
        if (unlooked) {
            return;
        }
        if (now.title.isBlank()) {
            refusals.add("BLANK", "Title can't be blank", "title");
        } else if (now.title.codePointCount(0, now.title.length()) > LONGEST) {
            refusals.add("TOO_LONG", "Title is too long (maximum is 255 characters)", "title");
        } else if (now.automatic && taken(now.title)) {
            refusals.add(null, "Title must be unique for automatic discount.", "title");
        }
    }

    private boolean taken(String title) {
        return discounts.all().values().stream()
                .anyMatch(other -> other.automatic
                        && other.id != now.id
                        && other.title.strip().equalsIgnoreCase(title.strip()));
    }

    private void code() {
        if (before != null && !input.has("code")) {
            return;
        }
        String wanted = input.text("code");
        if (wanted == null) {
            refusals.add("BLANK", "Code can't be blank", "code");
            return;
        }
        String fault = fault(wanted);
        if (fault != null) {
            refusals.add(
                    wanted.isEmpty()
                            ? "TOO_SHORT"
                            : wanted.isBlank() ? "BLANK" : fault.contains("newline") ? "INVALID" : "TOO_LONG",
                    fault,
                    "code");
            return;
        }
        RedeemCode holder = discounts.redeemCode(wanted);
        if (holder != null && (before == null || holder.discount() != before.id)) {
            refusals.add("TAKEN", "Code must be unique. Please try a different code.", "code");
            return;
        }
        code = wanted.strip();
    }

    /** What is wrong with a code by itself, null when nothing is. */
    static @Nullable String fault(String code) {
        if (code.isEmpty()) {
            return "Code is too short (minimum is 1 character)";
        }
        if (code.indexOf('\n') >= 0 || code.indexOf('\r') >= 0) {
            return "Code cannot contain newline characters.";
        }
        if (code.isBlank()) {
            return "Code can't be blank";
        }
        return code.codePointCount(0, code.length()) > LONGEST ? "Code is too long (maximum is 255 characters)" : null;
    }

    private void dates() {
        if (before == null || input.has("startsAt")) {
            if (input.given("startsAt")) {
                now.startsAt = millis(input.text("startsAt", ""));
            } else {
                refusals.add("BLANK", "Starts at can't be blank", "startsAt");
                return;
            }
        }
        if (input.has("endsAt")) {
            now.endsAt = input.given("endsAt") ? (Long) millis(input.text("endsAt", "")) : null;
        }
        boolean touched = before == null || input.has("startsAt") || input.has("endsAt");
        if (touched && now.endsAt != null && now.endsAt <= now.startsAt) {
            refusals.add("INVALID", "Ends at needs to be after starts_at", "endsAt");
        }
    }

    /** A time without an offset is one of the shop's zone, which is UTC. */
    static long millis(String text) {
        return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                        instanceof OffsetDateTime time
                ? time.toInstant().toEpochMilli()
                : LocalDateTime.parse(text, DateTimeFormatter.ISO_DATE_TIME)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
    }

    private void gets() {
        boolean other = before == null || before.kind != now.kind;
        Input gets = input.optional("customerGets");
        if (gets == null) {
            if (other) {
                refusals.add("BLANK", "Discount value must be defined.", "customerGets", "value");
            }
            return;
        }
        now.destination = null;
        now.mostShipping = null;
        Input value = gets.optional("value");
        if (value == null) {
            refusals.add("BLANK", "Discount value must be defined.", "customerGets", "value");
        } else {
            WorthDraft worth = new WorthDraft(refusals, now);
            now.worth = now.kind == Kind.BXGY ? worth.ofQuantity(value) : worth.basic(value);
        }
        if (now.kind == Kind.BXGY) {
            for (String field : List.of("appliesOnSubscription", "appliesOnOneTimePurchase")) {
                if (gets.given(field)) {
                    refusals.add(
                            "INVALID",
                            now.automatic
                                    ? "This field is not supported by automatic bxgy discounts."
                                    : "This field is not supported by bxgy discounts.",
                            "customerGets",
                            field);
                }
            }
        }
        if (gets.given("items")) {
            now.gets = new ItemsDraft(discounts.metafields, refusals, List.of("customerGets", "items"))
                    .after(before == null ? null : before.gets, gets.input("items"));
        }
        if (now.gets.isEmpty() && refusals.isEmpty()) {
            refusals.add("BLANK", "Items in 'customer get' must be defined", "customerGets", "items");
        }
    }

    private void buys() {
        now.minimum = null;
        Buys held = before == null || before.buys == null ? new Buys(Selection.NOTHING, null, null) : before.buys;
        Input buys = input.optional("customerBuys");
        if (buys == null) {
            if (held.items().isEmpty()) {
                refusals.add("BLANK", "Items in 'customer buys' must be defined", "customerBuys", "items");
            }
            return;
        }
        Selection items = held.items();
        if (buys.given("items")) {
            if (buys.input("items").flag("all", false)) {
                refusals.add("BLANK", "Items in 'customer buys' must be defined", "customerBuys", "items");
                return;
            }
            items = new ItemsDraft(discounts.metafields, refusals, List.of("customerBuys", "items"))
                    .after(held.items(), buys.input("items"));
        }
        if (items.isEmpty() && refusals.isEmpty()) {
            refusals.add("BLANK", "Items in 'customer buys' must be defined", "customerBuys", "items");
        }
        if (buys.flag("isSubscription", false) || !buys.flag("isOneTimePurchase", true)) {
            refusals.add("INVALID", "Is subscription is not permitted for this shop.", "customerBuys");
        }
        Input value = buys.input("value");
        if (value.given("quantity") == value.given("amount")) {
            refusals.add(
                    value.given("quantity") ? "CONFLICT" : "BLANK",
                    value.given("quantity")
                            ? "Quantity cannot be defined when amount is."
                            : "Value in 'customer buys' must be defined",
                    "customerBuys",
                    "value");
            return;
        }
        Long quantity = WorthDraft.quantity(value.text("quantity"));
        if (quantity != null && (quantity < 1 || quantity >= Integer.MAX_VALUE)) {
            refusals.add(
                    quantity < 1 ? "GREATER_THAN" : "LESS_THAN",
                    quantity < 1 ? "Quantity must be greater than 0" : "Quantity must be less than 2147483647",
                    "customerBuys",
                    "value",
                    "quantity");
        }
        now.buys = new Buys(items, quantity, value.text("amount"));
    }

    private void shipping() {
        now.gets = Selection.ALL;
        now.worth = Worth.NOTHING;
        Destination held = before == null || before.destination == null ? Destination.EVERYWHERE : before.destination;
        now.destination = held;
        Input given = input.optional("destination");
        if (given != null) {
            now.destination = destination(held, given);
        }
        if (input.has("maximumShippingPrice")) {
            now.mostShipping = input.text("maximumShippingPrice");
            if (now.mostShipping != null && new BigDecimal(now.mostShipping).signum() < 0) {
                refusals.add(
                        "GREATER_THAN_OR_EQUAL_TO",
                        "Maximum shipping price must be greater than or equal to 0",
                        "maximumShippingPrice");
            }
        }
    }

    private Destination destination(Destination held, Input given) {
        if (given.flag("all", false)) {
            return Destination.EVERYWHERE;
        }
        Input countries = given.input("countries");
        Set<String> after = new LinkedHashSet<>(held.countries());
        // Countries that the shop does not ship to are dropped without a word.
        countries.texts("add").stream().filter(settings::shipsTo).forEach(after::add);
        countries.texts("remove").forEach(after::remove);
        boolean rest = countries.flag("includeRestOfWorld", false);
        return new Destination(false, new ArrayList<>(after), rest);
    }

    private void minimum() {
        if (!input.has("minimumRequirement")) {
            return;
        }
        Input given = input.input("minimumRequirement");
        String quantity = given.input("quantity").text("greaterThanOrEqualToQuantity");
        String subtotal = given.input("subtotal").text("greaterThanOrEqualToSubtotal");
        if (quantity != null && subtotal != null) {
            refusals.add(
                    "CONFLICT",
                    "Minimum subtotal cannot be defined when minimum quantity is.",
                    "minimumRequirement",
                    "subtotal",
                    "greaterThanOrEqualToSubtotal");
            refusals.add(
                    "CONFLICT",
                    "Minimum quantity cannot be defined when minimum subtotal is.",
                    "minimumRequirement",
                    "quantity",
                    "greaterThanOrEqualToQuantity");
            return;
        }
        Long items = WorthDraft.quantity(quantity);
        if (items != null && items >= Integer.MAX_VALUE) {
            refusals.add(
                    "LESS_THAN",
                    "Minimum quantity must be less than 2147483647",
                    "minimumRequirement",
                    "quantity",
                    "greaterThanOrEqualToQuantity");
        }
        if (subtotal != null && new BigDecimal(subtotal).compareTo(LARGEST) >= 0) {
            refusals.add(
                    "LESS_THAN",
                    "Minimum subtotal must be less than 1000000000000000000",
                    "minimumRequirement",
                    "subtotal",
                    "greaterThanOrEqualToSubtotal");
        }
        now.minimum = items == null && subtotal == null ? null : new Minimum(items, subtotal);
    }

    /** The shop sells no subscriptions, and so lets nothing be said of them. */
    private void subscriptions() {
        if (now.kind == Kind.BASIC) {
            Input gets = input.input("customerGets");
            forbid(
                    gets.has("appliesOnSubscription"),
                    "Customer gets applies on subscription",
                    "customerGets",
                    "appliesOnSubscription");
            forbid(
                    gets.has("appliesOnOneTimePurchase"),
                    "Customer gets applies on one time purchase",
                    "customerGets",
                    "appliesOnOneTimePurchase");
        }
        forbid(input.has("appliesOnSubscription"), "Applies on subscription", "appliesOnSubscription");
        forbid(input.has("appliesOnOneTimePurchase"), "Applies on one time purchase", "appliesOnOneTimePurchase");
        forbid(input.has("recurringCycleLimit"), "Recurring cycle limit", "recurringCycleLimit");
    }

    private void forbid(boolean given, String label, String... path) {
        if (given) {
            refusals.add("INVALID", label + " is not permitted for this shop.", path);
        }
    }

    private void limits() {
        if (input.has("usageLimit")) {
            now.usageLimit = input.given("usageLimit") ? (Integer) input.number("usageLimit", 0) : null;
            if (now.usageLimit != null && now.usageLimit <= 0) {
                refusals.add("GREATER_THAN", "Usage limit must be greater than 0", "usageLimit");
            }
        }
        if (input.has("appliesOncePerCustomer")) {
            now.oncePerCustomer = input.flag("appliesOncePerCustomer", false);
        }
        if (now.kind == Kind.BXGY && input.has("usesPerOrderLimit")) {
            String limit = input.text("usesPerOrderLimit");
            Long wanted = WorthDraft.quantity(limit);
            if (wanted != null && (wanted < 1 || wanted > Integer.MAX_VALUE)) {
                refusals.add("GREATER_THAN", "Uses per order limit must be greater than 0", "usesPerOrderLimit");
            } else {
                now.usesPerOrder = wanted == null ? null : (Integer) wanted.intValue();
            }
        }
    }

    private void tags() {
        if (!input.has("tags")) {
            return;
        }
        now.tags = Tags.clean(input.texts("tags"));
        for (UserError error : faults(now.tags)) {
            refusals.add(error.code(), error.message(), Objects.requireNonNull(error.field()));
        }
    }

    static List<UserError> faults(List<String> tags) {
        List<UserError> faults = new ArrayList<>();
        if (tags.size() > MOST_TAGS) {
            faults.add(UserError.at("TOO_MANY_TAGS", "The number of tags exceeds the maximum of 5.", "tags"));
        }
        if (tags.stream().anyMatch(tag -> tag.codePointCount(0, tag.length()) > LONGEST)) {
            faults.add(UserError.at(
                    "INVALID_TAG_LENGTH", "The tag title exceeds the maximum length of 255 characters.", "tags"));
        }
        return faults;
    }

    private void overlap() {
        if (tooMany(discounts, now)) {
            refusals.add("ACTIVE_PERIOD_OVERLAP", OVERLAP, "startsAt");
        }
    }

    static final String OVERLAP = String.format(
            Locale.ROOT,
            "The active period overlaps with other automatic discounts. At any given time, only %d automatic discounts"
                    + " can be active.",
            MOST_ACTIVE);

    /** Whether at some time of this one's period more would be active than may be, scheduled ones included. */
    static boolean tooMany(Discounts discounts, Discount wanted) {
        if (wanted.status(discounts.shop.now()) == Discount.Status.EXPIRED) {
            return false;
        }
        List<Discount> others = discounts.all().values().stream()
                .filter(other -> other.automatic && other.id != wanted.id && overlaps(other, wanted))
                .toList();
        // The most are active when one begins.
        return java.util.stream.Stream.concat(
                        others.stream().map(other -> Math.max(other.startsAt, wanted.startsAt)),
                        java.util.stream.Stream.of(wanted.startsAt))
                .anyMatch(time ->
                        others.stream().filter(other -> holds(other, time)).count() >= MOST_ACTIVE);
    }

    private static boolean overlaps(Discount one, Discount other) {
        return (one.endsAt == null || one.endsAt > other.startsAt)
                && (other.endsAt == null || other.endsAt > one.startsAt);
    }

    private static boolean holds(Discount discount, long time) {
        return discount.startsAt <= time && (discount.endsAt == null || time < discount.endsAt);
    }
}
