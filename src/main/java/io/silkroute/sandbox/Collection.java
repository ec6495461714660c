package io.silkroute.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collection as published in the shop: copied to be changed, never changed in place. */
final class Collection implements Owner, Cloneable {
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
    public Owner.Type ownerType() {
        return Owner.Type.COLLECTION;
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
