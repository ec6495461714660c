package io.silkroute.mapping.read;

import io.silkroute.mapping.value.Coercion;
import io.silkroute.mapping.value.MetafieldForm;
import io.silkroute.mapping.value.MetafieldRule;
import io.silkroute.mapping.value.MetafieldType;
import io.silkroute.mapping.value.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles a mapping's metafields, of a product, of its variants or of a collection. */
public final class MetafieldsReader {

    private static final int MAX_METAFIELDS = 249; // of 250, one is the connector's own
    private static final int LONGEST_NAME = 255;
    private static final String OWN_NAMESPACE = "silkroute";
    private static final Set<String> KEYS =
            Set.of("namespace", "key", "type", "from", "format", "scale", "define", "name", "pin");
    // What their definitions point to exists in the shop alone.
    private static final Set<String> NOT_DEFINABLE = Set.of("metaobject_reference", "mixed_reference");

    private final ExpressionReader expressions;
    private final Texts texts;

    public MetafieldsReader(ExpressionReader expressions, Texts texts) {
        this.expressions = expressions;
        this.texts = texts;
    }

    public List<MetafieldRule> read(YamlNode node) {
        List<MetafieldRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode one : node.elements()) {
            one.allow(KEYS);
            String namespace = one.get("namespace").text("");
            String key = one.get("key").text("");
            YamlNode typed = one.get("type");
            String word = typed.text("single_line_text_field");
            if (!namespace.matches("[\\w-]{3,255}") || !key.matches("[\\w-]{2,64}")) {
                one.error("A metafield needs a namespace of 3 to 255 and a key of 2 to 64 letters, digits, - and _.");
            } else if (namespace.equals(OWN_NAMESPACE)) {
                one.error("The namespace " + OWN_NAMESPACE + " is kept for the connector's own metafields.");
            } else if (!names.add(namespace + "." + key)) {
                one.error("The metafield " + namespace + "." + key + " stands here twice.");
            }
            MetafieldType type = MetafieldType.of(word);
            if (type == null) {
                typed.error("This metafield type is unknown. " + Suggestion.of(word, MetafieldType.WORDS));
            } else if (one.get("from").absent()) {
                one.error("Say with from where the metafield's value comes from.");
            } else {
                rules.add(new MetafieldRule(
                        namespace,
                        key,
                        type,
                        expressions.read(one.get("from")),
                        texts,
                        form(one, type),
                        demand(one, key, type)));
            }
        }
        if (rules.size() > MAX_METAFIELDS) {
            node.error("Shopify takes at most %d metafields of an owner; here are %d."
                    .formatted(MAX_METAFIELDS, rules.size()));
        }
        return rules;
    }

    private static MetafieldForm form(YamlNode one, MetafieldType type) {
        YamlNode format = one.get("format");
        if (!format.absent() && !type.one().equals("rich_text_field")) {
            format.error("Only a rich_text_field has a format.");
        }
        boolean markdown = !format.absent() && format.word("html", "markdown").equals("markdown");
        return new MetafieldForm(markdown, scale(one.get("scale"), type));
    }

    private static MetafieldForm.@Nullable Scale scale(YamlNode node, MetafieldType type) {
        if (node.absent()) {
            return null;
        }
        if (!type.one().equals("rating")) {
            node.error("Only a rating has a scale.");
            return null;
        }
        node.allow(Set.of("min", "max"));
        BigDecimal min = Coercion.decimal(node.get("min").json());
        BigDecimal max = Coercion.decimal(node.get("max").json());
        MetafieldForm.Scale scale = min == null || max == null ? null : new MetafieldForm.Scale(min, max);
        if (scale == null || !scale.isSound()) {
            node.error("A scale has two numbers, such as {min: 1, max: 5}.");
            return null;
        }
        return scale;
    }

    private static MetafieldRule.@Nullable Demand demand(YamlNode one, String key, MetafieldType type) {
        YamlNode define = one.get("define");
        boolean wanted = !define.absent() && define.truth();
        if (!wanted) {
            for (String of : List.of("name", "pin")) {
                if (!one.get(of).absent()) {
                    one.get(of).error("Only a definition that is made has a " + of + "; say define: true.");
                }
            }
            return null;
        }
        String name = one.get("name").text(Texts.humanise(key.replace('-', '_').toLowerCase(Locale.ROOT)));
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            one.error("The name of a definition has 1 to " + LONGEST_NAME + " characters.");
        }
        if (NOT_DEFINABLE.contains(type.one())) {
            define.error("A definition of " + type.word() + " names metaobjects of the shop; make it there.");
        }
        if (type.one().equals("rating") && one.get("scale").absent()) {
            define.error("The definition of a rating needs a scale, such as scale: {min: 1, max: 5}.");
        }
        return new MetafieldRule.Demand(
                name, !one.get("pin").absent() && one.get("pin").truth());
    }
}
