package io.silkroute.export.definition;

import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.value.MetafieldForm;
import io.silkroute.mapping.value.MetafieldRule;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A metafield that a mapping sets. @param owner in MetafieldOwnerType */
record WantedDefinition(String owner, MetafieldRule rule) {

    static Set<WantedDefinition> of(Mapping products, Mapping collections) {
        Set<WantedDefinition> all = new LinkedHashSet<>();
        products.metafields().forEach(rule -> all.add(new WantedDefinition("PRODUCT", rule)));
        products.metafieldsOfVariants().forEach(rule -> all.add(new WantedDefinition("PRODUCTVARIANT", rule)));
        collections.metafields().forEach(rule -> all.add(new WantedDefinition("COLLECTION", rule)));
        return all;
    }

    String type() {
        return rule.type().word();
    }

    /** As a sentence names it. */
    String named() {
        String of = owner.equals("PRODUCT") ? "products" : owner.equals("COLLECTION") ? "collections" : "variants";
        return rule.name() + " of " + of;
    }

    /** What identifies it, whatever else a mapping says of it. */
    String key() {
        return owner + " " + rule.name() + " " + type() + " " + rule.demand();
    }

    /** As {@code metafieldDefinitionCreate} takes it. */
    ObjectNode input(MetafieldRule.Demand demand, boolean pin) {
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("name", demand.name())
                .put("namespace", rule.namespace())
                .put("key", rule.key())
                .put("type", type())
                .put("ownerType", owner)
                .put("pin", pin);
        MetafieldForm.Scale scale = rule.form().scale();
        if (scale != null) {
            ArrayNode validations = input.putArray("validations");
            validations.addObject().put("name", "scale_min").put("value", MetafieldForm.decimal(scale.min()));
            validations.addObject().put("name", "scale_max").put("value", MetafieldForm.decimal(scale.max()));
        }
        return input;
    }
}
