package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.discount.term.Selection;
import io.silkroute.sandbox.discount.term.Worth;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.tag.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Discounts as somebody else in the shop makes and deletes them, and what goes slowly or wrong with them. */
final class DiscountControl {
    private static final Set<String> FIELDS = Set.of(
            "title",
            "method",
            "code",
            "codes",
            "percentage",
            "amount",
            "startsAt",
            "endsAt",
            "tags",
            "usageLimit",
            "oncePerCustomer");

    private final Shop shop;
    private final Discounts discounts;
    private final Settings settings;
    private final WriteLog log;

    DiscountControl(Discounts discounts, Settings settings, WriteLog log) {
        this.shop = discounts.shop;
        this.discounts = discounts;
        this.settings = settings;
        this.log = log;
    }

    Map<String, Consumer<JsonNode>> controls() {
        return Map.of(
                "discounts", wanted -> each(wanted, this::make),
                "deletedDiscounts", wanted -> each(wanted, gone -> discounts.remove(named(gone.asString("")))),
                "usageLag", wanted -> discounts.lag(wanted.asBoolean(false)),
                "discountJobs", this::jobs,
                "discountSearchLag", wanted -> settings.search = millis("discountSearchLag", wanted),
                "shipsTo", this::shipsTo);
    }

    private void each(JsonNode wanted, Consumer<JsonNode> one) {
        shop.write(() -> {
            wanted.forEach(one);
            return true;
        });
    }

    private static Duration millis(String name, JsonNode wanted) {
        long millis = wanted.asLong(-1);
        if (millis < 0) {
            throw new IllegalArgumentException(name + " is a number of milliseconds");
        }
        return Duration.ofMillis(millis);
    }

    private void jobs(JsonNode wanted) {
        for (String name : wanted.propertyNames()) {
            if (!Set.of("millis", "refuse").contains(name)) {
                throw new IllegalArgumentException("discountJobs: " + name + " is none of millis and refuse");
            }
        }
        if (wanted.has("millis")) {
            settings.jobs = millis("discountJobs.millis", wanted.path("millis"));
        }
        if (wanted.has("refuse")) {
            String refuse = wanted.path("refuse").asString("");
            settings.refused = refuse.isEmpty() ? null : Pattern.compile(refuse);
        }
    }

    private void shipsTo(JsonNode wanted) {
        Set<String> countries = new HashSet<>();
        wanted.forEach(country -> countries.add(country.asString("")));
        settings.shipTo(countries.isEmpty() ? null : countries);
    }

    private void make(JsonNode entry) {
        for (String field : entry.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("discounts: " + field + " is none of " + FIELDS);
            }
        }
        Discount discount = new Discount();
        discount.automatic = entry.path("method").asString("code").equals("automatic");
        List<String> codes = codes(entry, discount.automatic);
        discount.title = entry.path("title").asString(codes.isEmpty() ? "Discount" : codes.get(0));
        discount.gets = Selection.ALL;
        discount.worth = entry.has("amount")
                ? new Worth(null, entry.path("amount").asString(""), false, null)
                : new Worth(entry.path("percentage").asDouble(0.1), null, false, null);
        discount.startsAt = millis(entry, "startsAt", shop.now());
        discount.endsAt = entry.has("endsAt") ? (Long) millis(entry, "endsAt", 0) : null;
        discount.usageLimit =
                entry.has("usageLimit") ? (Integer) entry.path("usageLimit").asInt(0) : null;
        discount.oncePerCustomer = entry.path("oncePerCustomer").asBoolean(false);
        discount.tags = Tags.clean(
                entry.path("tags").valueStream().map(tag -> tag.asString("")).toList());
        discount.id = shop.nextId();
        discount.createdAt = shop.now();
        discount.updatedAt = shop.now();
        discounts.put(discount);
        codes.forEach(code -> discounts.add(discount, code, null));
        log.note("control", null, discount, discount.title, codes, List.of(), List.of());
    }

    private List<String> codes(JsonNode entry, boolean automatic) {
        List<String> codes = new ArrayList<>();
        if (entry.has("code")) {
            codes.add(entry.path("code").asString(""));
        }
        entry.path("codes").forEach(code -> codes.add(code.asString("")));
        if (codes.isEmpty() != automatic) {
            throw new IllegalArgumentException("discounts: a code discount has a code, an automatic one has none");
        }
        for (String code : codes) {
            if (DiscountDraft.fault(code) != null || discounts.redeemCode(code) != null) {
                throw new IllegalArgumentException("discounts: " + code + " cannot be a code, or is one already");
            }
        }
        return codes;
    }

    private static long millis(JsonNode entry, String field, long otherwise) {
        return entry.has(field) ? DiscountDraft.millis(entry.path(field).asString("")) : otherwise;
    }

    /** By its id, one of its codes or its title. */
    private Discount named(String name) {
        RedeemCode code = discounts.redeemCode(name);
        Discount found = code != null ? discounts.get(code.discount()) : discounts.discount(name);
        return found != null ? found : titled(name);
    }

    private Discount titled(String title) {
        @Nullable
        Discount found = discounts.all().values().stream()
                .filter(discount -> discount.title.equals(title))
                .findFirst()
                .orElse(null);
        if (found == null) {
            throw new IllegalArgumentException("no discount is " + title);
        }
        return found;
    }
}
