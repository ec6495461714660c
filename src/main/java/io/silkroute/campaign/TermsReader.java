package io.silkroute.campaign;

import io.silkroute.campaign.Terms.Combinations;
import io.silkroute.campaign.Terms.Eligibility;
import io.silkroute.campaign.Terms.Limits;
import io.silkroute.campaign.Terms.Method;
import io.silkroute.campaign.Terms.Minimum;
import io.silkroute.connector.config.DidYouMean;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a campaign or a code, and says in a sentence each what is wrong with it: a word that is not known would else be
 * a discount for everybody, or for ever.
 */
final class TermsReader {

    private static final int LONGEST_CODE = 255; // shopify.dev: DiscountCodeBasicInput.code
    private static final int LONGEST_ID = 255;
    private static final int MAX_SELECTED = 20_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MAX_AMOUNT = BigDecimal.TEN.pow(18);
    private static final int MAX_DECIMALS = 10;
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int LONGEST_SHOWN = 60;

    private static final Set<String> OF_ITEMS = Set.of(
            "type", "id", "operation", "status", "name", "description", "family", "tags", "attributes", "updated");
    private static final Set<String> OF_BOTH = Set.of(
            "code",
            "value",
            "applies",
            "excludes",
            "eligibility",
            "minimum",
            "limits",
            "combines",
            "starts",
            "ends",
            "active",
            "sync");
    private static final Set<String> KINDS = Set.of("percentage", "amount", "freeShipping", "buy", "get");

    private final ObjectNode item;
    private final List<String> problems = new ArrayList<>();

    TermsReader(ObjectNode item) {
        this.item = item;
    }

    List<String> problems() {
        return problems;
    }

    Terms terms() {
        boolean ofCode = item.path("type").asString("").equals("code");
        known("", item, keys(ofCode), OF_ITEMS);
        Method method = ofCode ? null : method();
        String code = code();
        String campaign = ofCode ? text("campaign", item.path("campaign"), LONGEST_ID) : null;
        if (ofCode && campaign == null && absent(item.path("campaign"))) {
            problem("The code has no \"campaign\": the id of the campaign that it belongs to.");
        }
        if (ofCode && code == null && absent(item.path("code"))) {
            problem("The item has no \"code\": what a customer types at the checkout.");
        }
        if (method == Method.AUTOMATIC && code != null) {
            problem("An automatic campaign has no \"code\"; leave it out, or say \"method\": \"code\".");
        }
        Value value = value(method == Method.AUTOMATIC);
        if (!ofCode && value == null && absent(item.path("value"))) {
            problem("The campaign has no \"value\": say what it grants, such as {\"percentage\": \"15\"}.");
        }
        Instant starts = instant("starts");
        Instant ends = instant("ends");
        if (starts != null && ends != null && !ends.isAfter(starts)) {
            problem("It ends (%s) before it starts (%s).".formatted(ends, starts));
        }
        sync();
        if (ofCode) {
            holder();
        }
        return new Terms(
                method,
                code,
                campaign,
                value,
                selection("applies", item.path("applies")),
                excluded(),
                eligibility(),
                minimum(),
                limits(),
                combines(),
                starts,
                ends,
                flag("active", item.path("active")));
    }

    private static Set<String> keys(boolean ofCode) {
        Set<String> keys = new TreeSet<>(OF_BOTH);
        keys.addAll(ofCode ? Set.of("campaign", "holder") : Set.of("method"));
        return keys;
    }

    private @Nullable Method method() {
        String word = word("method", item.path("method"), "code", "automatic");
        return word == null ? null : word.equals("automatic") ? Method.AUTOMATIC : Method.CODE;
    }

    private @Nullable String code() {
        JsonNode given = item.path("code");
        String code = text("code", given, LONGEST_CODE);
        if (code != null && !code.equals(code.strip())) {
            problem("\"code\" begins or ends with a blank, which nobody types.");
        }
        return code;
    }

    private @Nullable Value value(boolean automatic) {
        JsonNode value = object("value", item.path("value"));
        if (value == null) {
            return null;
        }
        known(
                "value",
                value,
                Set.of("percentage", "amount", "currency", "each", "freeShipping", "buy", "get"),
                Set.of());
        Set<String> kinds = new TreeSet<>();
        KINDS.stream().filter(kind -> !absent(value.path(kind))).forEach(kinds::add);
        if (kinds.equals(Set.of("buy", "get"))) {
            return buyGet(value);
        }
        if (kinds.size() != 1 || kinds.contains("buy") || kinds.contains("get")) {
            problem(
                    kinds.size() == 1
                            ? "\"value\" needs both \"buy\" and \"get\"."
                            : "\"value\" has to be one thing: \"percentage\", \"amount\", \"freeShipping\", or \"buy\" with \"get\"; it has "
                                    + (kinds.isEmpty() ? "none of them." : String.join(" and ", kinds) + "."));
            return null;
        }
        if (!kinds.contains("amount") && !(absent(value.path("currency")) && absent(value.path("each")))) {
            problem("\"currency\" and \"each\" belong to an \"amount\".");
        }
        return switch (kinds.iterator().next()) {
            case "percentage" -> {
                BigDecimal percent = percent("value.percentage", value.path("percentage"), automatic);
                yield percent == null ? null : new Value.Percentage(percent);
            }
            case "amount" -> {
                BigDecimal amount = amount("value.amount", value.path("amount"), automatic);
                String currency = currency(value.path("currency"));
                Boolean each = flag("value.each", value.path("each"));
                yield amount == null ? null : new Value.Amount(amount, currency, each != null && each);
            }
            default -> freeShipping(value.path("freeShipping"));
        };
    }

    private @Nullable Value freeShipping(JsonNode given) {
        if (!given.isBoolean() || !given.booleanValue()) {
            problem("\"value.freeShipping\" is either true or left out.");
            return null;
        }
        return new Value.FreeShipping();
    }

    private @Nullable String currency(JsonNode given) {
        String currency = text("value.currency", given, LONGEST_ID);
        if (currency != null && !CURRENCY.matcher(currency).matches()) {
            problem("\"value.currency\" is %s; it must be three capital letters, such as EUR."
                    .formatted(quoted(currency)));
            return null;
        }
        return currency;
    }

    private @Nullable Value buyGet(JsonNode value) {
        JsonNode buy = object("value.buy", value.path("buy"));
        JsonNode get = object("value.get", value.path("get"));
        if (buy == null || get == null) {
            return null;
        }
        Set<String> selected = Set.of("quantity", "products", "variants", "categories");
        known("value.buy", buy, selected, Set.of());
        known("value.get", get, selected, Set.of("percentage"));
        Integer buys = count("value.buy.quantity", buy.path("quantity"));
        Integer gets = count("value.get.quantity", get.path("quantity"));
        BigDecimal percent = absent(get.path("percentage"))
                ? HUNDRED
                : percent("value.get.percentage", get.path("percentage"), true);
        Selection bought = selected("value.buy", buy);
        Selection got = selected("value.get", get);
        if (buys == null || gets == null || percent == null) {
            required("value.buy.quantity", buy.path("quantity"));
            required("value.get.quantity", get.path("quantity"));
            return null;
        }
        if (bought.isEmpty() || got.isEmpty()) {
            problem("\"value.buy\" and \"value.get\" both have to name \"products\", \"variants\" or \"categories\".");
            return null;
        }
        return new Value.BuyGet(buys, bought, gets, got, percent);
    }

    private void required(String path, JsonNode given) {
        if (absent(given)) {
            problem("\"%s\" is missing: a whole number from 1.".formatted(path));
        }
    }

    private @Nullable BigDecimal percent(String path, JsonNode given, boolean positive) {
        BigDecimal percent = decimal(path, given, "a number from 0 to 100, such as 15");
        if (percent == null) {
            return null;
        }
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            problem("\"%s\" is %s; it must be a number from 0 to 100.".formatted(path, percent.toPlainString()));
            return null;
        }
        if (positive && percent.signum() == 0) {
            problem("\"%s\" is 0: that grants nothing, and Shopify does not take it.".formatted(path));
            return null;
        }
        return percent;
    }

    private @Nullable BigDecimal amount(String path, JsonNode given, boolean positive) {
        BigDecimal amount = decimal(path, given, "a number such as 10 or 9.95");
        if (amount == null) {
            return null;
        }
        if (amount.signum() < 0 || positive && amount.signum() == 0 || amount.compareTo(MAX_AMOUNT) >= 0) {
            problem("\"%s\" is %s; it must be a number greater than 0.".formatted(path, amount.toPlainString()));
            return null;
        }
        return amount;
    }

    private @Nullable Selection selection(String path, JsonNode given) {
        JsonNode selection = object(path, given);
        if (selection == null) {
            return null;
        }
        known(path, selection, Set.of("products", "variants", "categories"), Set.of());
        Selection selected = selected(path, selection);
        if (selected.isEmpty()) {
            problem("\"%s\" names nothing. Name products, variants or categories, or leave it out for everything."
                    .formatted(path));
        }
        return selected;
    }

    private Selection selected(String path, JsonNode given) {
        return new Selection(
                ids(path + ".products", given.path("products")),
                ids(path + ".variants", given.path("variants")),
                ids(path + ".categories", given.path("categories")));
    }

    private @Nullable List<String> excluded() {
        JsonNode excludes = object("excludes", item.path("excludes"));
        if (excludes == null) {
            return null;
        }
        known("excludes", excludes, Set.of("products"), Set.of());
        return ids("excludes.products", excludes.path("products"));
    }

    private @Nullable Eligibility eligibility() {
        JsonNode given = object("eligibility", item.path("eligibility"));
        if (given == null) {
            return null;
        }
        known("eligibility", given, Set.of("customers", "segments"), Set.of());
        Eligibility eligibility = new Eligibility(
                ids("eligibility.customers", given.path("customers")),
                ids("eligibility.segments", given.path("segments")));
        if (eligibility.customers().isEmpty() && eligibility.segments().isEmpty()) {
            problem("\"eligibility\" names nobody. Name customers or segments, or leave it out for everybody.");
        }
        return eligibility;
    }

    private @Nullable Minimum minimum() {
        JsonNode given = object("minimum", item.path("minimum"));
        if (given == null) {
            return null;
        }
        known("minimum", given, Set.of("subtotal", "quantity"), Set.of());
        BigDecimal subtotal = amount("minimum.subtotal", given.path("subtotal"), false);
        Integer quantity = count("minimum.quantity", given.path("quantity"));
        if (subtotal != null && quantity != null) {
            problem("\"minimum\" has a subtotal and a quantity; Shopify takes one of them.");
        }
        return subtotal == null && quantity == null ? null : new Minimum(subtotal, quantity);
    }

    private @Nullable Limits limits() {
        JsonNode given = object("limits", item.path("limits"));
        if (given == null) {
            return null;
        }
        known("limits", given, Set.of("uses", "oncePerCustomer"), Set.of());
        Integer uses = count("limits.uses", given.path("uses"));
        Boolean once = flag("limits.oncePerCustomer", given.path("oncePerCustomer"));
        return uses == null && once == null ? null : new Limits(uses, once);
    }

    private @Nullable Combinations combines() {
        JsonNode given = object("combines", item.path("combines"));
        if (given == null) {
            return null;
        }
        known("combines", given, Set.of("order", "product", "shipping"), Set.of());
        return new Combinations(
                Boolean.TRUE.equals(flag("combines.order", given.path("order"))),
                Boolean.TRUE.equals(flag("combines.product", given.path("product"))),
                Boolean.TRUE.equals(flag("combines.shipping", given.path("shipping"))));
    }

    private void sync() {
        JsonNode given = object("sync", item.path("sync"));
        if (given != null) {
            known("sync", given, Set.of("when", "priority"), Set.of());
            word("sync.when", given.path("when"), "batch", "immediate");
            word("sync.priority", given.path("priority"), "high", "normal", "low");
        }
    }

    private void holder() {
        JsonNode given = object("holder", item.path("holder"));
        if (given != null) {
            known("holder", given, Set.of("name", "email"), Set.of());
            text("holder.name", given.path("name"), LONGEST_ID);
            text("holder.email", given.path("email"), LONGEST_ID);
        }
    }

    private void known(String path, JsonNode object, Collection<String> keys, Collection<String> also) {
        Set<String> known = new TreeSet<>(keys);
        known.addAll(also);
        for (String key : object.propertyNames()) {
            if (!known.contains(key)) {
                problem("%s has the key %s, which is not known.%s"
                        .formatted(
                                path.isEmpty() ? "The item" : "\"" + path + "\"",
                                quoted(key),
                                key.length() > LONGEST_SHOWN
                                        ? ""
                                        : DidYouMean.nearest(key, known)
                                                .map(near -> " Did you mean \"" + near + "\"?")
                                                .orElse(" Known are " + String.join(", ", keys) + ".")));
            }
        }
    }

    private @Nullable JsonNode object(String path, JsonNode given) {
        if (absent(given)) {
            return null;
        }
        if (!given.isObject()) {
            problem("\"%s\" must be an object.".formatted(path));
            return null;
        }
        return given;
    }

    private @Nullable String word(String path, JsonNode given, String... words) {
        if (absent(given)) {
            return null;
        }
        String word = given.isString() ? given.stringValue("") : given.toString();
        if (!List.of(words).contains(word)) {
            problem("\"%s\" is %s; it must be one of %s.".formatted(path, quoted(word), String.join(", ", words)));
            return null;
        }
        return word;
    }

    private @Nullable String text(String path, JsonNode given, int longest) {
        if (absent(given)) {
            return null;
        }
        if (!given.isString()) {
            problem("\"%s\" must be a text (in quotes).".formatted(path));
            return null;
        }
        String text = Objects.requireNonNull(given.stringValue(""));
        if (text.isBlank()) {
            problem("\"%s\" is empty.".formatted(path));
        } else if (text.length() > longest) {
            problem("\"%s\" is longer than %d characters.".formatted(path, longest));
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            problem("\"%s\" holds a line break or another control character.".formatted(path));
        } else {
            return text;
        }
        return null;
    }

    private List<String> ids(String path, JsonNode given) {
        if (absent(given)) {
            return List.of();
        }
        if (!given.isArray() || given.size() > MAX_SELECTED) {
            problem("\"%s\" must be a list of at most %d texts.".formatted(path, MAX_SELECTED));
            return List.of();
        }
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode entry : given) {
            String id = text(path, entry, LONGEST_ID);
            if (id == null) {
                if (absent(entry)) {
                    problem("\"%s\" must be a list of texts, but an entry is no text.".formatted(path));
                }
                return List.of();
            }
            ids.add(id);
        }
        return List.copyOf(ids);
    }

    private @Nullable Boolean flag(String path, JsonNode given) {
        if (absent(given)) {
            return null;
        }
        if (!given.isBoolean()) {
            problem("\"%s\" must be true or false.".formatted(path));
            return null;
        }
        return given.booleanValue();
    }

    private @Nullable Integer count(String path, JsonNode given) {
        if (absent(given)) {
            return null;
        }
        if (given.isIntegralNumber() && given.canConvertToInt() && given.intValue() >= 1) {
            return given.intValue();
        }
        problem("\"%s\" must be a whole number from 1 to %d.".formatted(path, Integer.MAX_VALUE));
        return null;
    }

    private @Nullable BigDecimal decimal(String path, JsonNode given, String such) {
        if (absent(given)) {
            return null;
        }
        String text = given.isString() ? given.stringValue("") : given.isNumber() ? plain(given.decimalValue()) : "";
        if (!DECIMAL.matcher(text).matches()) {
            problem("\"%s\" is %s; it must be %s."
                    .formatted(path, quoted(given.isString() ? text : given.toString()), such));
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        if (number.stripTrailingZeros().scale() > MAX_DECIMALS) {
            problem("\"%s\" has more than %d decimals.".formatted(path, MAX_DECIMALS));
            return null;
        }
        return number;
    }

    // One such as 1e999999999 would be a billion digits.
    private static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) > LONGEST_SHOWN ? "" : number.toPlainString();
    }

    private @Nullable Instant instant(String key) {
        JsonNode given = item.path(key);
        String text = text(key, given, LONGEST_ID);
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 1 && time.getYear() <= 9998) {
                return time.toInstant();
            }
        } catch (DateTimeException notATime) {
            // told below, in the sender's words
        }
        problem("\"%s\" is %s; it must be a time with offset such as 2026-11-27T00:00:00Z."
                .formatted(key, quoted(text)));
        return null;
    }

    private void problem(String sentence) {
        problems.add(sentence);
    }

    private static String quoted(String text) {
        return "\"" + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text) + "\"";
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
