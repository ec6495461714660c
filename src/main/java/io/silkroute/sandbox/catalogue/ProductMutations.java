package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.metafield.MetafieldEdits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The smaller product mutations: update, delete, tags. */
final class ProductMutations {
    private final Catalogue catalogue;
    private final ProductFields fields;
    private final MetafieldEdits metafields;

    ProductMutations(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.fields = new ProductFields(catalogue);
        this.metafields = catalogue.metafieldEdits();
    }

    Map<String, Object> update(Input input) {
        return catalogue.write(() -> {
            Product before = catalogue.product(Gid.number(input.text("id"), "Product"));
            if (before == null) {
                return Payload.errors(new UserError(List.of("id"), "Product does not exist", null));
            }
            List<UserError> errors = new ArrayList<>();
            Product product = before.copy();
            product.updatedAt = catalogue.now();
            fields.set(product, before, input, List.of(), errors);
            List<Input> given = input.inputs("metafields");
            for (int i = 0; i < given.size(); i++) {
                MetafieldEdits.Fault fault = metafields.fault(Product.TYPE, product.id, given.get(i));
                if (fault != null) {
                    errors.add(new UserError(
                            List.of("metafields", String.valueOf(i), fault.field()), fault.message(), null));
                }
            }
            if (!errors.isEmpty()) {
                return Payload.of("product", before, errors);
            }
            product.metafields = metafields.merged(Product.TYPE, product.id, product.metafields, given);
            catalogue.put(product);
            catalogue.redirect(Product.FOLDER, before.handle, product.handle, input);
            return Payload.of("product", product, errors);
        });
    }

    Map<String, Object> delete(Input input) {
        return catalogue.write(() -> {
            long id = Gid.number(input.text("id"), "Product");
            if (catalogue.product(id) == null) {
                return Payload.errors(new UserError(List.of("id"), "Product does not exist", null));
            }
            catalogue.deleteProduct(id);
            return Payload.of("deletedProductId", Gid.of("Product", id), List.of());
        });
    }

    /** As a merchant does it. @param named by its id, its number or its handle */
    void retitle(String named, String title) {
        if (title.isBlank() || title.length() > 255) {
            throw new IllegalArgumentException("a title has 1 to 255 characters");
        }
        catalogue.write(() -> {
            Product product = byHand(named).copy();
            product.title = title;
            product.updatedAt = catalogue.now();
            catalogue.put(product);
            return true;
        });
    }

    /** As a merchant does it. @param named by its id, its number or its handle */
    void deleteByHand(String named) {
        catalogue.write(() -> {
            catalogue.deleteProduct(byHand(named).id);
            return true;
        });
    }

    private Product byHand(String named) {
        Long owner = catalogue.productHandles.owner(named);
        long id = owner != null
                ? owner
                : named.matches("\\d{1,18}") ? Long.parseLong(named) : Gid.number(named, "Product");
        Product product = catalogue.product(id);
        if (product == null) {
            throw new IllegalArgumentException("the shop holds no product " + named);
        }
        return product;
    }

    Map<String, Object> tags(String gid, UnaryOperator<List<String>> change) {
        return catalogue.write(() -> {
            Product before = catalogue.product(Gid.number(gid, "Product"));
            if (before == null) {
                return Payload.errors(new UserError(List.of("id"), "Product does not exist", null));
            }
            Product product = before.copy();
            product.tags = change.apply(before.tags);
            product.updatedAt = catalogue.now();
            catalogue.put(product);
            return Payload.of("node", product, List.of());
        });
    }
}
