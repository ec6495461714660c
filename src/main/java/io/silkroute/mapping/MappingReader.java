package io.silkroute.mapping;

import io.silkroute.mapping.read.ExpressionReader;
import io.silkroute.mapping.read.FieldsReader;
import io.silkroute.mapping.read.InputTypes;
import io.silkroute.mapping.read.Lookups;
import io.silkroute.mapping.read.MappingError;
import io.silkroute.mapping.read.MetafieldsReader;
import io.silkroute.mapping.read.YamlNode;
import io.silkroute.mapping.value.Assignment;
import io.silkroute.mapping.value.Expression;
import io.silkroute.mapping.value.Languages;
import io.silkroute.mapping.value.Locales;
import io.silkroute.mapping.value.MetafieldRule;
import io.silkroute.mapping.value.Texts;
import java.io.StringReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** Reads and compiles a mapping file; tells everything that is wrong with it at once. */
final class MappingReader {

    private static final Set<String> KEYS = Set.of(
            "target",
            "locale",
            "currency",
            "collection",
            "campaign",
            "code",
            "fields",
            "options",
            "variant",
            "images",
            "metafields",
            "collections",
            "lists",
            "missing",
            "translations");
    private static final Set<String> OWN_SECTIONS = Set.of(
            "variants", "productOptions", "files", "metafields", "collections", "id", "optionValues", "products");
    static final String PRODUCT = "ProductSetInput";
    static final String COLLECTION = "CollectionCreateInput";
    static final String DISCOUNT = "DiscountCodeBasicInput";
    // What an item itself says of these is more than a path.
    private static final Set<String> OF_THE_ITEM =
            Set.of("customerGets", "context", "customerSelection", "recurringCycleLimit");

    private final InputTypes types;
    private final Lookups lookups;

    MappingReader(InputTypes types) {
        this(types, Lookups.NONE);
    }

    private MappingReader(InputTypes types, Lookups lookups) {
        this.types = types;
        this.lookups = lookups;
    }

    /** One that knows these tables of words. */
    MappingReader with(Lookups tables) {
        return new MappingReader(types, tables);
    }

    /**
     * One file.
     *
     * @param root of the file, where it names the mappings that go with it
     * @param lookups the files of words that it reads from
     */
    record Read(Mapping mapping, YamlNode root, Set<String> lookups) {}

    /** @param errors takes every error of the file; the mapping is of no use then */
    Read read(String file, String text, List<MappingError> errors) {
        YamlNode root = YamlNode.read(file, new StringReader(text), errors);
        Texts texts = new Texts(new Locales(root.get("locale").texts()));
        ExpressionReader expressions = new ExpressionReader(texts, lookups);
        return new Read(compile(root, expressions, texts), root, expressions.used());
    }

    private Mapping compile(YamlNode root, ExpressionReader expressions, Texts texts) {
        if (root.absent()) {
            root.error("The file is empty.");
        }
        root.allow(KEYS);
        String target = root.get("target").word("product", "collection", "discount", "lookup");
        boolean product = target.equals("product");
        boolean discount = target.equals("discount");
        String type = product ? PRODUCT : discount ? DISCOUNT : COLLECTION;
        Locales currencies = new Locales(root.get("currency").texts());
        FieldsReader fields = new FieldsReader(types, expressions, texts, currencies);
        if (!product) {
            for (String section : List.of(
                    "options",
                    "variant",
                    "images",
                    "collections",
                    "collection",
                    "campaign",
                    "code",
                    "lists",
                    "missing")) {
                if (!root.get(section).absent()) {
                    root.get(section).error("Only a product's mapping has this section.");
                }
            }
        }
        if (discount && !root.get("translations").absent()) {
            root.get("translations").error("A discount has no translations of the mapping.");
        }
        if (discount && !root.get("metafields").absent()) {
            root.get("metafields").error("A discount has no metafields of the mapping.");
        }
        List<Assignment> assignments = fields.read(root.get("fields"), type, discount ? OF_THE_ITEM : OWN_SECTIONS);
        if (assignments.stream().noneMatch(field -> field.key().equals("title")) && !root.absent()) {
            root.get("fields").error("Shopify needs a title; say where it comes from.");
        }
        VariantsRule variants = product ? variants(root, fields, expressions, texts) : null;
        List<MetafieldRule> metafields = new MetafieldsReader(expressions, texts).read(root.get("metafields"));
        return new Mapping(
                target,
                Map.of(
                        "collection", root.get("collection").text("collection.yaml"),
                        "campaign", root.get("campaign").text("campaign.yaml"),
                        "code", root.get("code").text("code.yaml")),
                assignments,
                variants,
                product ? images(root.get("images"), variants, expressions, texts) : null,
                metafields,
                translations(root, assignments, metafields, variants),
                product
                        && root.get("collections")
                                .word("from categories", "none")
                                .equals("from categories"),
                policies(root.get("lists")),
                root.get("currency").texts(),
                MissingPrice.valueOf(
                        root.get("missing").word("draft", "reject", "leave").toUpperCase(Locale.ROOT)),
                follows(root.get("fields")));
    }

    private static @Nullable TranslationsRule translations(
            YamlNode root,
            List<Assignment> assignments,
            List<MetafieldRule> metafields,
            @Nullable VariantsRule variants) {
        YamlNode node = root.get("translations");
        node.allow(Set.of("locales", "handle"));
        boolean handle =
                node.object() && node.get("handle").word("leave", "translate").equals("translate");
        if (node.absent()) {
            return null;
        }
        Set<String> named = new LinkedHashSet<>();
        YamlNode locales = node.get("locales");
        if (locales.list()) {
            locales.elements().forEach(one -> {
                String code = Languages.code(one.text(""));
                if (code == null) {
                    one.error("This is no language's code, such as de or pt_BR.");
                } else {
                    named.add(code);
                }
            });
        } else if (locales.word("all", "none").equals("none")) {
            return null;
        }
        Map<String, Assignment> fields = new LinkedHashMap<>();
        assignments.forEach(field -> {
            String key = TranslationsRule.KEYS.get(field.key());
            if (key != null && (handle || !key.equals("handle"))) {
                fields.put(key, field);
            }
        });
        return new TranslationsRule(
                named,
                root.get("locale").texts().stream()
                        .map(Languages::code)
                        .flatMap(Stream::ofNullable)
                        .toList(),
                fields,
                metafields.stream().filter(MetafieldRule::isTranslatable).toList(),
                variants == null ? null : variants.axes());
    }

    private static boolean follows(YamlNode fields) {
        YamlNode handle = fields.get("handle");
        return handle.object() && handle.get("follow").truth();
    }

    private static VariantsRule variants(
            YamlNode root, FieldsReader fields, ExpressionReader expressions, Texts texts) {
        YamlNode options = root.get("options");
        options.allow(Set.of("axes", "labels", "values"));
        Map<String, JsonNode> labels = new HashMap<>();
        options.get("labels").entries().forEach((axis, label) -> labels.put(axis, label(label)));
        boolean readable = options.get("values").word("as-is", "readable").equals("readable");
        YamlNode variant = root.get("variant");
        variant.allow(Set.of("stock", "fields", "metafields", "order"));
        YamlNode stock = variant.get("stock");
        if (!stock.absent() && !variant.get("fields").get(StockRule.FIELD).absent()) {
            stock.error("Stock is mapped twice: here and as " + StockRule.FIELD + ".");
        }
        return new VariantsRule(
                new Axes(options.get("axes").texts(), Map.copyOf(labels), readable, texts),
                stock.absent() ? null : new StockRule(expressions.read(stock)),
                fields.read(variant.get("fields"), "ProductVariantSetInput", OWN_SECTIONS),
                new MetafieldsReader(expressions, texts).read(variant.get("metafields")),
                variant.get("order").absent()
                        ? null
                        : new SortedVariants(expressions.read(variant.get("order")), texts));
    }

    /** One text, or one for each language. */
    private static JsonNode label(YamlNode node) {
        if (!node.object()) {
            return StringNode.valueOf(node.text(""));
        }
        node.entries().forEach((code, text) -> {
            if (Languages.code(code) == null) {
                text.error("This is no language's code, such as de or pt_BR.");
            }
            text.text();
        });
        return node.json();
    }

    private static @Nullable ImagesRule images(
            YamlNode node, @Nullable VariantsRule variants, ExpressionReader expressions, Texts texts) {
        if (node.absent()) {
            // What variants show has to be among the product's pictures, also where the file says nothing of those.
            return variants != null && variants.showsFiles()
                    ? new ImagesRule(new Expression.Constant(MissingNode.getInstance()), null, null, texts)
                    : null;
        }
        if (!node.object()) {
            return new ImagesRule(expressions.read(node), null, null, texts);
        }
        node.allow(Set.of("from", "of-variants", "alt"));
        return new ImagesRule(
                expressions.read(node.get("from")),
                node.get("of-variants").absent() ? null : expressions.read(node.get("of-variants")),
                node.get("alt").absent() ? null : expressions.read(node.get("alt")),
                texts);
    }

    private static Map<String, ListPolicy> policies(YamlNode node) {
        node.allow(Set.of("tags", "metafields", "files", "collections"));
        Map<String, ListPolicy> policies = new HashMap<>();
        node.entries().forEach((list, policy) -> {
            policies.put(
                    list, ListPolicy.valueOf(policy.word("owned", "replace").toUpperCase(Locale.ROOT)));
        });
        return policies;
    }
}
