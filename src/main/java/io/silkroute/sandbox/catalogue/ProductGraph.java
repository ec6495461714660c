package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.inventory.StockLevel;
import io.silkroute.sandbox.metafield.MetafieldGraph;
import io.silkroute.sandbox.metafield.Owner;
import io.silkroute.sandbox.shop.Money;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.taxonomy.TaxonomyCategories;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How products, variants, options and images are read. */
final class ProductGraph {
    private final Shop shop;
    private final Catalogue catalogue;

    ProductGraph(Shop shop, Catalogue catalogue) {
        this.shop = shop;
        this.catalogue = catalogue;
    }

    void wire(Wiring wiring) {
        product(wiring.object("Product", Product.class));
        variant(wiring.object("ProductVariant", VariantOf.class));
        item(wiring.object("InventoryItem", VariantStock.Item.class));
        option(wiring);
        media(wiring);
    }

    private void product(Wiring.Type<Product> type) {
        type.get("id", Owner::gid)
                .get("legacyResourceId", p -> String.valueOf(p.id))
                .get("title", p -> p.title)
                .get("handle", p -> p.handle)
                .get("descriptionHtml", p -> p.descriptionHtml)
                .get("description", p -> plain(p.descriptionHtml))
                .get("vendor", p -> p.vendor)
                .get("productType", p -> p.productType)
                .get("status", p -> p.status)
                .get("tags", p -> p.tags)
                .get("templateSuffix", p -> p.templateSuffix)
                .get("giftCardTemplateSuffix", p -> p.giftCardTemplateSuffix)
                .get("isGiftCard", p -> p.giftCard)
                .get("requiresSellingPlan", p -> p.requiresSellingPlan)
                .get("category", p -> category(p.category))
                .get("seo", p -> seo(p.seoTitle, p.seoDescription))
                .get("createdAt", p -> Times.of(p.createdAt))
                .get("updatedAt", p -> Times.of(p.updatedAt))
                .get("publishedAt", p -> p.publishedAt == 0 ? null : Times.of(p.publishedAt))
                .get("hasOnlyDefaultVariant", Product::hasOnlyDefaultVariant)
                .get(
                        "totalInventory",
                        p -> p.variants.stream()
                                .mapToInt(v -> v.tracked ? v.available() : 0)
                                .sum())
                .get("tracksInventory", p -> p.variants.stream().anyMatch(v -> v.tracked))
                .get("onlineStoreUrl", p -> online(p) ? "https://" + shop.domain() + "/products/" + p.handle : null)
                .get("onlineStorePreviewUrl", p -> "https://" + shop.domain() + "/products/" + p.handle)
                .get("priceRangeV2", this::priceRange)
                .get("variantsCount", p -> count(p.variants.size()))
                .get("mediaCount", p -> count(p.media.size()))
                .get("featuredMedia", p -> p.media.isEmpty() ? null : p.media.get(0))
                .read("options", (p, args) -> options(p, args.number("first", p.options.size())))
                .read("variants", (p, args) -> Page.of(variants(p, args), v -> v.variant().id, args))
                .read("media", (p, args) -> Page.of(p.media, Media::id, args))
                .read("collections", (p, args) -> Page.of(collections(p), Collection::id, args))
                .read("inCollection", (p, args) -> p.collections.contains(Gid.number(args.text("id"), "Collection")));
        PublicationFeature.wire(type, p -> p.publications);
        MetafieldGraph.wire(type);
    }

    private void variant(Wiring.Type<VariantOf> type) {
        type.get("id", v -> v.variant().gid())
                .get("legacyResourceId", v -> String.valueOf(v.variant().id))
                .get("product", VariantOf::product)
                .get("title", v -> v.variant().title())
                .get("displayName", v -> v.product().title + " - " + v.variant().title())
                .get("sku", v -> v.variant().sku == null ? "" : v.variant().sku)
                .get("barcode", v -> v.variant().barcode)
                .get("price", v -> v.variant().price)
                .get("compareAtPrice", v -> v.variant().compareAtPrice)
                .get("position", v -> v.product().variants.indexOf(v.variant()) + 1)
                .get("inventoryPolicy", v -> v.variant().inventoryPolicy)
                .get("inventoryQuantity", v -> v.variant().available())
                .get(
                        "availableForSale",
                        v -> !v.variant().tracked
                                || v.variant().available() > 0
                                || v.variant().inventoryPolicy.equals("CONTINUE"))
                .get("taxable", v -> v.variant().taxable)
                .get("taxCode", v -> v.variant().taxCode)
                .get("showUnitPrice", v -> v.variant().showUnitPrice)
                .get("unitPriceMeasurement", v -> measurement(v.variant()))
                .get("createdAt", v -> Times.of(v.variant().createdAt))
                .get("updatedAt", v -> Times.of(v.variant().updatedAt))
                .get("selectedOptions", ProductGraph::selected)
                .get("inventoryItem", v -> new VariantStock.Item(v.product(), v.variant()))
                .get("image", this::image)
                .read(
                        "media",
                        (v, args) -> Page.of(
                                v.product().media.stream()
                                        .filter(m -> m.id() == v.variant().media)
                                        .toList(),
                                Media::id,
                                args));
        MetafieldGraph.wire(type, VariantOf::variant);
    }

    private void item(Wiring.Type<VariantStock.Item> type) {
        type.get("id", v -> Gid.of("InventoryItem", v.variant().item()))
                .get("legacyResourceId", v -> String.valueOf(v.variant().item()))
                .get("variant", v -> new VariantOf(v.product(), v.variant()))
                .read(
                        "variants",
                        (v, args) ->
                                Page.of(List.of(new VariantOf(v.product(), v.variant())), of -> of.variant().id, args))
                .get("locationsCount", v -> count(v.variant().levels().size()))
                .read("inventoryLevel", (v, args) -> v.variant().level(Gid.number(args.text("locationId"), "Location")))
                .read("inventoryLevels", (v, args) -> Page.of(v.variant().levels(), StockLevel::location, args))
                .get("sku", v -> v.variant().sku)
                .get("tracked", v -> v.variant().tracked)
                .get("requiresShipping", v -> v.variant().requiresShipping)
                .get("countryCodeOfOrigin", v -> v.variant().countryCodeOfOrigin)
                .get("provinceCodeOfOrigin", v -> v.variant().provinceCodeOfOrigin)
                .get("harmonizedSystemCode", v -> v.variant().harmonizedSystemCode)
                .get("unitCost", v -> v.variant().cost == null ? null : Money.of(v.variant().cost, shop.currency()))
                .get("measurement", v -> weight(v.variant()))
                .get("createdAt", v -> Times.of(v.variant().createdAt))
                .get("updatedAt", v -> Times.of(v.variant().updatedAt));
    }

    private void option(Wiring wiring) {
        wiring.<OptionOf>on("ProductOption")
                .get("id", o -> Gid.of("ProductOption", o.option().id()))
                .get("name", o -> o.option().name())
                .get("position", o -> o.product().options.indexOf(o.option()) + 1)
                .get(
                        "values",
                        o -> o.option().values().stream()
                                .filter(value -> used(o, value.name()))
                                .map(Option.Value::name)
                                .toList())
                .get(
                        "optionValues",
                        o -> o.option().values().stream()
                                .filter(value -> used(o, value.name()))
                                .map(value -> value(value, true))
                                .toList());
    }

    private void media(Wiring wiring) {
        wiring.object("MediaImage", Media.class)
                .get("id", m -> Gid.of("MediaImage", m.id()))
                .get("alt", m -> m.alt() == null ? "" : m.alt())
                .get("createdAt", m -> Times.of(m.createdAt()))
                .get("updatedAt", m -> Times.of(m.createdAt()))
                .get("fileStatus", this::status)
                .get("status", this::status)
                .get("mediaContentType", m -> "IMAGE")
                .get("mimeType", m -> processed(m) ? mimeType(m.url()) : null)
                .get("image", m -> processed(m) ? m : null)
                .get("originalSource", m -> Map.of("url", m.url()))
                .get(
                        "preview",
                        m -> processed(m) ? Map.of("status", "READY", "image", m) : Map.of("status", status(m)));
        wiring.<Media>on("Image")
                .get("id", m -> Gid.of("ImageSource", m.id()))
                .get("altText", Media::alt)
                .get(
                        "url",
                        m -> "https://cdn.shopify.com/s/files/1/0001/files/" + catalogue.fileName(m) + "?v=" + m.id())
                .get("width", m -> 1024)
                .get("height", m -> 1024);
    }

    record OptionOf(Product product, Option option) {}

    private static boolean used(OptionOf of, String value) {
        int at = of.product().options.indexOf(of.option());
        return of.product().variants.stream()
                .anyMatch(variant -> variant.values.get(at).equals(value));
    }

    private static List<OptionOf> options(Product product, int first) {
        return product.options.stream()
                .limit(first)
                .map(option -> new OptionOf(product, option))
                .toList();
    }

    private static Map<String, Object> value(Option.Value value, boolean used) {
        return Map.of("id", Gid.of("ProductOptionValue", value.id()), "name", value.name(), "hasVariants", used);
    }

    private static List<Map<String, Object>> selected(VariantOf of) {
        List<Option> options = of.product().options;
        List<String> values = of.variant().values;
        return java.util.stream.IntStream.range(0, options.size())
                .mapToObj(i -> Map.<String, Object>of(
                        "name",
                        options.get(i).name(),
                        "value",
                        values.get(i),
                        "optionValue",
                        value(Objects.requireNonNull(options.get(i).value(values.get(i))), true)))
                .toList();
    }

    static List<VariantOf> variants(Product product, Input args) {
        List<VariantOf> all = product.variants.stream()
                .map(variant -> new VariantOf(product, variant))
                .collect(Collectors.toList());
        switch (args.text("sortKey", "POSITION")) {
            case "ID" -> all.sort(Comparator.comparing(v -> v.variant().id));
            case "SKU" -> all.sort(Comparator.comparing(v -> Objects.requireNonNullElse(v.variant().sku, "")));
            case "TITLE", "NAME", "FULL_TITLE" ->
                all.sort(Comparator.comparing(v -> v.variant().title()));
            default -> {
                // the order of positions
            }
        }
        return all;
    }

    private List<Collection> collections(Product product) {
        return product.collections.stream()
                .sorted()
                .map(catalogue::collection)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static boolean online(Product product) {
        return product.status.equals("ACTIVE") && product.publications.contains(PublicationFeature.ONLINE_STORE);
    }

    private Map<String, Object> priceRange(Product product) {
        Comparator<Variant> byPrice = Comparator.comparing(variant -> new BigDecimal(variant.price));
        return Map.of(
                "minVariantPrice", money(product.variants.stream().min(byPrice).orElse(null)),
                "maxVariantPrice", money(product.variants.stream().max(byPrice).orElse(null)));
    }

    private Map<String, Object> money(@Nullable Variant variant) {
        return Money.of(variant == null ? "0" : variant.price, shop.currency());
    }

    private static @Nullable Map<String, Object> category(@Nullable String id) {
        String path = id == null ? null : TaxonomyCategories.path(id);
        return id == null || path == null
                ? null
                : Map.of(
                        "id",
                        id,
                        "name",
                        path.substring(path.lastIndexOf("> ") + 1).strip(),
                        "fullName",
                        path);
    }

    static Map<String, @Nullable Object> seo(@Nullable String title, @Nullable String description) {
        Map<String, @Nullable Object> seo = new java.util.HashMap<>(4);
        seo.put("title", title);
        seo.put("description", description);
        return seo;
    }

    private static @Nullable Object measurement(Variant variant) {
        if (variant.unitPriceMeasurement == null) {
            return null;
        }
        Map<String, Object> measurement = new java.util.HashMap<>(variant.unitPriceMeasurement);
        measurement.putIfAbsent("measuredType", "UNKNOWN");
        measurement.putIfAbsent("quantityValue", 0.0);
        measurement.putIfAbsent("referenceValue", 0);
        return measurement;
    }

    private static Map<String, Object> weight(Variant variant) {
        Map<String, Object> measurement = new java.util.HashMap<>(4);
        measurement.put("id", Gid.of("InventoryItemMeasurement", variant.id));
        if (variant.weight != null) {
            measurement.put("weight", Map.of("value", variant.weight, "unit", variant.weightUnit));
        }
        return measurement;
    }

    static Map<String, Object> count(int count) {
        return Map.of("count", count, "precision", "EXACT");
    }

    static String plain(String html) {
        return html.isEmpty() ? "" : org.jsoup.Jsoup.parse(html).text();
    }

    private String status(Media media) {
        return media.status(shop.now());
    }

    private boolean processed(Media media) {
        return media.processed(shop.now());
    }

    private @Nullable Media image(VariantOf of) {
        Media media = of.product().media(of.variant().media);
        return media == null || !processed(media) ? null : media;
    }

    private static String mimeType(String url) {
        String name = Media.nameIn(url).toLowerCase(java.util.Locale.ROOT);
        return name.endsWith(".png") ? "image/png" : name.endsWith(".webp") ? "image/webp" : "image/jpeg";
    }
}
