package io.silkroute.sandbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** The shop's contents one JSON object a line, in the order of ids, for comparing it with a catalogue. */
final class Export {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Export() {}

    static void products(Shop shop, OutputStream out) throws IOException {
        BufferedOutputStream lines = new BufferedOutputStream(out, 1 << 16);
        for (Product product : shop.products().values()) {
            lines.write(JSON.writeValueAsBytes(line(shop, product)));
            lines.write('\n');
        }
        lines.flush();
    }

    static void collections(Shop shop, OutputStream out) throws IOException {
        BufferedOutputStream lines = new BufferedOutputStream(out, 1 << 16);
        for (Collection collection : shop.collections().values()) {
            lines.write(JSON.writeValueAsBytes(line(shop, collection)));
            lines.write('\n');
        }
        lines.flush();
    }

    private static Map<String, @Nullable Object> line(Shop shop, Product product) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", product.gid());
        line.put("handle", product.handle);
        line.put("title", product.title);
        line.put("descriptionHtml", product.descriptionHtml);
        line.put("vendor", product.vendor);
        line.put("productType", product.productType);
        line.put("status", product.status);
        line.put("category", product.category);
        line.put("tags", product.tags);
        line.put("seo", ProductGraph.seo(product.seoTitle, product.seoDescription));
        line.put(
                "options",
                product.options.stream()
                        .map(option -> Map.of(
                                "name",
                                option.name(),
                                "values",
                                option.values().stream().map(Option.Value::name).toList()))
                        .toList());
        line.put(
                "variants", product.variants.stream().map(v -> line(product, v)).toList());
        line.put("metafields", metafields(product));
        line.put(
                "media",
                product.media.stream()
                        .map(media -> Map.of("url", media.url(), "alt", Objects.requireNonNullElse(media.alt(), "")))
                        .toList());
        List<String> collections = new ArrayList<>();
        for (Long id : product.collections) {
            Collection collection = shop.collection(id);
            if (collection != null) {
                collections.add(collection.handle);
            }
        }
        line.put("collections", collections);
        line.put(
                "publications",
                product.publications.stream().map(Shop.PUBLICATIONS::get).toList());
        line.put("updatedAt", Times.of(product.updatedAt));
        return line;
    }

    private static Map<String, @Nullable Object> line(Product product, Variant variant) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", variant.gid());
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < product.options.size(); i++) {
            options.put(product.options.get(i).name(), variant.values.get(i));
        }
        line.put("options", options);
        line.put("sku", variant.sku);
        line.put("barcode", variant.barcode);
        line.put("price", variant.price);
        line.put("compareAtPrice", variant.compareAtPrice);
        line.put("inventoryPolicy", variant.inventoryPolicy);
        line.put("taxable", variant.taxable);
        line.put("tracked", variant.tracked);
        line.put("weight", variant.weight);
        line.put("weightUnit", variant.weight == null ? null : variant.weightUnit);
        line.put("cost", variant.cost);
        line.put("metafields", metafields(variant));
        return line;
    }

    private static Map<String, @Nullable Object> line(Shop shop, Collection collection) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", collection.gid());
        line.put("handle", collection.handle);
        line.put("title", collection.title);
        line.put("descriptionHtml", collection.descriptionHtml);
        line.put("sortOrder", collection.sortOrder);
        line.put("seo", ProductGraph.seo(collection.seoTitle, collection.seoDescription));
        line.put("image", collection.image == null ? null : collection.image.url());
        line.put("metafields", metafields(collection));
        line.put("products", shop.members(collection.id).size());
        line.put(
                "publications",
                collection.publications.stream().map(Shop.PUBLICATIONS::get).toList());
        return line;
    }

    private static List<Map<String, String>> metafields(Owner owner) {
        return owner.metafields().stream()
                .map(m -> Map.of("namespace", m.namespace(), "key", m.key(), "type", m.type(), "value", m.value()))
                .toList();
    }
}
