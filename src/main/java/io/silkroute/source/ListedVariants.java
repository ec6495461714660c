package io.silkroute.source;

import io.silkroute.source.profile.Profile;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A file in which a product's row lists its variants, which have rows of their own. */
final class ListedVariants extends Assembly {

    ListedVariants(Profile profile, Survey survey, Consumer<Converted> out) {
        super(profile, survey, out);
    }

    @Override
    void row(RowFields fields) {
        String id = Survey.id(profile, fields);
        Survey.Place place = id == null ? null : survey.place(id);
        if (!checked(fields, place == null ? "product" : "variant", id)) {
            return;
        }
        if (id == null) {
            refuse(fields, "product", null, "The row has no SKU, so it cannot be told from others.");
        } else if (place != null) {
            make(fields, fields.variant(id, place.product(), place.options(), true));
        } else if (fields.configuration != null) {
            ObjectNode product = fields.product(id, fields.images);
            if (fields.ofVariant.has("price")) {
                product.set("price", fields.ofVariant.path("price"));
            }
            RowFields.list(product, "axes", survey.axes(id));
            make(fields, product, fields.categories);
        } else {
            make(fields, fields.single(id, fields.images), fields.categories);
        }
    }
}
