package io.silkroute.sandbox.metafield;

import io.silkroute.sandbox.graphql.Gid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What metafields belong to. */
public interface Owner {

    long id();

    OwnerType ownerType();

    List<Metafield> metafields();

    default String gid() {
        return Gid.of(ownerType().gidType(), id());
    }

    default @Nullable Metafield metafield(String namespace, String key) {
        for (Metafield metafield : metafields()) {
            if (metafield.key().equals(key) && metafield.namespace().equals(namespace)) {
                return metafield;
            }
        }
        return null;
    }
}
