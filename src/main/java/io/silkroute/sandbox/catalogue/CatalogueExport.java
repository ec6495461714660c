package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.metafield.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shop's contents, one line an object in the order of ids, for comparing it with a catalogue. */
final class CatalogueExport {
    private CatalogueExport() {}

    static Stream<Map<String, @Nullable Object>> products(Catalogue catalogue) {
        return catalogue.products().values().stream().map(product -> line(catalogue, product));
    }

    static Stream<Map<String, @Nullable Object>> collections(Catalogue catalogue) {
        return catalogue.collections().values().stream().map(collection -> line(catalogue, collection));
    }

    private static Map<String, @Nullable Object> line(Catalogue catalogue, Product product) {
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
            Collection collection = catalogue.collection(id);
            if (collection != null) {
                collections.add(collection.handle);
            }
        }
        line.put("collections", collections);
        line.put(
                "publications",
                product.publications.stream()
                        .map(PublicationFeature.CHANNELS::get)
                        .toList());
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
        Media media = product.media(variant.media);
        if (media != null) {
            line.put("image", media.url());
        }
        line.put("metafields", metafields(variant));
        return line;
    }

    private static Map<String, @Nullable Object> line(Catalogue catalogue, Collection collection) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", collection.gid());
        line.put("handle", collection.handle);
        line.put("title", collection.title);
        line.put("descriptionHtml", collection.descriptionHtml);
        line.put("sortOrder", collection.sortOrder);
        line.put("seo", ProductGraph.seo(collection.seoTitle, collection.seoDescription));
        line.put("image", collection.image == null ? null : collection.image.url());
        line.put("metafields", metafields(collection));
        line.put("products", catalogue.members(collection.id).size());
        line.put(
                "publications",
                collection.publications.stream()
                        .map(PublicationFeature.CHANNELS::get)
                        .toList());
        return line;
    }

    private static List<Map<String, String>> metafields(Owner owner) {
        return owner.metafields().stream()
                .map(m -> Map.of("namespace", m.namespace(), "key", m.key(), "type", m.type(), "value", m.value()))
                .toList();
    }
}
