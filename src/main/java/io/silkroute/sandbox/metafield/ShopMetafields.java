package io.silkroute.sandbox.metafield;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** The metafields of the shop itself; in the journal no more than their list. */
final class ShopMetafields implements Owner {
    static final OwnerType TYPE = new OwnerType("SHOP", "Shop", "Shop", 1);
    static final long ID = 1;

    private final List<Metafield> metafields;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    ShopMetafields(List<Metafield> metafields) {
        this.metafields = metafields;
    }

    @Override
    public long id() {
        return ID;
    }

    @Override
    public OwnerType ownerType() {
        return TYPE;
    }

    @Override
    @JsonValue
    public List<Metafield> metafields() {
        return metafields;
    }
}
