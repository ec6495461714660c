package io.silkroute.export.clearing;

import io.silkroute.export.ledger.Exported;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the shop may hold of an item, a variant or a collection, so that it has to be cleared when it is lost.
 *
 * @param sent what it was once sent with
 * @param mapped paths that are taken for held, whatever was sent
 */
public record KnownFields(List<? extends JsonNode> sent, Set<String> mapped) {

    public static KnownFields of(@Nullable Exported exported, Set<String> mapped) {
        return new KnownFields(exported == null ? List.of() : exported.once(), mapped);
    }

    /** A mapping may name the field itself, the object around it, or a part of it. */
    boolean has(Clearing.Field field) {
        return sent.stream().anyMatch(field::in)
                || !field.ours()
                        && mapped.stream()
                                .anyMatch(name -> name.equals(field.path())
                                        || name.startsWith(field.path() + ".")
                                        || field.path().startsWith(name + "."));
    }
}
