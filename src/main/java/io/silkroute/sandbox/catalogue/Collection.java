package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.metafield.Metafield;
import io.silkroute.sandbox.metafield.Owner;
import io.silkroute.sandbox.metafield.OwnerType;
import io.silkroute.sandbox.shop.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** What apps are told of a change of it, as webhooks have it. */
    static List<Notice> notices(@Nullable Collection before, @Nullable Collection now) {
        Map<String, Object> body = new LinkedHashMap<>();
        Collection told = now == null ? Objects.requireNonNull(before) : now;
        body.put("id", told.id);
        body.put("admin_graphql_api_id", Gid.of("Collection", told.id));
        if (now == null) {
            return List.of(new Notice("collections/delete", body));
        }
        body.put("title", now.title);
        body.put("handle", now.handle);
        body.put("updated_at", Times.of(now.updatedAt));
        return List.of(new Notice(before == null ? "collections/create" : "collections/update", body));
    }
}
