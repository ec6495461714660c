package io.silkroute.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts products and collections on sales channels and takes them off. */
final class PublicationMutations {
    private final Shop shop;

    PublicationMutations(Shop shop) {
        this.shop = shop;
    }

    Map<String, Object> publish(String gid, List<Input> inputs) {
        return change(gid, inputs, true);
    }

    Map<String, Object> unpublish(String gid, List<Input> inputs) {
        return change(gid, inputs, false);
    }

    private Map<String, Object> change(String gid, List<Input> inputs, boolean publish) {
        return shop.write(() -> {
            Owner owner = shop.owner(gid);
            if (!(owner instanceof Product) && !(owner instanceof Collection)) {
                throw new TopLevelError("RESOURCE_NOT_FOUND", "Invalid id: " + gid);
            }
            List<Long> publications =
                    new ArrayList<>(owner instanceof Product p ? p.publications : ((Collection) owner).publications);
            for (int i = 0; i < inputs.size(); i++) {
                UserError error = change(publications, inputs.get(i), i, publish);
                if (error != null) {
                    return Payload.of("publishable", owner, List.of(error));
                }
            }
            if (owner instanceof Product before) {
                Product product = before.copy();
                product.publications = List.copyOf(publications);
                if (publications.contains(Shop.ONLINE_STORE)) {
                    product.publishedAt = product.publishedAt == 0 ? shop.now() : product.publishedAt;
                } else {
                    product.publishedAt = 0;
                }
                product.updatedAt = shop.now();
                shop.put(product);
                return Payload.of("publishable", product, List.of());
            }
            Collection collection = ((Collection) owner).copy();
            collection.publications = List.copyOf(publications);
            shop.put(collection);
            return Payload.of("publishable", collection, List.of());
        });
    }

    private static @Nullable UserError change(List<Long> publications, Input input, int index, boolean publish) {
        long id = Gid.number(input.text("publicationId"), "Publication");
        if (!Shop.PUBLICATIONS.containsKey(id)) {
            return new UserError(
                    List.of("input", String.valueOf(index), "publicationId"),
                    "Publication does not exist or is not publishable",
                    null);
        }
        if (!publish) {
            publications.remove(id);
        } else if (!publications.contains(id)) {
            publications.add(id);
        }
        return null;
    }
}
