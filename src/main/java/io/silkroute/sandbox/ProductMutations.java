package io.silkroute.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The smaller product mutations: update, delete, tags. */
final class ProductMutations {
    private final Shop shop;
    private final ProductFields fields;
    private final MetafieldEdits metafields;

    ProductMutations(Shop shop) {
        this.shop = shop;
        this.fields = new ProductFields(shop);
        this.metafields = new MetafieldEdits(shop);
    }

    Map<String, Object> update(Input input) {
        return shop.write(() -> {
            Product before = shop.product(Gid.number(input.text("id"), "Product"));
            if (before == null) {
                return Payload.errors(new UserError(List.of("id"), "Product does not exist", null));
            }
            List<UserError> errors = new ArrayList<>();
            Product product = before.copy();
            product.updatedAt = shop.now();
            fields.set(product, before, input, List.of(), errors);
            List<Input> given = input.inputs("metafields");
            for (int i = 0; i < given.size(); i++) {
                MetafieldEdits.Fault fault = metafields.fault(Owner.Type.PRODUCT, product.id, given.get(i));
                if (fault != null) {
                    errors.add(new UserError(
                            List.of("metafields", String.valueOf(i), fault.field()), fault.message(), null));
                }
            }
            if (!errors.isEmpty()) {
                return Payload.of("product", before, errors);
            }
            product.metafields = metafields.merged(Owner.Type.PRODUCT, product.id, product.metafields, given);
            shop.put(product);
            return Payload.of("product", product, errors);
        });
    }

    Map<String, Object> delete(Input input) {
        return shop.write(() -> {
            long id = Gid.number(input.text("id"), "Product");
            if (shop.product(id) == null) {
                return Payload.errors(new UserError(List.of("id"), "Product does not exist", null));
            }
            shop.deleteProduct(id);
            return Payload.of("deletedProductId", Gid.of("Product", id), List.of());
        });
    }

    Map<String, Object> addTags(String gid, List<String> tags) {
        return tags(gid, held -> Tags.with(held, tags));
    }

    Map<String, Object> removeTags(String gid, List<String> tags) {
        return tags(gid, held -> Tags.without(held, tags));
    }

    private Map<String, Object> tags(String gid, UnaryOperator<List<String>> change) {
        return shop.write(() -> {
            Product before = shop.product(Gid.number(gid, "Product"));
            if (before == null) {
                return Payload.errors(new UserError(List.of("id"), "Product does not exist", null));
            }
            Product product = before.copy();
            product.tags = change.apply(before.tags);
            product.updatedAt = shop.now();
            shop.put(product);
            return Payload.of("node", product, List.of());
        });
    }
}
