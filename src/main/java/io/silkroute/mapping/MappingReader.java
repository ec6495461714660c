package io.silkroute.mapping;

import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads and compiles a mapping file; tells everything that is wrong with it at once. */
final class MappingReader {

    private static final Set<String> KEYS = Set.of(
            "target",
            "locale",
            "currency",
            "collection",
            "fields",
            "options",
            "variant",
            "images",
            "metafields",
            "collections",
            "lists");
    private static final Set<String> OWN_SECTIONS = Set.of(
            "variants", "productOptions", "files", "metafields", "collections", "id", "optionValues", "products");
    private static final Map<String, String> TARGETS =
            Map.of("product", "ProductSetInput", "collection", "CollectionCreateInput");

    private final InputTypes types;

    MappingReader(InputTypes types) {
        this.types = types;
    }

    /** @throws MappingInvalid with every error of the file */
    Mapping read(String file, Reader text) {
        List<MappingError> errors = new ArrayList<>();
        YamlNode root = YamlNode.read(file, text, errors);
        Mapping mapping = compile(root);
        if (!errors.isEmpty()) {
            throw new MappingInvalid(errors);
        }
        return mapping;
    }

    private Mapping compile(YamlNode root) {
        if (root.absent()) {
            root.error("The file is empty.");
        }
        root.allow(KEYS);
        String target = root.get("target").text("product");
        String type = TARGETS.get(target);
        if (type == null) {
            root.get("target").error("A mapping's target is product or collection.");
            type = "ProductSetInput";
        }
        Texts texts = new Texts(new Locales(root.get("locale").texts()));
        Locales currencies = new Locales(root.get("currency").texts());
        ExpressionReader expressions = new ExpressionReader(texts);
        FieldsReader fields = new FieldsReader(types, expressions, texts, currencies);
        boolean product = type.equals("ProductSetInput");
        if (!product) {
            for (String section : List.of("options", "variant", "images", "collections", "collection", "lists")) {
                if (!root.get(section).absent()) {
                    root.get(section).error("Only a product's mapping has this section.");
                }
            }
        }
        return new Mapping(
                root.get("collection").text("collection.yaml"),
                fields.read(root.get("fields"), type, OWN_SECTIONS),
                product ? variants(root, fields, texts) : null,
                product && !root.get("images").absent() ? images(root.get("images"), expressions, texts) : null,
                fields.metafields(root.get("metafields")),
                product && root.get("collections").text("from categories").equals("from categories"),
                policies(root.get("lists")));
    }

    private static VariantsRule variants(YamlNode root, FieldsReader fields, Texts texts) {
        YamlNode options = root.get("options");
        options.allow(Set.of("axes", "labels", "values"));
        Map<String, String> labels = new HashMap<>();
        options.get("labels").entries().forEach((axis, label) -> labels.put(axis, label.text(axis)));
        boolean readable = options.get("values").text("as-is").equals("readable");
        YamlNode variant = root.get("variant");
        variant.allow(Set.of("fields", "metafields"));
        return new VariantsRule(
                new Axes(options.get("axes").texts(), Map.copyOf(labels), readable, texts),
                fields.read(variant.get("fields"), "ProductVariantSetInput", OWN_SECTIONS),
                fields.metafields(variant.get("metafields")));
    }

    private static ImagesRule images(YamlNode node, ExpressionReader expressions, Texts texts) {
        if (!node.object()) {
            return new ImagesRule(expressions.read(node), null, texts);
        }
        node.allow(Set.of("from", "alt"));
        return new ImagesRule(
                expressions.read(node.get("from")),
                node.get("alt").absent() ? null : expressions.read(node.get("alt")),
                texts);
    }

    private static Map<String, ListPolicy> policies(YamlNode node) {
        node.allow(Set.of("tags", "metafields", "files", "collections"));
        Map<String, ListPolicy> policies = new HashMap<>();
        node.entries().forEach((list, policy) -> {
            String word = policy.text("");
            if (word.equals("owned") || word.equals("replace")) {
                policies.put(list, ListPolicy.valueOf(word.toUpperCase(Locale.ROOT)));
            } else {
                policy.error("A list is owned or replace.");
            }
        });
        return policies;
    }
}
