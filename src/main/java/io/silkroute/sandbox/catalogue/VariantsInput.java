package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** productSet's {@code productOptions} and {@code variants}, which only come together. */
final class VariantsInput {
    static final int MOST_OPTIONS = 3;
    static final int MOST_VALUES = 100;
    static final int MOST_VARIANTS = 2048;

    private final Catalogue catalogue;
    private final VariantFields fields;

    VariantsInput(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.fields = new VariantFields(catalogue);
    }

    void set(Product product, @Nullable Product before, Input input, List<UserError> errors) {
        boolean options = input.given("productOptions");
        boolean variants = input.given("variants");
        if (options && (!variants || input.inputs("variants").isEmpty())) {
            errors.add(UserError.at(
                    "VARIANTS_INPUT_MISSING",
                    "Variants input is required when updating product options",
                    "input",
                    "variants"));
        } else if (variants && !options) {
            errors.add(UserError.at(
                    "PRODUCT_OPTIONS_INPUT_MISSING",
                    "Product options input is required when updating variants",
                    "input",
                    "productOptions"));
        } else if (options) {
            List<Option> set = options(before, input.inputs("productOptions"), errors);
            if (errors.isEmpty()) {
                product.options = set;
                product.variants = variants(product, before, input, errors);
            }
        } else if (before == null) {
            product.options = List.of(new Option(
                    catalogue.nextId(),
                    Product.DEFAULT_OPTION,
                    List.of(new Option.Value(catalogue.nextId(), Product.DEFAULT_VALUE))));
            Variant only = fresh();
            only.tracked = false; // as seen: only a variant that was asked for is tracked by itself
            only.values = List.of(Product.DEFAULT_VALUE);
            product.variants = List.of(only);
        }
    }

    private List<Option> options(@Nullable Product before, List<Input> inputs, List<UserError> errors) {
        if (inputs.size() > MOST_OPTIONS) {
            errors.add(UserError.at(
                    "OPTIONS_OVER_LIMIT", "Options are limited to 3 per product", "input", "productOptions"));
            return List.of();
        }
        List<Option> options = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            String at = String.valueOf(i);
            Option held = held(before, input);
            if (input.given("id") && held == null) {
                errors.add(UserError.at(
                        "OPTION_DOES_NOT_EXIST", "Option does not exist", "input", "productOptions", at, "id"));
                continue;
            }
            String name = input.text("name", held == null ? "" : held.name()).strip();
            if (name.isEmpty()) {
                errors.add(UserError.at(
                        "INVALID_INPUT", "Option name can't be blank", "input", "productOptions", at, "name"));
            } else if (name.length() > 255) {
                errors.add(UserError.at(
                        "INVALID_INPUT",
                        "Option name is too long (maximum is 255 characters)",
                        "input",
                        "productOptions",
                        at,
                        "name"));
            } else if (!names.add(name.toLowerCase(java.util.Locale.ROOT))) {
                errors.add(UserError.at(
                        "DUPLICATED_OPTION_NAME", "Duplicated option name.", "input", "productOptions", at));
            }
            options.add(new Option(
                    held == null ? catalogue.nextId() : held.id(),
                    name,
                    values(held, input.inputs("values"), at, errors)));
        }
        return List.copyOf(options);
    }

    private static @Nullable Option held(@Nullable Product before, Input input) {
        if (before == null) {
            return null;
        }
        long id = Gid.number(input.text("id"), "ProductOption");
        for (Option option : before.options) {
            if (input.given("id") ? option.id() == id : option.name().equals(input.text("name"))) {
                return option;
            }
        }
        return null;
    }

    private List<Option.Value> values(@Nullable Option held, List<Input> inputs, String at, List<UserError> errors) {
        if (inputs.isEmpty()) {
            errors.add(UserError.at(
                    "OPTION_VALUES_MISSING",
                    "Each option must have at least one option value specified.",
                    "input",
                    "productOptions",
                    at));
        }
        if (inputs.size() > MOST_VALUES) {
            errors.add(UserError.at(
                    "OPTION_VALUES_OVER_LIMIT",
                    "Option values are limited to 100 per option",
                    "input",
                    "productOptions"));
        }
        List<Option.Value> values = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            String name = input.text("name", "").strip();
            Option.Value known = held == null ? null : held.value(name);
            if (held != null && input.given("id")) {
                long id = Gid.number(input.text("id"), "ProductOptionValue");
                known = held.values().stream()
                        .filter(v -> v.id() == id)
                        .findFirst()
                        .orElse(null);
                if (known == null) {
                    errors.add(UserError.at(
                            "OPTION_VALUE_DOES_NOT_EXIST",
                            "Option value does not exist",
                            "input",
                            "productOptions",
                            at,
                            "values",
                            String.valueOf(i)));
                } else if (name.isEmpty()) {
                    name = known.name();
                }
            }
            if (name.isEmpty() || name.length() > 255) {
                errors.add(UserError.at(
                        "INVALID_INPUT",
                        name.isEmpty()
                                ? "Option value name can't be blank"
                                : "Option value name is too long (maximum is 255 characters)",
                        "input",
                        "productOptions",
                        at,
                        "values",
                        String.valueOf(i),
                        "name"));
            } else if (!names.add(name.toLowerCase(java.util.Locale.ROOT))) {
                errors.add(UserError.at(
                        "DUPLICATED_OPTION_VALUE",
                        "Duplicated option value.",
                        "input",
                        "productOptions",
                        at,
                        "values",
                        String.valueOf(i)));
            }
            values.add(new Option.Value(known == null ? catalogue.nextId() : known.id(), name));
        }
        return List.copyOf(values);
    }

    private List<Variant> variants(Product product, @Nullable Product before, Input input, List<UserError> errors) {
        List<Input> inputs = input.inputs("variants");
        Map<List<String>, Variant> byValues = new HashMap<>();
        Map<Long, Variant> byId = new HashMap<>();
        if (before != null) {
            for (Variant variant : before.variants) {
                byValues.put(variant.values, variant);
                byId.put(variant.id, variant);
            }
        }
        List<Variant> variants = new ArrayList<>(inputs.size());
        Set<List<String>> taken = new HashSet<>();
        int quantities = 0;
        for (int i = 0; i < inputs.size(); i++) {
            Input each = inputs.get(i);
            List<String> path = List.of("input", "variants", String.valueOf(i));
            List<String> values = values(product, each, path, errors);
            if (values == null) {
                continue;
            }
            Variant held = byValues.get(values);
            if (each.given("id")) {
                held = byId.get(Gid.number(each.text("id"), "ProductVariant"));
                if (held == null) {
                    errors.add(new UserError(path, "Product variant does not exist", "PRODUCT_VARIANT_DOES_NOT_EXIST"));
                    continue;
                }
            }
            if (!taken.add(values)) {
                errors.add(new UserError(
                        path,
                        "The variant '" + String.join(" / ", values)
                                + "' already exists. Please change at least one option value.",
                        "INVALID_VARIANT"));
                continue;
            }
            Variant variant = held == null ? fresh() : held.copy();
            variant.values = values;
            variant.updatedAt = catalogue.now();
            quantities += each.inputs("inventoryQuantities").size();
            fields.set(variant, each, path, "INVALID_VARIANT", errors);
            file(product, input, each, variant, path, errors);
            variants.add(variant);
        }
        List<Variant> placed = placed(variants, inputs, before, errors);
        if (quantities > 50_000) {
            errors.add(UserError.at(
                    "INVENTORY_QUANTITIES_LIMIT_EXCEEDED",
                    "Inventory quantity input exceeds the limit of 50000. Consider using separate `inventorySetQuantities` mutations.",
                    "input",
                    "variants"));
        }
        return placed;
    }

    /**
     * In the order of their positions. One that is given none stays where it was, a new one comes last: that the order
     * of the list were that of the variants is not documented.
     */
    private static List<Variant> placed(
            List<Variant> variants, List<Input> inputs, @Nullable Product before, List<UserError> errors) {
        if (variants.size() != inputs.size()) {
            return variants; // with errors
        }
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; before != null && i < before.variants.size(); i++) {
            places.put(before.variants.get(i).id, i + 1);
        }
        for (int i = 0; i < inputs.size(); i++) {
            Variant variant = variants.get(i);
            int position = inputs.get(i).number("position", places.getOrDefault(variant.id, Integer.MAX_VALUE));
            if (position < 1) {
                errors.add(UserError.at(
                        "INVALID_VARIANT",
                        "Product variant position cannot be zero or negative number.",
                        "input",
                        "variants",
                        String.valueOf(i)));
            }
            places.put(variant.id, position);
        }
        return variants.stream()
                .sorted(Comparator.comparing(variant -> places.get(variant.id)))
                .toList();
    }

    /** The variant's option values in the order of the product's options; null with an error when they do not fit. */
    private static @Nullable List<String> values(
            Product product, Input variant, List<String> path, List<UserError> errors) {
        @Nullable String[] values = new @Nullable String[product.options.size()];
        for (Input given : variant.inputs("optionValues")) {
            int at = optionAt(product, given);
            if (at < 0) {
                errors.add(new UserError(path, "Option does not exist", "OPTION_DOES_NOT_EXIST"));
                return null;
            }
            Option option = product.options.get(at);
            long id = Gid.number(given.text("id"), "ProductOptionValue");
            Option.Value value = option.values().stream()
                    .filter(v -> given.given("id")
                            ? v.id() == id
                            : v.name().equals(given.text("name", "").strip()))
                    .findFirst()
                    .orElse(null);
            if (value == null) {
                errors.add(new UserError(path, "Option value does not exist", "OPTION_VALUE_DOES_NOT_EXIST"));
                return null;
            }
            values[at] = value.name();
        }
        List<String> all = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            if (value == null) {
                errors.add(new UserError(
                        path,
                        "You need to add option values for "
                                + product.options.get(i).name(),
                        "INVALID_VARIANT"));
                return null;
            }
            all.add(value);
        }
        return List.copyOf(all);
    }

    private static int optionAt(Product product, Input given) {
        long id = Gid.number(given.text("optionId"), "ProductOption");
        for (int i = 0; i < product.options.size(); i++) {
            Option option = product.options.get(i);
            if (given.given("optionId")
                    ? option.id() == id
                    : option.name().equals(given.text("optionName", "").strip())) {
                return i;
            }
        }
        return -1;
    }

    private void file(
            Product product, Input input, Input each, Variant variant, List<String> path, List<UserError> errors) {
        if (!each.given("file")) {
            if (each.has("file") || product.media(variant.media) == null) {
                variant.media = 0;
            }
            return;
        }
        Input file = each.input("file");
        List<Input> files = input.inputs("files");
        for (int i = 0; i < Math.min(files.size(), product.media.size()); i++) {
            Input other = files.get(i);
            if (file.given("id") && file.text("id", "").equals(other.text("id"))) {
                variant.media = product.media.get(i).id();
                return;
            }
            if (!file.given("id") && file.text("originalSource", "").equals(other.text("originalSource"))) {
                // As for the product's own files: a source is a new image each time that it is given.
                Media own = FilesInput.fetched(catalogue, file);
                product.media =
                        Stream.concat(product.media.stream(), Stream.of(own)).toList();
                variant.media = own.id();
                return;
            }
        }
        errors.add(new UserError(
                path, "Any file specified on a variant must also be specified in the `files` input.", "INVALID_INPUT"));
    }

    private Variant fresh() {
        Variant variant = new Variant();
        variant.id = catalogue.nextId();
        variant.price = Money.normal("0", catalogue.currency());
        variant.createdAt = catalogue.now();
        variant.updatedAt = variant.createdAt;
        return variant;
    }
}
