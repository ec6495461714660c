package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.metafield.Metafield;
import io.silkroute.sandbox.metafield.Owner;
import io.silkroute.sandbox.metafield.OwnerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collection as published in the shop: copied to be changed, never changed in place. */
final class Collection implements Owner, Cloneable {
    static final OwnerType TYPE = new OwnerType("COLLECTION", "Collection", "Collection", 1);
    static final String FOLDER = "/collections/";

    long id;
    String title = "";
    String handle = "";
    String descriptionHtml = "";
    String sortOrder = "BEST_SELLING";

    @Nullable
    String templateSuffix;

    @Nullable
    String seoTitle;

    @Nullable
    String seoDescription;

    @Nullable
    Media image;

    List<Metafield> metafields = List.of();
    List<Long> publications = List.of();
    long createdAt;
    long updatedAt;

    @Override
    public long id() {
        return id;
    }

    @Override
    public OwnerType ownerType() {
        return TYPE;
    }

    @Override
    public List<Metafield> metafields() {
        return metafields;
    }

    Collection copy() {
        try {
            return (Collection) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
