package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemType;
import io.silkroute.mapping.read.InputTypes;
import io.silkroute.mapping.read.MappingError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A mapping written down in a test, and what it makes of items. */
final class MappingText {

    static final InputTypes TYPES = InputTypes.load();

    private MappingText() {}

    static Mapping mapping(String text) {
        List<MappingError> errors = new ArrayList<>();
        Mapping mapping = new MappingReader(TYPES).read("m.yaml", text, errors).mapping();
        if (!errors.isEmpty()) {
            throw new MappingInvalid(errors);
        }
        return mapping;
    }

    static List<MappingError> errors(String text) {
        List<MappingError> errors = new ArrayList<>();
        new MappingReader(TYPES).read("m.yaml", text, errors);
        return errors;
    }

    static Item item(String json) {
        return Item.read(json.getBytes(StandardCharsets.UTF_8));
    }

    static Rendered render(Mapping mapping, Item product, List<Item> variants) {
        return mapping.render(new Source(product, variants, List.of()));
    }

    /** @param json the product, then its variants */
    static Rendered render(Mapping mapping, String... json) {
        List<Item> variants = new ArrayList<>();
        for (String each : json) {
            Item item = item(each);
            if (item.type() == ItemType.VARIANT) {
                variants.add(item);
            }
        }
        return render(mapping, item(json[0]), variants);
    }

    static ObjectNode input(Mapping mapping, String... json) {
        return payload(mapping, json).input();
    }

    static Rendered.Payload payload(Mapping mapping, String... json) {
        Rendered rendered = render(mapping, json);
        if (rendered instanceof Rendered.Payload payload) {
            return payload;
        }
        throw new AssertionError(rendered);
    }

    static String refusal(Rendered rendered) {
        if (rendered instanceof Rendered.Refused refused) {
            return String.join(" ", refused.reasons());
        }
        throw new AssertionError(rendered);
    }
}
