package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.metafield.Metafield;
import io.silkroute.sandbox.metafield.Owner;
import io.silkroute.sandbox.metafield.OwnerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product as published in the shop: copied to be changed, never changed in place. */
final class Product implements Owner, Cloneable {
    static final OwnerType TYPE = new OwnerType("PRODUCT", "Product", "Product", 4);
    static final String FOLDER = "/products/";
    static final String DEFAULT_OPTION = "Title";
    static final String DEFAULT_VALUE = "Default Title";

    long id;
    String title = "";
    String handle = "";
    String descriptionHtml = "";
    String vendor = "";
    String productType = "";
    String status = "ACTIVE";

    @Nullable
    String category;

    @Nullable
    String templateSuffix;

    @Nullable
    String giftCardTemplateSuffix;

    @Nullable
    String seoTitle;

    @Nullable
    String seoDescription;

    boolean requiresSellingPlan;
    List<String> tags = List.of();
    List<Option> options = List.of();
    List<Variant> variants = List.of();
    List<Metafield> metafields = List.of();
    List<Media> media = List.of();
    List<Long> collections = List.of();
    List<Long> publications = List.of();
    long createdAt;
    long updatedAt;
    long publishedAt; // 0: never

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

    boolean hasOnlyDefaultVariant() {
        return options.size() == 1
                && options.get(0).name().equals(DEFAULT_OPTION)
                && variants.size() == 1
                && variants.get(0).values.equals(List.of(DEFAULT_VALUE));
    }

    @Nullable
    Variant variant(long variantId) {
        for (Variant variant : variants) {
            if (variant.id == variantId) {
                return variant;
            }
        }
        return null;
    }

    /** Its media of this id, not another product's. */
    @Nullable
    Media media(long mediaId) {
        for (Media held : media) {
            if (held.id() == mediaId) {
                return held;
            }
        }
        return null;
    }

    Product copy() {
        try {
            return (Product) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
