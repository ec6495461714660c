package io.silkroute.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A catalogue of any size, the same every time: copies of the products of a file, each copy with ids and names of its
 * own. A product is followed by its variants, and a request never parts them.
 */
final class Catalogue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COPY = "@copy@";
    private static final String REVISION = "@revision@";

    private final List<Family> families = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();

    /** A product with its variants. */
    record Family(String id, String title, List<String> items, List<Sold> sold) {}

    /** What a shop must sell of it. */
    record Sold(String sku, String price) {}

    private Catalogue() {}

    static Catalogue of(Path file) throws IOException {
        Map<String, ObjectNode> products = new LinkedHashMap<>();
        Map<String, List<ObjectNode>> variants = new LinkedHashMap<>();
        Catalogue catalogue = new Catalogue();
        for (String line : Files.readAllLines(file)) {
            ObjectNode item = (ObjectNode) JSON.readTree(line);
            switch (item.path("type").asString("")) {
                case "category" -> catalogue.categories.add(line);
                case "product" -> products.put(item.path("id").asString(""), item);
                default ->
                    variants.computeIfAbsent(item.path("parent").asString(""), p -> new ArrayList<>())
                            .add(item);
            }
        }
        for (ObjectNode product : products.values()) {
            catalogue.families.add(
                    family(product, variants.getOrDefault(product.path("id").asString(""), List.of())));
        }
        return catalogue;
    }

    private static Family family(ObjectNode product, List<ObjectNode> variants) {
        List<Sold> sold = new ArrayList<>();
        for (ObjectNode variant : variants.isEmpty() ? List.of(product) : variants) {
            JsonNode price = variant.path("price").isObject() ? variant.path("price") : product.path("price");
            sold.add(new Sold(
                    variant.path("sku").asString(variant.path("id").asString("")) + "-" + COPY,
                    price.path("USD").asString(price.path("EUR").asString(""))));
        }
        String id = product.path("id").asString("") + "-" + COPY;
        String title = product.path("name").path("en_US").asString("").strip() + " " + COPY + REVISION;
        List<String> items = new ArrayList<>();
        items.add(template(product));
        variants.forEach(variant -> items.add(template(variant)));
        return new Family(id, title, items, sold);
    }

    private static String template(ObjectNode item) {
        ObjectNode made = item.deepCopy();
        for (String key : List.of("id", "sku", "parent")) {
            if (made.path(key).isString()) {
                made.put(key, made.path(key).asString("") + "-" + COPY);
            }
        }
        if (made.path("name").isObject()) {
            ObjectNode name = (ObjectNode) made.path("name");
            name.propertyNames()
                    .forEach(locale ->
                            name.put(locale, name.path(locale).asString("").strip() + " " + COPY + REVISION));
        }
        return made.toString();
    }

    int itemsOfACopy() {
        return families.stream().mapToInt(family -> family.items().size()).sum();
    }

    int productsOfACopy() {
        return families.size();
    }

    int copiesFor(int items) {
        return Math.max(1, Math.round((float) items / itemsOfACopy()));
    }

    byte[] categories() {
        return String.join("\n", categories).getBytes(StandardCharsets.UTF_8);
    }

    /** A product and its variants as one JSON array each. */
    List<String> arrays(String load, int copies) {
        List<String> arrays = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            for (Family family : families) {
                List<String> items = new ArrayList<>();
                for (String item : family.items()) {
                    items.add(filled(item, load, copy, ""));
                }
                arrays.add("[" + String.join(",", items) + "]");
            }
        }
        return arrays;
    }

    /** One product's own line, as a PIM sends it after an edit of its name. */
    byte[] edited(int family, String load, int copy, String revision) {
        return filled(families.get(family).items().get(0), load, copy, revision).getBytes(StandardCharsets.UTF_8);
    }

    /** Requests of about {@code size} items; size 1 sends every item alone. */
    List<byte[]> requests(String load, int from, int copies, int size, String revision) {
        List<byte[]> requests = new ArrayList<>();
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        int held = 0;
        for (int copy = from; copy < from + copies; copy++) {
            for (Family family : families) {
                int n = family.items().size();
                if (held > 0 && held + n > size) {
                    requests.add(request.toByteArray());
                    request.reset();
                    held = 0;
                }
                for (String item : family.items()) {
                    byte[] line = (filled(item, load, copy, revision) + "\n").getBytes(StandardCharsets.UTF_8);
                    if (size == 1) {
                        requests.add(line);
                    } else {
                        request.writeBytes(line);
                        held++;
                    }
                }
            }
        }
        if (held > 0) {
            requests.add(request.toByteArray());
        }
        return requests;
    }

    String productId(int family, String load, int copy) {
        return filled(families.get(family).id(), load, copy, "");
    }

    /** What the shop must hold of one product, in one line. */
    String expected(int family, String load, int copy, String revision) {
        Family made = families.get(family);
        List<String> variants = new ArrayList<>();
        made.sold().forEach(sold -> variants.add(filled(sold.sku(), load, copy, "") + "=" + price(sold.price())));
        return line(filled(made.id(), load, copy, ""), filled(made.title(), load, copy, revision), variants);
    }

    static String line(String id, String title, List<String> variants) {
        return id + "\t" + title + "\t"
                + String.join(",", variants.stream().sorted().toList());
    }

    static String price(String price) {
        return price.isEmpty()
                ? ""
                : new java.math.BigDecimal(price).stripTrailingZeros().toPlainString();
    }

    private static String filled(String template, String load, int copy, String revision) {
        return template.replace(COPY, load + "-" + copy).replace(REVISION, revision.isEmpty() ? "" : " " + revision);
    }
}
