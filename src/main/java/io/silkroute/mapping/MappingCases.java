package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemType;
import io.silkroute.mapping.read.InputTypes;
import io.silkroute.mapping.read.MappingError;
import io.silkroute.mapping.read.YamlNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the cases that lie beside a mapping: {@code case} (its name), {@code given} (an item, or a list of an item and
 * its variants and categories), and {@code expect}, {@code rejected} or {@code notes}.
 */
final class MappingCases {

    private static final Set<String> KEYS = Set.of("case", "given", "locations", "expect", "rejected", "notes");

    private static final List<String> ONE_LOCATION = List.of("Main warehouse");

    private final InputTypes types;

    MappingCases(InputTypes types) {
        this.types = types;
    }

    List<MappingCase> read(String file, String text, Mapping mapping, List<MappingError> errors) {
        YamlNode root = YamlNode.read(file, new StringReader(text), errors);
        if (!root.list()) {
            root.error("A list of cases is expected here.");
            return List.of();
        }
        List<MappingCase> cases = new ArrayList<>();
        for (YamlNode one : root.elements()) {
            one.allow(KEYS);
            if (one.get("case").absent()) {
                one.error("A case needs a name: “case: a missing French title falls back to English”.");
            }
            if (one.get("expect").absent()
                    && one.get("rejected").absent()
                    && one.get("notes").absent()) {
                one.error("Say what the case expects with expect, rejected or notes.");
            }
            known(one.get("expect"), mapping);
            List<Item> given = given(one.get("given"));
            if (!given.isEmpty()) {
                cases.add(new MappingCase(
                        one.get("case").text(""),
                        one.line(),
                        given,
                        one.get("locations").absent()
                                ? ONE_LOCATION
                                : one.get("locations").texts(),
                        one.get("expect").absent() ? null : one.get("expect").json(),
                        one.get("rejected").text(),
                        one.get("notes").texts()));
            }
        }
        return cases;
    }

    // A key that never is there would be expected in vain, or, with null, for ever.
    private void known(YamlNode expect, Mapping mapping) {
        Map<String, InputTypes.Field> fields = types.fields(mapping.inputType());
        if (!expect.absent() && fields != null) {
            Set<String> keys = new HashSet<>(fields.keySet());
            keys.add(TranslationsRule.FIELD);
            expect.allow(keys);
        }
    }

    private static List<Item> given(YamlNode node) {
        List<Item> items = new ArrayList<>();
        if (node.absent()) {
            node.error("A case needs an item: “given: {type: product, id: L1, name: {en_US: Lamp}}”.");
        }
        for (YamlNode one : node.elements()) {
            JsonNode image = one.json();
            if (image instanceof ObjectNode object
                    && object.path("id").isString()
                    && ItemType.of(object.path("type").asString("")).isPresent()) {
                items.add(Item.of(object));
            } else {
                one.error("An item needs a type (product, variant, category) and an id, a text.");
            }
        }
        return items;
    }
}
