package io.silkroute.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What metafields belong to. */
interface Owner {

    enum Type {
        PRODUCT("Product"),
        PRODUCTVARIANT("ProductVariant"),
        COLLECTION("Collection"),
        SHOP("Shop");

        final String gidType;

        Type(String gidType) {
            this.gidType = gidType;
        }

        static @Nullable Type ofGid(@Nullable String gid) {
            String named = Gid.type(gid);
            for (Type type : values()) {
                if (type.gidType.equals(named)) {
                    return type;
                }
            }
            return null;
        }
    }

    long id();

    Type ownerType();

    List<Metafield> metafields();

    default String gid() {
        return Gid.of(ownerType().gidType, id());
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
