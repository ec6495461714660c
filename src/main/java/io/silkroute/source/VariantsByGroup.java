package io.silkroute.source;

import io.silkroute.source.profile.Profile;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A file of variants, of which those of one product name the same group; the product has no row. */
final class VariantsByGroup extends Assembly {

    private static final int MOST_AXES = 3;

    private final RowsByText made = new RowsByText();

    VariantsByGroup(Profile profile, Survey survey, Consumer<Converted> out) {
        super(profile, survey, out);
    }

    @Override
    void row(RowFields fields) {
        String id = Survey.id(profile, fields);
        String group = fields.group;
        String type = group == null ? "product" : "variant";
        if (group != null && !fields.faults.isEmpty()) {
            doubt(fields.row); // its product is made of another row, or not at all
        }
        if (!checked(fields, type, id)) {
            return;
        }
        if (group == null) {
            if (id == null) {
                refuse(fields, type, null, "The row has no id, so it cannot be told from others.");
            } else {
                make(fields, fields.single(id, fields.images), fields.categories);
            }
            return;
        }
        Map<String, String> options = fields.options(Map.of());
        int position = position(fields, group);
        String variant = id == null ? variantId(fields, group, options, position) : id;
        if (made.put(group, fields.row) == 0) {
            ObjectNode product = fields.product(group, fields.images);
            List<String> axes = survey.axesThatDiffer(group);
            if (axes.size() > MOST_AXES) {
                warn(
                        fields,
                        "product",
                        group,
                        "Its rows differ in %s; a product has at most %d axes, the first count."
                                .formatted(String.join(", ", axes), MOST_AXES));
            }
            RowFields.list(product, "axes", axes.stream().limit(MOST_AXES).toList());
            make(fields, product, fields.categories);
        }
        make(fields, fields.variant(variant, group, options, true));
    }
}
