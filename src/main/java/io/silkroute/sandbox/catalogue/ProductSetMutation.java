package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.metafield.Definition;
import io.silkroute.sandbox.metafield.MetafieldEdits;
import io.silkroute.sandbox.metafield.OwnerType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code productSet}: lists that are given are replaced, whatever is left out stays. All or nothing: with one
 * user error nothing is changed.
 */
final class ProductSetMutation {
    private final Catalogue catalogue;
    private final MetafieldEdits metafields;
    private final ProductFields fields;
    private final VariantsInput variants;
    private final FilesInput files;

    ProductSetMutation(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.metafields = catalogue.metafieldEdits();
        this.fields = new ProductFields(catalogue);
        this.variants = new VariantsInput(catalogue);
        this.files = new FilesInput(catalogue);
    }

    /** The product as it now is, or the user errors. */
    record Result(@Nullable Product product, List<UserError> userErrors) {}

    Result set(@Nullable Input identifier, Input input) {
        return catalogue.write(() -> {
            List<UserError> errors = new ArrayList<>();
            Found found = find(identifier, input, errors);
            if (!errors.isEmpty()) {
                return new Result(null, errors);
            }
            Product product = apply(found, identifier, input, errors);
            if (!errors.isEmpty()) {
                return new Result(null, errors);
            }
            catalogue.put(product);
            if (found.product() != null) {
                catalogue.redirect(Product.FOLDER, found.product().handle, product.handle, input);
            }
            return new Result(product, List.of());
        });
    }

    private record Found(@Nullable Product product) {}

    private Found find(@Nullable Input identifier, Input input, List<UserError> errors) {
        if (identifier == null) {
            return new Found(input.given("id") ? byId(input.text("id"), errors, "input", "id") : null);
        }
        if (input.given("id")) {
            errors.add(UserError.at(
                    "ID_NOT_ALLOWED", "The id field is not allowed if identifier is provided.", "input", "id"));
            return new Found(null);
        }
        if (identifier.given("id")) {
            return new Found(byId(identifier.text("id"), errors, "identifier", "id"));
        }
        if (identifier.given("handle")) {
            return new Found(byHandle(identifier.text("handle", ""), input, errors));
        }
        return new Found(byCustomId(identifier.input("customId"), input, errors));
    }

    private @Nullable Product byId(@Nullable String gid, List<UserError> errors, String... field) {
        Product product = catalogue.product(Gid.number(gid, "Product"));
        if (product == null) {
            errors.add(UserError.at("PRODUCT_DOES_NOT_EXIST", "Product does not exist", field));
        }
        return product;
    }

    private @Nullable Product byHandle(String handle, Input input, List<UserError> errors) {
        Long id = catalogue.productHandles.owner(handle);
        if (input.given("handle") && !handle.equals(input.text("handle"))) {
            errors.add(UserError.at(
                    "INPUT_MISMATCH",
                    "The identifier value does not match the value of the corresponding field in the input.",
                    "input"));
        } else if (id == null && !input.given("handle")) {
            errors.add(UserError.at(
                    "MISSING_FIELD_REQUIRED", "The input field corresponding to the identifier is required.", "input"));
        }
        return id == null ? null : catalogue.product(id);
    }

    private @Nullable Product byCustomId(Input customId, Input input, List<UserError> errors) {
        String namespace = MetafieldEdits.namespace(customId);
        String key = customId.text("key", "");
        String value = customId.text("value", "");
        Definition definition = catalogue.definition(Product.TYPE, namespace, key);
        if (definition == null || !definition.uniqueValues()) {
            throw new TopLevelError(
                    "NOT_FOUND", "Metafield definition of type 'id' is required when using custom ids.");
        }
        if (input.given("metafields")) {
            // The entry must be the identifier's triple and nothing more: an entry with a `type` was seen refused.
            boolean held = input.inputs("metafields").stream()
                    .anyMatch(metafield -> key.equals(metafield.text("key"))
                            && namespace.equals(MetafieldEdits.namespace(metafield))
                            && value.equals(metafield.text("value"))
                            && !metafield.given("type"));
            if (!held) {
                errors.add(UserError.at(
                        "METAFIELD_MISMATCH",
                        "The input argument `metafields` (if present) must contain the `customId` value.",
                        "input"));
            }
        }
        Long owner = catalogue.ownerOfUnique(Product.TYPE, namespace, key, value);
        return owner == null ? null : catalogue.product(owner);
    }

    private Product apply(Found found, @Nullable Input identifier, Input input, List<UserError> errors) {
        Product before = found.product();
        Product product;
        if (before == null) {
            product = new Product();
            product.id = catalogue.nextId();
            product.createdAt = catalogue.now();
            product.vendor =
                    catalogue.domain().substring(0, Math.max(catalogue.domain().indexOf('.'), 0));
        } else {
            product = before.copy();
        }
        product.updatedAt = catalogue.now();
        fields.set(product, before, input, List.of("input"), errors);
        collections(product, input, errors);
        metafields(product, identifier, input, errors);
        files.set(product, input, errors);
        variants.set(product, before, input, errors);
        return product;
    }

    private void collections(Product product, Input input, List<UserError> errors) {
        if (!input.given("collections")) {
            return;
        }
        List<Long> ids = new ArrayList<>();
        for (String gid : input.texts("collections")) {
            long id = Gid.number(gid, "Collection");
            if (catalogue.collection(id) == null) {
                errors.add(UserError.at("INVALID_INPUT", "Collection does not exist: " + gid, "input", "collections"));
            } else if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        product.collections = List.copyOf(ids);
    }

    private void metafields(Product product, @Nullable Input identifier, Input input, List<UserError> errors) {
        if (input.given("metafields")) {
            List<Input> given = input.inputs("metafields");
            check(Product.TYPE, product.id, given, List.of("input"), errors);
            if (errors.isEmpty()) {
                product.metafields = metafields.replaced(Product.TYPE, product.id, product.metafields, given);
            }
        } else if (identifier != null && identifier.given("customId")) {
            product.metafields = metafields.merged(
                    Product.TYPE, product.id, product.metafields, List.of(identifier.input("customId")));
        }
    }

    private void check(OwnerType type, long owner, List<Input> given, List<String> path, List<UserError> errors) {
        Set<Map.Entry<String, String>> names = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            MetafieldEdits.Fault fault = metafields.fault(type, owner, given.get(i));
            if (fault == null
                    && !names.add(Map.entry(
                            MetafieldEdits.namespace(given.get(i)),
                            Objects.requireNonNull(given.get(i).text("key"))))) {
                fault = new MetafieldEdits.Fault("key", "Duplicate metafield key.", MetafieldEdits.Kind.INVALID);
            }
            if (fault != null) {
                List<String> field = new ArrayList<>(path);
                field.addAll(List.of("metafields", String.valueOf(i), fault.field()));
                errors.add(new UserError(
                        field,
                        fault.message(),
                        fault.kind() == MetafieldEdits.Kind.NOT_UNIQUE ? "CAPABILITY_VIOLATION" : "INVALID_METAFIELD"));
            }
        }
    }
}
