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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts products and collections on sales channels and takes them off. */
final class PublicationMutations {
    private static final int MOST =
            50; // https://shopify.dev/docs/api/admin-graphql/latest/input-objects/PublicationUpdateInput

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
            if (owner == null || !publishable(owner)) {
                throw new TopLevelError("RESOURCE_NOT_FOUND", "Invalid id: " + gid);
            }
            List<Long> publications = publications(owner);
            for (int i = 0; i < inputs.size(); i++) {
                UserError error = change(publications, inputs.get(i), i, publish);
                if (error != null) {
                    return Payload.of("publishable", owner, List.of(error));
                }
            }
            return Payload.of("publishable", put(owner, publications), List.of());
        });
    }

    /** One bad entry refuses all: what Shopify does with the others is not documented. */
    Map<String, Object> update(PublicationFeature.@Nullable Channel publication, Input input) {
        if (publication == null) {
            return refused("PUBLICATION_NOT_FOUND", "Publication not found", List.of("id"));
        }
        return catalogue.write(() -> {
            for (String list : List.of("publishablesToAdd", "publishablesToRemove")) {
                if (input.entries(list) > MOST) {
                    return refused(
                            "PUBLICATION_UPDATE_LIMIT_EXCEEDED",
                            "The limit for simultaneous publication updates has been exceeded.",
                            List.of("input", list));
                }
                for (int i = 0; i < input.entries(list); i++) {
                    if (!publishable(catalogue.owner(input.texts(list).get(i)))) {
                        return refused(
                                "INVALID_PUBLISHABLE_ID",
                                "Invalid publishable ID.",
                                List.of("input", list, String.valueOf(i)));
                    }
                }
            }
            input.texts("publishablesToAdd").forEach(gid -> move(gid, publication.id(), true));
            input.texts("publishablesToRemove").forEach(gid -> move(gid, publication.id(), false));
            return Payload.of("publication", publication, List.of());
        });
    }

    private static Map<String, Object> refused(String code, String message, List<String> field) {
        return Payload.errors(new UserError(field, message, code));
    }

    private void move(String gid, long publication, boolean publish) {
        Owner owner = Objects.requireNonNull(catalogue.owner(gid)); // looked at before the first is moved
        List<Long> publications = publications(owner);
        publications.remove(publication);
        if (publish) {
            publications.add(publication);
        }
        put(owner, publications);
    }

    private static boolean publishable(@Nullable Owner owner) {
        return owner instanceof Product || owner instanceof Collection;
    }

    private static List<Long> publications(Owner owner) {
        return new ArrayList<>(owner instanceof Product p ? p.publications : ((Collection) owner).publications);
    }

    private Owner put(Owner owner, List<Long> publications) {
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
            return product;
        }
        Collection collection = ((Collection) owner).copy();
        collection.publications = List.copyOf(publications);
        catalogue.put(collection);
        return collection;
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
