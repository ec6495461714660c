package io.silkroute.acceptance;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A catalogue as a PIM exports it, and what a shop must hold of it, told without the mapping. */
final class RealCatalogue {

    private final Map<String, JsonNode> categories = new LinkedHashMap<>();
    private final Map<String, JsonNode> products = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> variants = new LinkedHashMap<>();

    RealCatalogue(byte[] lines) throws IOException {
        for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
            JsonNode item = Silkroute.JSON.readTree(line);
            String id = item.path("id").asString();
            switch (item.path("type").asString()) {
                case "category" -> categories.put(id, item);
                case "product" -> products.put(id, item);
                default ->
                    variants.computeIfAbsent(item.path("parent").asString(), parent -> new ArrayList<>())
                            .add(item);
            }
        }
    }

    /** All items, variants too. */
    int size() {
        return categories.size()
                + products.size()
                + variants.values().stream().mapToInt(List::size).sum();
    }

    /** Forgets products that cannot be expressed in Shopify. */
    void without(Set<String> ids) {
        products.keySet().removeAll(ids);
        variants.keySet().removeAll(ids);
    }

    List<String> differencesFrom(Map<String, JsonNode> shop, Map<String, JsonNode> collections) {
        List<String> differences = new ArrayList<>();
        differ(differences, "products", new TreeSet<>(products.keySet()), new TreeSet<>(shop.keySet()));
        differ(differences, "collections", new TreeSet<>(categories.keySet()), new TreeSet<>(collections.keySet()));
        Map<String, String> categoryOf = new LinkedHashMap<>();
        collections.forEach(
                (id, collection) -> categoryOf.put(collection.path("handle").asString(), id));
        products.forEach((id, product) -> {
            JsonNode held = shop.get(id);
            if (held != null) {
                differ(
                        differences,
                        id + " status",
                        status(id, product),
                        held.path("status").asString());
                differ(
                        differences,
                        id + " title",
                        title(product),
                        held.path("title").asString());
                differ(differences, id + " options", axes(product), options(product, held));
                differ(differences, id + " variants", wanted(id, product), held(held));
                differ(
                        differences,
                        id + " pictures",
                        pictures(id, product),
                        held.path("media").size());
                Set<String> stands = new TreeSet<>();
                held.path("collections").forEach(handle -> stands.add(categoryOf.get(handle.asString())));
                differ(differences, id + " collections", categories(product), stands);
            }
        });
        return differences;
    }

    private static void differ(List<String> differences, String what, Object wanted, Object held) {
        if (!wanted.toString().equals(held.toString())) {
            differences.add(what + ": " + wanted + ", in the shop: " + held);
        }
    }

    /** What has no price in the shop's currency is not put on sale. */
    private String status(String id, JsonNode product) {
        boolean unpriced = variants.getOrDefault(id, List.of(product)).stream()
                .anyMatch(variant -> price(variant).isEmpty() && price(product).isEmpty());
        return unpriced || product.path("status").asString().equals("draft") ? "DRAFT" : "ACTIVE";
    }

    private static String title(JsonNode product) {
        for (String locale : List.of("en_US", "en-US", "en_GB", "en-GB")) {
            if (product.path("name").hasNonNull(locale)) {
                return product.path("name").path(locale).asString().strip();
            }
        }
        return "a name in English";
    }

    private static Set<String> axes(JsonNode product) {
        Set<String> axes = new TreeSet<>();
        product.path("axes").forEach(axis -> axes.add(axis.asString()));
        return axes;
    }

    // Where the catalogue names no axes, they are found, and what was found is told by the variants' own options.
    private static Set<String> options(JsonNode product, JsonNode held) {
        Set<String> options = new TreeSet<>();
        if (!product.path("axes").isEmpty()) {
            held.path("options")
                    .forEach(
                            option -> options.add(option.path("name").asString().toLowerCase(Locale.ROOT)));
        }
        return options;
    }

    /** SKUs and prices. */
    private Set<String> wanted(String id, JsonNode product) {
        Set<String> wanted = new TreeSet<>();
        for (JsonNode variant : variants.getOrDefault(id, List.of(product))) {
            String price = price(variant);
            String sku = variant.hasNonNull("sku")
                    ? variant.path("sku").asString()
                    : variant.path("id").asString();
            wanted.add(sku + " " + amount(price.isEmpty() ? price(product) : price));
        }
        return wanted;
    }

    private static Set<String> held(JsonNode product) {
        Set<String> held = new TreeSet<>();
        product.path("variants")
                .forEach(variant -> held.add(variant.path("sku").asString() + " "
                        + amount(variant.path("price").asString())));
        return held;
    }

    private static String price(JsonNode item) {
        return item.path("price").path("USD").asString("");
    }

    private static String amount(String price) {
        return new BigDecimal(price.isEmpty() ? "0" : price).setScale(2).toString();
    }

    private int pictures(String id, JsonNode product) {
        Set<String> pictures = new TreeSet<>();
        List<JsonNode> all = new ArrayList<>(variants.getOrDefault(id, List.of()));
        all.add(product);
        all.forEach(item -> item.path("images").forEach(image -> {
            if (image.asString().startsWith("http")) {
                pictures.add(image.asString());
            }
        }));
        return pictures.size();
    }

    private Set<String> categories(JsonNode product) {
        Set<String> known = new TreeSet<>();
        product.path("categories").forEach(category -> known.add(category.asString()));
        known.retainAll(categories.keySet());
        return known;
    }
}
