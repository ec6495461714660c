package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.mapping.value.Assignment;
import io.silkroute.mapping.value.Languages;
import io.silkroute.mapping.value.MetafieldRule;
import io.silkroute.mapping.value.Subject;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an item's texts are in its other languages: {@code {"de-DE": {"title": …, "body_html": …, "options": {"Color":
 * {"name": …, "values": {"Red": …}}}, "metafields": {"pim": {"material": …}}}}}, by the codes that the item has and the
 * keys that Shopify has for them. A text is one of a language if the item would have another one, or none, without it.
 *
 * @param named the languages that are wanted, by their codes; empty for all
 * @param own the languages of the mapping's texts themselves; the first that an item has is none of its others
 * @param fields by Shopify's key for what they translate
 */
record TranslationsRule(
        Set<String> named,
        List<String> own,
        Map<String, Assignment> fields,
        List<MetafieldRule> metafields,
        @Nullable Axes axes) {

    static final String FIELD = "translations";

    /** Shopify's keys of translatable content, by the fields of its inputs. */
    static final Map<String, String> KEYS = Map.of(
            "title", "title",
            "descriptionHtml", "body_html",
            "handle", "handle",
            "productType", "product_type",
            "seo.title", "meta_title",
            "seo.description", "meta_description");

    private static final int MAX_LANGUAGES = 50; // Shopify has 20 of a shop

    void render(Source source, Subject subject, List<String> variantIds, ObjectNode input) {
        if (!hasOthers(source)) {
            return;
        }
        List<OptionValue> options = options(source, variantIds, input);
        List<String> others = others(source.item().image(), options);
        if (others.isEmpty()) {
            return;
        }
        Texts none = texts(source, options, null);
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (String code : others.subList(0, Math.min(others.size(), MAX_LANGUAGES))) {
            Texts texts = texts(source, options, code);
            ObjectNode own = without(texts.node, none.node);
            if (!own.isEmpty()) {
                all.set(code, own);
            }
            texts.told.removeAll(none.told);
            texts.told.forEach(one -> subject.leftOut(one.cause(), "In " + code + ": " + one.sentence()));
        }
        if (others.size() > MAX_LANGUAGES) {
            subject.leftOut(
                    Omission.TRANSLATION,
                    "It has texts in %d further languages; %d of them were left out."
                            .formatted(others.size(), others.size() - MAX_LANGUAGES));
        }
        if (!all.isEmpty()) {
            input.set(FIELD, all);
        }
    }

    /** At least, so that nothing is looked for in what stands in one language. */
    private boolean hasOthers(Source source) {
        Set<String> codes = new TreeSet<>(Languages.of(source.item().image()));
        source.variants().forEach(variant -> codes.addAll(Languages.of(variant.image())));
        codes.remove(primary(codes));
        return !codes.isEmpty();
    }

    private List<String> others(ObjectNode image, List<OptionValue> options) {
        Set<String> codes = new TreeSet<>(Languages.of(image));
        Set<JsonNode> seen = new HashSet<>();
        options.forEach(option -> {
            if (option.attribute().isContainer() && seen.add(option.attribute())) {
                codes.addAll(Languages.of(option.attribute()));
            }
        });
        codes.remove(primary(codes));
        return codes.stream().filter(this::isWanted).toList();
    }

    /** The language that the mapping's texts are taken in, as far as an item has them in it. */
    private String primary(Set<String> codes) {
        for (String code : own) {
            if (codes.contains(code)) {
                return code;
            }
        }
        for (String code : own) {
            for (String there : codes) {
                if (Languages.language(there).equals(Languages.language(code))) {
                    return there;
                }
            }
        }
        return "";
    }

    private boolean isWanted(String code) {
        return named.isEmpty() || named.contains(code) || named.contains(Languages.language(code));
    }

    /** Texts in one language. @param told what was left out while they were made */
    private record Texts(ObjectNode node, Set<LeftOut> told) {}

    /** @param code null: those that stand in no language */
    private Texts texts(Source source, List<OptionValue> options, @Nullable String code) {
        ObjectNode image = Languages.only(source.item().image(), code);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Set<LeftOut> told = new HashSet<>();
        fields.forEach((key, field) -> {
            Subject subject = Subject.of(image, source.currency(), source.references());
            ObjectNode into = JsonNodeFactory.instance.objectNode();
            field.render(subject, into);
            JsonNode value = into;
            for (String name : field.path()) {
                value = value.path(name);
            }
            if (subject.problems().isEmpty() && value.isString()) {
                node.put(key, value.asString(""));
            }
            told.addAll(subject.leftOut());
            subject.problems().forEach(problem -> told.add(new LeftOut(Omission.TRANSLATION, problem)));
        });
        Subject subject = Subject.of(image, source.currency(), source.references());
        ArrayNode rendered = JsonNodeFactory.instance.arrayNode();
        metafields.forEach(rule -> rule.render(subject, rendered));
        rendered.forEach(one -> node.withObjectProperty("metafields")
                .withObjectProperty(one.path("namespace").asString(""))
                .set(one.path("key").asString(""), one.path("value")));
        told.addAll(subject.leftOut());
        options(options, code, node);
        return new Texts(node, told);
    }

    /** A variant's value of an option. @param attribute from which it was taken */
    private record OptionValue(String axis, String option, String value, JsonNode attribute) {}

    private List<OptionValue> options(Source source, List<String> variantIds, ObjectNode input) {
        List<OptionValue> values = new ArrayList<>();
        List<String> names =
                axes == null || source.variants().isEmpty() ? null : axes.of(source.item(), source.variants());
        JsonNode options = input.path("productOptions");
        if (axes == null
                || names == null
                || names.size() != options.size()
                || !options.path(0).path("name").asString("").equals(axes.label(names.get(0)))) {
            return values;
        }
        Map<String, Item> variants = new HashMap<>();
        source.variants().forEach(variant -> variants.put(variant.id(), variant));
        for (int i = 0; i < variantIds.size(); i++) {
            Item variant = variants.get(variantIds.get(i));
            for (int j = 0; j < names.size() && variant != null; j++) {
                JsonNode value =
                        input.path("variants").path(i).path("optionValues").path(j);
                values.add(new OptionValue(
                        names.get(j),
                        value.path("optionName").asString(""),
                        value.path("name").asString(""),
                        Axes.attribute(variant, names.get(j))));
            }
        }
        return values;
    }

    private void options(List<OptionValue> options, @Nullable String code, ObjectNode into) {
        if (axes == null) {
            return;
        }
        Set<String> named = new HashSet<>();
        for (OptionValue one : options) {
            if (named.add(one.option())) {
                String label = axes.label(one.axis(), code);
                if (label != null) {
                    option(into, one).put("name", label);
                }
            }
            String value = one.attribute().isContainer() ? axes.value(Languages.only(one.attribute(), code)) : null;
            if (value != null) {
                ObjectNode values = option(into, one).withObjectProperty("values");
                if (!values.has(one.value())) {
                    values.put(one.value(), value);
                }
            }
        }
    }

    private static ObjectNode option(ObjectNode into, OptionValue one) {
        return into.withObjectProperty("options").withObjectProperty(one.option());
    }

    /** What is another text, or none, in the other one. */
    private static ObjectNode without(ObjectNode texts, JsonNode other) {
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        texts.forEachEntry((key, value) -> {
            if (value instanceof ObjectNode inside) {
                ObjectNode own = without(inside, other.path(key));
                if (!own.isEmpty()) {
                    left.set(key, own);
                }
            } else if (!value.equals(other.path(key))) {
                left.set(key, value);
            }
        });
        return left;
    }
}
