package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.inventory.StockLevel;
import io.silkroute.sandbox.metafield.Metafield;
import io.silkroute.sandbox.metafield.Owner;
import io.silkroute.sandbox.metafield.OwnerType;
import io.silkroute.sandbox.shop.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
    boolean giftCard; // for good: it cannot be changed
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

    /** What apps are told of a change of it, as webhooks have it. */
    static List<Notice> notices(@Nullable Product before, @Nullable Product now) {
        if (now == null) {
            return List.of(new Notice("products/delete", Map.of("id", Objects.requireNonNull(before).id)));
        }
        List<Notice> notices = new ArrayList<>();
        if (before == null || before.updatedAt != now.updatedAt || !before.title.equals(now.title)) {
            notices.add(new Notice(before == null ? "products/create" : "products/update", now.told()));
        }
        for (Variant variant : now.variants) {
            Variant was = before == null ? null : before.variant(variant.id);
            if (was != null) {
                levels(was, variant, now.updatedAt, notices);
            }
        }
        return notices;
    }

    private static void levels(Variant before, Variant now, long at, List<Notice> notices) {
        for (StockLevel level : now.levels()) {
            StockLevel was = before.level(level.location());
            if (was == null || was.available() != level.available()) {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("inventory_item_id", level.item());
                body.put("location_id", level.location());
                body.put("available", level.available());
                body.put("updated_at", Times.of(at));
                body.put(
                        "admin_graphql_api_id",
                        "gid://shopify/InventoryLevel/" + level.location() + "?inventory_item_id=" + level.item());
                notices.add(new Notice("inventory_levels/update", body));
            }
        }
    }

    private Map<String, Object> told() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("admin_graphql_api_id", Gid.of("Product", id));
        body.put("id", id);
        body.put("title", title);
        body.put("handle", handle);
        body.put("vendor", vendor);
        body.put("status", status.toLowerCase(Locale.ROOT));
        body.put("tags", String.join(", ", tags));
        body.put("created_at", Times.of(createdAt));
        body.put("updated_at", Times.of(updatedAt));
        body.put(
                "variants",
                variants.stream()
                        .map(variant -> {
                            Map<String, @Nullable Object> one = new LinkedHashMap<>();
                            one.put("id", variant.id);
                            one.put("admin_graphql_api_id", Gid.of("ProductVariant", variant.id));
                            one.put("sku", variant.sku);
                            one.put("price", variant.price);
                            return one;
                        })
                        .toList());
        return body;
    }
}
