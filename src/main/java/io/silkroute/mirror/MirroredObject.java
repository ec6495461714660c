package io.silkroute.mirror;

import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object of the shop as the mirror holds it.
 *
 * @param updatedAt as the shop says; null: it does not say
 * @param customer whom the object belongs to; a customer belongs to itself
 * @param content as the API shows it, without what is personal
 * @param compared what is not held, and makes another of it when it changes
 * @param personal what it says of a person; null: nothing
 * @param texts by which it is found
 * @param personalTexts by which it is found as well, and which nobody may read
 * @param parts all of them; null: they come by themselves
 */
public record MirroredObject(
        ShopifyId id,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable ShopifyId customer,
        ObjectNode content,
        ObjectNode compared,
        @Nullable ObjectNode personal,
        List<String> texts,
        List<String> personalTexts,
        @Nullable List<MirroredPart> parts) {

    MirroredObject withoutPerson() {
        return new MirroredObject(id, createdAt, updatedAt, customer, content, compared, null, texts, List.of(), parts);
    }

    public MirroredObject withParts(List<MirroredPart> all) {
        return new MirroredObject(
                id,
                createdAt,
                updatedAt,
                customer,
                content,
                compared,
                personal,
                texts,
                personalTexts,
                List.copyOf(all));
    }
}
