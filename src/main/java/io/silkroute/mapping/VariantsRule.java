package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.mapping.value.Assignment;
import io.silkroute.mapping.value.MetafieldRule;
import io.silkroute.mapping.value.OtherCurrencies;
import io.silkroute.mapping.value.Subject;
import io.silkroute.mapping.value.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Options and variants of a product, within Shopify's limits: 3 options of 100 values, 2,048 variants, 255 characters
 * a value.
 */
record VariantsRule(
        Axes axes,
        @Nullable StockRule stock,
        List<Assignment> fields,
        List<MetafieldRule> metafields,
        @Nullable SortedVariants order) {

    /** By list and variant; no part of the product's own input. */
    static final String PRICE_LISTS = "priceLists";

    private static final int MAX_VARIANTS = 2048;
    private static final int MAX_VALUES = 100;
    private static final int LONGEST_NAME = 255;

    /** Does a field of its own say which picture a variant shows? */
    boolean showsFiles() {
        return fields.stream().anyMatch(field -> field.path()[0].equals("file"));
    }

    /** @return the PIM ids of the variants, in the order of {@code input.variants} */
    List<String> render(Source source, Subject subject, ObjectNode input) {
        List<Item> variants = order == null ? source.variants() : order.of(source.variants(), subject);
        if (variants.isEmpty()) {
            return single(subject, source, subject.id(), input);
        }
        if (variants.size() > MAX_VARIANTS) {
            subject.problem("It has %d variants; Shopify takes at most %d.".formatted(variants.size(), MAX_VARIANTS));
            return List.of();
        }
        List<String> names = axes.of(source.item(), variants);
        if (variants.size() == 1 && (names == null || !axes.complete(variants.get(0), names))) {
            Item only = variants.get(0);
            return single(subject.variant(only.image()), source, only.id(), input);
        }
        if (names == null) {
            subject.problem("Its %d variants cannot be told apart: name the attributes that do in “axes”."
                    .formatted(variants.size()));
            return List.of();
        }
        if (names.size() > Axes.MOST) {
            subject.problem("It has %d options (%s); Shopify takes at most %d."
                    .formatted(names.size(), String.join(", ", names), Axes.MOST));
            return List.of();
        }
        return several(variants, source, names, subject, input);
    }

    /** A product without variants is its own single variant; one variant alone need not be told from others. */
    private List<String> single(Subject subject, Source source, String id, ObjectNode input) {
        input.putArray("productOptions")
                .addObject()
                .put("name", "Title")
                .putArray("values")
                .addObject()
                .put("name", "Default Title");
        ObjectNode variant = input.putArray("variants").addObject();
        variant.putArray("optionValues").addObject().put("optionName", "Title").put("name", "Default Title");
        fill(subject, source, variant);
        price(subject, source, id, input);
        return List.of(id);
    }

    private List<String> several(
            List<Item> variants, Source source, List<String> names, Subject subject, ObjectNode input) {
        List<Choices> options = new ArrayList<>();
        Set<String> labels = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String axis : names) {
            Choices choices = new Choices(axis, axes.label(axis));
            options.add(choices);
            if (!labels.add(choices.label)) {
                subject.problem("Two of its options have the same name: " + String.join(", ", names) + ".");
                return List.of();
            }
            if (Texts.longerThan(choices.label, LONGEST_NAME)) {
                subject.problem("The name of its option “%s…” is longer than %d characters."
                        .formatted(Texts.cut(choices.label, 40), LONGEST_NAME));
                return List.of();
            }
        }
        ArrayNode productOptions = input.putArray("productOptions");
        ArrayNode rendered = input.putArray("variants");
        List<String> ids = new ArrayList<>(variants.size());
        Map<List<String>, String> taken = new HashMap<>(variants.size() * 2);
        for (Item item : variants) {
            ObjectNode variant = rendered.addObject();
            if (!choose(item, options, variant.putArray("optionValues"), taken, subject)) {
                return List.of();
            }
            Subject of = subject.variant(item.image());
            fill(of, source, variant);
            price(of, source, item.id(), input);
            ids.add(item.id());
        }
        for (Choices choices : options) {
            if (choices.spellings.size() > MAX_VALUES) {
                subject.problem("Its option “%s” has %d values; Shopify takes at most %d."
                        .formatted(choices.label, choices.spellings.size(), MAX_VALUES));
            }
            ArrayNode values =
                    productOptions.addObject().put("name", choices.label).putArray("values");
            choices.spellings.values().forEach(value -> values.addObject().put("name", value));
        }
        return ids;
    }

    private boolean choose(
            Item item, List<Choices> options, ArrayNode chosen, Map<List<String>, String> taken, Subject subject) {
        List<String> tuple = new ArrayList<>(options.size());
        for (Choices choices : options) {
            String value = axes.value(item, choices.axis);
            if (value == null || Texts.longerThan(value, LONGEST_NAME)) {
                subject.problem(
                        value == null
                                ? "Its variant %s has no value for “%s”.".formatted(item.id(), choices.axis)
                                : "The value for “%s” of its variant %s is longer than %d characters."
                                        .formatted(choices.axis, item.id(), LONGEST_NAME));
                return false;
            }
            String spelling = choices.spelling(value);
            chosen.addObject().put("optionName", choices.label).put("name", spelling);
            tuple.add(spelling);
        }
        String twin = taken.putIfAbsent(tuple, item.id());
        if (twin != null) {
            subject.problem("Its variants %s and %s have the same options (%s)."
                    .formatted(twin, item.id(), String.join(", ", tuple)));
        }
        return twin == null;
    }

    /** The values of one option, each once: Shopify knows no difference between “Red” and “red”. */
    private static final class Choices {

        private final String axis;
        private final String label;
        private final Map<String, String> spellings = new LinkedHashMap<>();
        private final Map<String, String> known = new HashMap<>();

        Choices(String axis, String label) {
            this.axis = axis;
            this.label = label;
        }

        /** The value as it was first written. */
        String spelling(String value) {
            return known.computeIfAbsent(value, spelt -> {
                String first = spellings.putIfAbsent(spelt.toLowerCase(Locale.ROOT), spelt);
                return first == null ? spelt : first;
            });
        }
    }

    private void price(Subject subject, Source source, String id, ObjectNode input) {
        OtherCurrencies.of(fields)
                .ifPresent(prices -> prices.render(
                        subject,
                        source.priceLists(),
                        (currency, list, amounts) -> input.withObjectProperty(PRICE_LISTS)
                                .withObjectProperty(PriceListKey.of(currency, list))
                                .set(id, amounts)));
    }

    private void fill(Subject subject, Source source, ObjectNode variant) {
        Optional<OtherCurrencies> prices = OtherCurrencies.of(fields);
        for (Assignment field : fields) {
            if (prices.filter(others -> others.isOnlyIn(source.priceLists(), field, subject))
                    .isEmpty()) {
                field.render(subject, variant);
            }
        }
        if (stock != null) {
            stock.render(subject, source.locations(), variant);
        }
        // A stock that Shopify does not count down with each sale would be no stock.
        if (!variant.path(StockRule.FIELD).isEmpty()
                && variant.at("/inventoryItem/tracked").isMissingNode()) {
            variant.withObjectProperty("inventoryItem").put("tracked", true);
        }
        if (!metafields.isEmpty()) {
            ArrayNode list = variant.arrayNode();
            metafields.forEach(rule -> rule.render(subject, list));
            variant.set("metafields", list);
        }
    }
}
