package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.UserError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code productVariantsBulkUpdate}: fields of known variants; the other variants stay as they are. */
final class VariantsBulkUpdateMutation {
    private final Catalogue catalogue;
    private final VariantFields fields;

    VariantsBulkUpdateMutation(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.fields = new VariantFields(catalogue);
    }

    record Result(@Nullable Product product, @Nullable List<Variant> variants, List<UserError> userErrors) {}

    Result update(String productId, List<Input> inputs, boolean allowPartialUpdates) {
        return catalogue.write(() -> {
            Product before = catalogue.product(Gid.number(productId, "Product"));
            if (before == null) {
                return new Result(
                        null,
                        null,
                        List.of(UserError.at("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId")));
            }
            List<UserError> errors = new ArrayList<>();
            Map<Long, Variant> changed = new HashMap<>();
            List<Long> order = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                Variant variant = changed(before, inputs.get(i), List.of("variants", String.valueOf(i)), errors);
                if (variant != null) {
                    changed.put(variant.id, variant);
                    order.add(variant.id);
                }
            }
            if (!errors.isEmpty() && !allowPartialUpdates || changed.isEmpty()) {
                return new Result(before, null, errors);
            }
            Product after = before.copy();
            after.variants = before.variants.stream()
                    .map(variant -> changed.getOrDefault(variant.id, variant))
                    .toList();
            if (Set.copyOf(after.variants.stream()
                                    .map(variant -> variant.values)
                                    .toList())
                            .size()
                    < after.variants.size()) {
                return new Result(
                        before,
                        null,
                        List.of(UserError.at(
                                "VARIANT_ALREADY_EXISTS",
                                "The variant already exists. Please change at least one option value.",
                                "variants")));
            }
            after.updatedAt = catalogue.now();
            catalogue.put(after);
            List<Variant> variants = order.stream()
                    .map(id -> java.util.Objects.requireNonNull(after.variant(id)))
                    .toList();
            return new Result(after, variants, errors);
        });
    }

    private @Nullable Variant changed(Product product, Input input, List<String> path, List<UserError> errors) {
        if (!input.given("id")) {
            errors.add(new UserError(
                    VariantFields.with(path, "id"),
                    "Product variant is missing ID attribute",
                    "PRODUCT_VARIANT_ID_MISSING"));
            return null;
        }
        Variant held = product.variant(Gid.number(input.text("id"), "ProductVariant"));
        if (held == null) {
            errors.add(new UserError(
                    VariantFields.with(path, "id"),
                    "Product variant does not exist",
                    "PRODUCT_VARIANT_DOES_NOT_EXIST"));
            return null;
        }
        int before = errors.size();
        Variant variant = held.copy();
        variant.updatedAt = catalogue.now();
        fields.set(variant, input, path, "GREATER_THAN_OR_EQUAL_TO", errors);
        if (input.has("mediaId")) {
            media(product, variant, input, path, errors);
        }
        if (input.given("optionValues")) {
            optionValues(product, variant, input, path, errors);
        }
        return errors.size() > before ? null : variant;
    }

    private void media(Product product, Variant variant, Input input, List<String> path, List<UserError> errors) {
        if (!input.given("mediaId")) {
            variant.media = 0;
            return;
        }
        long id = Gid.number(input.text("mediaId"), "MediaImage");
        Media media = product.media(id);
        if (media == null) {
            boolean elsewhere = catalogue.products().values().stream().anyMatch(other -> other.media(id) != null);
            errors.add(new UserError(
                    VariantFields.with(path, "mediaId"),
                    elsewhere ? "Media must be for this product" : "Media does not exist",
                    elsewhere ? "MUST_BE_FOR_THIS_PRODUCT" : "INVALID_INPUT"));
        } else if (!media.processed(catalogue.now())) {
            errors.add(new UserError(
                    VariantFields.with(path, "mediaId"),
                    "Non-ready media cannot be attached to variants.",
                    "INVALID_INPUT"));
        } else {
            variant.media = id;
        }
    }

    private static void optionValues(
            Product product, Variant variant, Input input, List<String> path, List<UserError> errors) {
        List<String> values = new ArrayList<>(variant.values);
        for (Input given : input.inputs("optionValues")) {
            for (int i = 0; i < product.options.size(); i++) {
                Option option = product.options.get(i);
                if (option.name().equals(given.text("optionName"))
                        || option.id() == Gid.number(given.text("optionId"), "ProductOption")) {
                    String name = given.text("name", "");
                    if (option.value(name) == null) {
                        errors.add(new UserError(path, "Option value does not exist", "OPTION_VALUE_DOES_NOT_EXIST"));
                    }
                    values.set(i, name);
                }
            }
        }
        variant.values = List.copyOf(values);
    }
}
