package io.silkroute.source;

import io.silkroute.source.profile.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A file of variants whose products another file brought, and whose prices are differences to theirs. */
final class Combinations extends Assembly {

    private final KnownProducts known;

    Combinations(Profile profile, Survey survey, KnownProducts known, Consumer<Converted> out) {
        super(profile, survey, out);
        this.known = known;
    }

    @Override
    void row(RowFields fields) {
        String product = fields.parent;
        if (product == null) {
            if (checked(fields, "variant", fields.sku)) {
                refuse(fields, "variant", fields.sku, "The combination names no product.");
            }
            return;
        }
        Map<String, String> options = options(fields);
        int position = position(fields, product);
        String id = variantId(fields, product, options, position);
        if (!fields.faults.isEmpty()) {
            doubt(fields.row); // its id may be of its options
        }
        if (!checked(fields, "variant", id)) {
            return;
        }
        ObjectNode variant = fields.variant(id, product, options, true);
        String refused = Impact.apply(
                fields.impacts,
                product,
                known,
                variant,
                sentence -> warnOnce(fields, "variant", id, sentence, sentence));
        if (refused == null) {
            make(fields, variant);
        } else {
            refuse(fields, "variant", id, refused);
        }
    }

    // "Color:color:0, Size:select:1" and "Blue:0, M:1": what stands behind the colon is for PrestaShop alone.
    private static Map<String, String> options(RowFields fields) {
        String[] names = fields.optionNames.getOrDefault(0, "").split(",", -1);
        String[] values = fields.optionValues.getOrDefault(0, "").split(",", -1);
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
            String name = names[i].split(":", -1)[0].strip();
            String value = values[i].replaceFirst(":\\s*[0-9]+\\s*$", "").strip();
            if (!name.isEmpty() && !value.isEmpty()) {
                options.put(name, value);
            }
        }
        if (names.length != values.length) {
            fields.faults.add(new Fault(
                    fields.row,
                    null,
                    null,
                    null,
                    null,
                    "The combination names %d attributes and %d values.".formatted(names.length, values.length)));
        }
        return options;
    }
}
