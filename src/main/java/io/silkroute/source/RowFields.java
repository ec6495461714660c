package io.silkroute.source;

import io.silkroute.source.value.StatusWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What one row says, read but not yet put together: whether it is a product or a variant others decide. */
final class RowFields {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final long row;
    final List<Fault> faults = new ArrayList<>();
    final List<Fault> warnings = new ArrayList<>();
    final ObjectNode ofProduct = JSON.objectNode();
    final ObjectNode ofVariant = JSON.objectNode();
    final List<String> images = new ArrayList<>();
    final List<String> variantImages = new ArrayList<>();
    final List<String> categories = new ArrayList<>();
    final List<String> axes = new ArrayList<>();
    final Map<Integer, String> optionNames = new TreeMap<>();
    final Map<Integer, String> optionValues = new TreeMap<>();
    final Map<String, String> options = new LinkedHashMap<>(); // whose axis the profile names
    final Map<String, String> prices = new LinkedHashMap<>();
    final Map<String, String> sales = new LinkedHashMap<>();
    final Map<String, String> compared = new LinkedHashMap<>();
    final Map<String, String> costs = new LinkedHashMap<>();
    final Map<String, String> impacts = new LinkedHashMap<>();

    /** Its cells do not tell which item it is. */
    boolean unclear;

    /** How many characters its cells have. */
    long size;

    @Nullable
    Said saleFrom;

    @Nullable
    Said saleTo;

    /** A cell as it stands below its header. */
    record Said(String header, String cell) {}

    @Nullable
    String id;

    @Nullable
    String ref;

    @Nullable
    String kind;

    @Nullable
    String view;

    @Nullable
    String group;

    @Nullable
    String parent;

    @Nullable
    String model;

    @Nullable
    String sku;

    /** A time without its offset, which is left out. */
    @Nullable
    Said unclearTime;

    @Nullable
    String configuration;

    @Nullable
    String status;

    @Nullable
    String visibility;

    RowFields(long row) {
        this.row = row;
    }

    /** The options by their axes. @param names of a product's first row, where later rows name none */
    Map<String, String> options(Map<Integer, String> names) {
        Map<String, String> all = new LinkedHashMap<>(options);
        optionValues.forEach((n, value) -> {
            String name = optionNames.getOrDefault(n, names.get(n));
            all.put(name == null ? "Option " + n : name, value);
        });
        return all;
    }

    boolean sells() {
        return sku != null || !ofVariant.isEmpty() || !optionValues.isEmpty() || !options.isEmpty();
    }

    ObjectNode product(String itemId, List<String> pictures) {
        ObjectNode item = item("product", itemId);
        item.setAll(ofProduct.deepCopy());
        showStatus(item, true);
        list(item, "images", pictures);
        return item;
    }

    /** A product that is its own single variant. */
    ObjectNode single(String itemId, List<String> pictures) {
        ObjectNode item = product(itemId, pictures);
        sell(item);
        options(Map.of()).forEach((axis, value) -> attributes(item).put(axis, value));
        return item;
    }

    /** @param whole does the row say what a product's says, too? */
    ObjectNode variant(String itemId, String product, Map<String, String> axes, boolean whole) {
        ObjectNode item = item("variant", itemId);
        item.put("parent", product);
        if (whole) {
            item.setAll(ofProduct.deepCopy());
            item.remove("categories");
            showStatus(item, false);
        }
        sell(item);
        axes.forEach((axis, value) -> attributes(item).put(axis, value));
        list(item, "images", whole && variantImages.isEmpty() ? images : variantImages);
        return item;
    }

    private static ObjectNode item(String type, String itemId) {
        return JSON.objectNode().put("type", type).put("id", itemId);
    }

    private void sell(ObjectNode item) {
        if (sku != null) {
            item.put("sku", sku);
        }
        ofVariant.properties().forEach(field -> {
            if (field.getKey().equals("attributes")) {
                attributes(item).setAll((ObjectNode) field.getValue());
            } else {
                item.set(field.getKey(), field.getValue());
            }
        });
    }

    private void showStatus(ObjectNode item, boolean whether) {
        String shown = status;
        if (whether && visibility != null) {
            shown = shown == null ? visibility : StatusWords.stricter(shown, visibility);
        }
        if (shown != null) {
            item.put("status", shown);
        }
    }

    static ObjectNode attributes(ObjectNode item) {
        return item.path("attributes") instanceof ObjectNode there ? there : item.putObject("attributes");
    }

    static void list(ObjectNode item, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode list = item.putArray(key);
            texts.stream().distinct().forEach(list::add);
        }
    }
}
