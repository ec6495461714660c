package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.metafield.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts products and collections on sales channels and takes them off. */
final class PublicationMutations {
    private final Catalogue catalogue;

    PublicationMutations(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Map<String, Object> publish(String gid, List<Input> inputs) {
        return change(gid, inputs, true);
    }

    Map<String, Object> unpublish(String gid, List<Input> inputs) {
        return change(gid, inputs, false);
    }

    private Map<String, Object> change(String gid, List<Input> inputs, boolean publish) {
        return catalogue.write(() -> {
            Owner owner = catalogue.owner(gid);
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
                if (publications.contains(PublicationFeature.ONLINE_STORE)) {
                    product.publishedAt = product.publishedAt == 0 ? catalogue.now() : product.publishedAt;
                } else {
                    product.publishedAt = 0;
                }
                product.updatedAt = catalogue.now();
                catalogue.put(product);
                return Payload.of("publishable", product, List.of());
            }
            Collection collection = ((Collection) owner).copy();
            collection.publications = List.copyOf(publications);
            catalogue.put(collection);
            return Payload.of("publishable", collection, List.of());
        });
    }

    private static @Nullable UserError change(List<Long> publications, Input input, int index, boolean publish) {
        long id = Gid.number(input.text("publicationId"), "Publication");
        if (!PublicationFeature.CHANNELS.containsKey(id)) {
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
