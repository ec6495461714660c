package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.metafield.MetafieldEdits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Manual collections. The new {@code collection} argument wins over the deprecated {@code input}; products come by
 * {@code sources} in the one and {@code products} in the other. Created ones are not published.
 */
final class CollectionMutations {
    private final Catalogue catalogue;
    private final MetafieldEdits metafields;

    CollectionMutations(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.metafields = catalogue.metafieldEdits();
    }

    Map<String, Object> create(@Nullable Input collection, @Nullable Input input) {
        return catalogue.write(() -> {
            Input given = collection != null ? collection : input;
            if (given == null) {
                return Payload.errors(new UserError(List.of("collection"), "Collection input is required", null));
            }
            String argument = collection != null ? "collection" : "input";
            Collection created = new Collection();
            created.id = catalogue.nextId();
            created.createdAt = catalogue.now();
            List<UserError> errors = new ArrayList<>();
            if (given.given("id")) {
                errors.add(error(List.of(argument, "id"), "id cannot be specified during creation"));
            }
            set(created, null, given, argument, errors);
            List<Product> members = members(given, argument, errors);
            if (!errors.isEmpty()) {
                return Payload.errors(errors.toArray(UserError[]::new));
            }
            catalogue.put(created);
            members.forEach(product -> join(product, created.id));
            return Payload.of("collection", created, errors);
        });
    }

    Map<String, Object> update(@Nullable Input collection, @Nullable Input input) {
        return catalogue.write(() -> {
            Input given = collection != null ? collection : input;
            String argument = collection != null ? "collection" : "input";
            Collection before = given == null ? null : catalogue.collection(Gid.number(given.text("id"), "Collection"));
            if (given == null || before == null) {
                return Payload.errors(error(List.of(argument, "id"), "Collection does not exist"));
            }
            Collection updated = before.copy();
            List<UserError> errors = new ArrayList<>();
            if (given.given("products")) {
                errors.add(error(List.of(argument, "products"), "products cannot be specified during update"));
            }
            set(updated, before, given, argument, errors);
            List<Product> members = members(given, argument, errors);
            if (!errors.isEmpty()) {
                return Payload.of("collection", before, errors);
            }
            catalogue.put(updated);
            catalogue.redirect(Collection.FOLDER, before.handle, updated.handle, given);
            members.forEach(product -> join(product, updated.id));
            return Payload.of("collection", updated, errors);
        });
    }

    Map<String, Object> delete(Input input) {
        return catalogue.write(() -> {
            long id = Gid.number(input.text("id"), "Collection");
            if (catalogue.collection(id) == null) {
                return Payload.errors(error(List.of("id"), "Collection does not exist"));
            }
            catalogue.deleteCollection(id);
            return Payload.of("deletedCollectionId", Gid.of("Collection", id), List.of());
        });
    }

    Map<String, Object> addProducts(String gid, List<String> productIds) {
        return catalogue.write(() -> {
            Collection collection = catalogue.collection(Gid.number(gid, "Collection"));
            if (collection == null) {
                return Payload.errors(error(List.of("id"), "Collection does not exist"));
            }
            List<Product> products = new ArrayList<>();
            for (String productId : productIds) {
                Product product = catalogue.product(Gid.number(productId, "Product"));
                if (product == null) {
                    return Payload.errors(error(List.of("productIds"), "Product does not exist"));
                }
                if (product.collections.contains(collection.id)) {
                    return Payload.errors(error(
                            List.of("productIds"),
                            "Error adding " + product.title
                                    + " to collection: product already exists in this collection"));
                }
                products.add(product);
            }
            products.forEach(product -> join(product, collection.id));
            return Payload.of("collection", collection, List.of());
        });
    }

    Map<String, Object> removeProducts(String gid, List<String> productIds) {
        return catalogue.write(() -> {
            Collection collection = catalogue.collection(Gid.number(gid, "Collection"));
            if (collection == null) {
                return Payload.errors(error(List.of("id"), "Collection does not exist"));
            }
            for (String productId : productIds) {
                Product before = catalogue.product(Gid.number(productId, "Product"));
                if (before != null && before.collections.contains(collection.id)) {
                    Product product = before.copy();
                    product.collections = before.collections.stream()
                            .filter(id -> id != collection.id)
                            .toList();
                    catalogue.put(product);
                }
            }
            String job = "gid://shopify/Job/" + new java.util.UUID(collection.id, catalogue.nextId());
            return Payload.of("job", Map.of("id", job, "done", true), List.of());
        });
    }

    private void join(Product before, long collection) {
        if (!before.collections.contains(collection)) {
            Product product = before.copy();
            List<Long> collections = new ArrayList<>(before.collections);
            collections.add(collection);
            product.collections = List.copyOf(collections);
            catalogue.put(product);
        }
    }

    private List<Product> members(Input given, String argument, List<UserError> errors) {
        List<String> ids = new ArrayList<>(given.texts("products"));
        List<Input> sources = new ArrayList<>(given.inputs("sources"));
        sources.addAll(given.inputs("sourcesToCreate"));
        for (Input source : sources) {
            source.input("source").input("inclusion").inputs("selections").forEach(selection -> {
                ids.add(selection.text("productId", ""));
            });
        }
        List<Product> products = new ArrayList<>();
        for (String id : ids) {
            Product product = catalogue.product(Gid.number(id, "Product"));
            if (product == null) {
                errors.add(error(List.of(argument, "products"), "Product does not exist"));
            } else {
                products.add(product);
            }
        }
        return products;
    }

    private void set(
            Collection collection, @Nullable Collection before, Input input, String argument, List<UserError> errors) {
        collection.updatedAt = catalogue.now();
        String title = input.text("title", "");
        if (title.isBlank() && (before == null || input.has("title"))) {
            errors.add(error(List.of(argument, "title"), "Title can't be blank"));
        }
        if (title.length() > 255) {
            errors.add(error(List.of(argument, "title"), "Title is too long (maximum is 255 characters)"));
        }
        if (!title.isBlank()) {
            collection.title = title;
        }
        if (input.has("descriptionHtml")) {
            collection.descriptionHtml = input.text("descriptionHtml", "");
        }
        collection.sortOrder = input.text("sortOrder", collection.sortOrder);
        if (input.has("templateSuffix")) {
            collection.templateSuffix = input.text("templateSuffix");
        }
        Input seo = input.input("seo");
        if (seo.has("title")) {
            collection.seoTitle = ProductFields.blankToNull(seo.text("title"));
        }
        if (seo.has("description")) {
            collection.seoDescription = ProductFields.blankToNull(seo.text("description"));
        }
        image(collection, input, argument, errors);
        handle(collection, before, input, argument, errors);
        List<Input> given = input.inputs("metafields");
        for (int i = 0; i < given.size(); i++) {
            MetafieldEdits.Fault fault = metafields.fault(Collection.TYPE, collection.id, given.get(i));
            if (fault != null) {
                errors.add(error(List.of(argument, "metafields", String.valueOf(i), fault.field()), fault.message()));
            }
        }
        if (errors.isEmpty()) {
            collection.metafields = metafields.merged(Collection.TYPE, collection.id, collection.metafields, given);
        }
    }

    private void image(Collection collection, Input input, String argument, List<UserError> errors) {
        if (!input.has("image")) {
            return;
        }
        String src = input.input("image").text("src");
        if (!input.given("image")) {
            collection.image = null;
        } else if (src != null && src.matches("(?i)https?://\\S+")) {
            collection.image =
                    new Media(catalogue.nextId(), src, input.input("image").text("altText"), catalogue.now());
        } else if (src != null) {
            errors.add(error(List.of(argument, "image", "src"), "Image URL is invalid"));
        } else if (collection.image != null) {
            Media held = collection.image;
            collection.image =
                    new Media(held.id(), held.url(), input.input("image").text("altText"), held.createdAt());
        }
    }

    private void handle(
            Collection collection, @Nullable Collection before, Input input, String argument, List<UserError> errors) {
        String given = input.text("handle");
        if (given == null && before != null) {
            return;
        }
        if (given == null || given.isBlank()) {
            collection.handle = catalogue.collectionHandles.made(collection.title, collection.id);
            return;
        }
        String handle = Handles.slug(given);
        if (given.length() > 255) {
            errors.add(error(List.of(argument, "handle"), "Handle is too long (maximum is 255 characters)"));
        } else if (handle.isEmpty()) {
            collection.handle = catalogue.collectionHandles.made(given, collection.id);
        } else if (catalogue.collectionHandles.taken(handle, collection.id)) {
            errors.add(error(List.of(argument, "handle"), "Handle has already been taken"));
        } else {
            collection.handle = handle;
        }
    }

    private static UserError error(List<String> field, String message) {
        return new UserError(field, message, null);
    }
}
