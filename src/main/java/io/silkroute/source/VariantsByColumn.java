package io.silkroute.source;

import io.silkroute.source.profile.Profile;
import io.silkroute.source.profile.Target;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A file in which a variant names its product, or there are none. */
final class VariantsByColumn extends Assembly {

    private final boolean levelled;

    VariantsByColumn(Profile profile, Survey survey, Consumer<Converted> out) {
        super(profile, survey, out);
        this.levelled = profile.columns().stream().anyMatch(rule -> rule.target() == Target.MODEL);
    }

    @Override
    void row(RowFields fields) {
        String id = Survey.id(profile, fields);
        if (survey.levels().is(fields)) {
            model(fields, id);
            return;
        }
        if (survey.isVariant(fields)) {
            variant(fields, fields.parent, fields.options(Map.of()), id);
            return;
        }
        if (!checked(fields, profile.type(), id)) {
            return;
        }
        if (id == null) {
            refuse(
                    fields,
                    profile.type(),
                    null,
                    "The row has neither an id nor a SKU, so it cannot be told from others.");
            return;
        }
        if (profile.type().equals("category")) {
            category(fields, id);
            return;
        }
        List<String> axes = survey.axes(fields.ref == null ? id : refOr(id, "id:" + fields.ref));
        List<String> ofVariants = axes.isEmpty() && fields.sku != null ? survey.axes(fields.sku) : axes;
        List<String> named = fields.axes.isEmpty() ? ofVariants : fields.axes;
        if (named.isEmpty()) {
            make(fields, fields.single(id, fields.images), fields.categories);
        } else {
            ObjectNode product = fields.product(id, fields.images);
            sellsAsWhole(fields, product);
            fields.options(Map.of()).forEach((name, value) -> {
                if (!named.contains(name)) {
                    RowFields.attributes(product).put(name, value); // none of its variants names it
                }
            });
            RowFields.list(product, "axes", named);
            make(fields, product, fields.categories);
        }
    }

    private void model(RowFields fields, @Nullable String id) {
        if (!checked(fields, "product", id)) {
            return;
        }
        if (id == null) {
            refuse(fields, "product", null, "The product model has no code.");
        } else if (!survey.levels().hasProducts(id)) {
            warn(
                    fields,
                    "product",
                    id,
                    "The product model “%s” stands between its root and its products, and none of these is in this file. Put the models and the products into one file, so that they find each other."
                            .formatted(id));
        }
    }

    private String refOr(String id, String ref) {
        return survey.axes(id).isEmpty() ? ref : id;
    }

    // Its variants inherit a price that only their product has.
    private static void sellsAsWhole(RowFields fields, ObjectNode product) {
        for (String key : List.of("price", "compareAtPrice", "cost")) {
            if (fields.ofVariant.has(key)) {
                product.set(key, fields.ofVariant.path(key));
            }
        }
    }

    private void category(RowFields fields, String id) {
        ObjectNode category = fields.product(id, List.of());
        category.put("type", "category");
        if (fields.parent != null) {
            category.put("parent", fields.parent);
        }
        make(fields, category);
    }

    private void variant(RowFields fields, @Nullable String named, Map<String, String> options, @Nullable String own) {
        if (named == null) {
            if (checked(fields, "variant", own)) {
                refuse(fields, "variant", own, "The variant names no product.");
            }
            return;
        }
        String product = survey.product(named);
        int position = position(fields, product);
        String id = fields.sku == null && own != null ? own : variantId(fields, product, options, position);
        if (!checked(fields, "variant", id)) {
            return;
        }
        if (!survey.has(product)) {
            needs(fields, "product", product);
            warnOnce(
                    fields,
                    "variant",
                    id,
                    "parent " + product,
                    "Its product “%s” is not in this file. The variant waits until the product comes, if it is not there already.%s"
                            .formatted(
                                    product,
                                    levelled
                                            ? " If it is a product model that has a parent itself, put both into one file."
                                            : ""));
        }
        make(fields, fields.variant(id, product, options, true));
    }
}
