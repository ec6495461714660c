package io.silkroute.export.edited;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields named as Shopify's inputs have them: {@code seo.title}, {@code variants[RED-S].price}, {@code variants[RED-S]} for
 * a variant as a whole, {@code variants[RED-S].priceLists[USD 123].price} for its price by a price list, which nobody is
 * asked about, {@code metafields[pim.material]} for a metafield's value, {@code files} for the addresses of the
 * pictures, {@code tags} and {@code collections} for those lists.
 */
public final class InputFields implements PayloadFields {

    public static final InputFields FIELDS = new InputFields();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern VARIANT =
            Pattern.compile("variants\\[(.*)](?:\\.([A-Za-z]+(?:\\.[A-Za-z]+)*))?", Pattern.DOTALL);
    private static final Pattern METAFIELD = Pattern.compile("metafields\\[(.*)]", Pattern.DOTALL);
    private static final Pattern LIST_PRICE =
            Pattern.compile("variants\\[(.*)]\\.priceLists\\[([^\\]]*)]\\.([A-Za-z]+)", Pattern.DOTALL);
    private static final String PRICE_LISTS = "priceLists";
    private static final String VARIANTS = "variants";
    private static final String FILES = "files";
    private static final String ADDRESS = "originalSource";

    private InputFields() {}

    public static String ofVariant(String id) {
        return "variants[" + id + "]";
    }

    public static String ofVariant(String id, String path) {
        return "variants[" + id + "]." + path;
    }

    /** @param metafield that names its namespace and its key */
    public static String ofMetafield(JsonNode metafield) {
        return "metafields[" + name(metafield) + "]";
    }

    private static String name(JsonNode metafield) {
        return metafield.path("namespace").asString("")
                + '.'
                + metafield.path("key").asString("");
    }

    @Override
    public List<String> names(ObjectNode input, List<String> variantIds) {
        Set<String> names = new LinkedHashSet<>();
        input.forEachEntry((name, value) -> {
            if (name.equals(VARIANTS) && value.size() == variantIds.size()) {
                for (int i = 0; i < variantIds.size(); i++) {
                    String variant = ofVariant(variantIds.get(i));
                    value.path(i).forEachEntry((field, each) -> addLeaves(variant + "." + field, each, names));
                }
            } else if (name.equals("metafields")) {
                value.forEach(metafield -> names.add(ofMetafield(metafield)));
            } else if (name.equals(PRICE_LISTS)) {
                value.forEachEntry((list, prices) -> prices.forEachEntry((variant, amounts) -> amounts.propertyNames()
                        .forEach(amount -> names.add(ofVariant(variant, PRICE_LISTS + "[" + list + "]." + amount)))));
            } else {
                addLeaves(name, value, names);
            }
        });
        return List.copyOf(names);
    }

    private static void addLeaves(String path, JsonNode value, Set<String> names) {
        // A name with a point in it, such as a translated option value's, leads to no path.
        if (value.isObject()
                && !value.isEmpty()
                && value.propertyNames().stream().noneMatch(name -> name.indexOf('.') >= 0)) {
            value.forEachEntry((name, each) -> addLeaves(path + "." + name, each, names));
        } else {
            names.add(path);
        }
    }

    @Override
    public JsonNode get(ObjectNode input, List<String> variantIds, String field) {
        Matcher price = LIST_PRICE.matcher(field);
        if (price.matches()) {
            return orNull(input.path(PRICE_LISTS)
                    .path(price.group(2))
                    .path(price.group(1))
                    .path(price.group(3)));
        }
        Matcher variant = VARIANT.matcher(field);
        if (variant.matches()) {
            JsonNode whole = input.path(VARIANTS).path(variantIds.indexOf(variant.group(1)));
            return variant.group(2) != null
                    ? orNull(at(whole, variant.group(2)))
                    : whole instanceof ObjectNode there
                            ? there.deepCopy().without("inventoryQuantities")
                            : JSON.nullNode();
        }
        Matcher metafield = METAFIELD.matcher(field);
        if (metafield.matches()) {
            for (JsonNode one : input.path("metafields")) {
                if (name(one).equals(metafield.group(1))) {
                    return orNull(one.path("value"));
                }
            }
            return JSON.nullNode();
        }
        if (field.equals(FILES)) {
            ArrayNode addresses = JSON.arrayNode();
            input.path(FILES).forEach(file -> addresses.add(file.path(ADDRESS)));
            return addresses;
        }
        return orNull(at(input, field));
    }

    private static JsonNode at(JsonNode object, String path) {
        JsonNode at = object;
        for (String name : path.split("\\.")) {
            at = at.path(name);
        }
        return at;
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? JSON.nullNode() : node;
    }

    @Override
    public void set(ObjectNode input, List<String> variantIds, String field, JsonNode value) {
        Matcher variant = VARIANT.matcher(field);
        Matcher metafield = METAFIELD.matcher(field);
        if (variant.matches()) {
            int place = variantIds.indexOf(variant.group(1));
            if (place >= 0 && variant.group(2) != null) {
                put((ObjectNode) input.path(VARIANTS).path(place), variant.group(2), value);
            } else if (place >= 0 && value.isNull()) {
                takeOut(input, variantIds, place);
            }
        } else if (metafield.matches()) {
            setMetafield(input.path("metafields"), metafield.group(1), value);
        } else if (field.equals(FILES)) {
            keepFiles(input, value);
        } else {
            put(input, field, value);
        }
    }

    private static void put(ObjectNode object, String path, JsonNode value) {
        String[] names = path.split("\\.");
        ObjectNode at = object;
        for (int i = 0; i < names.length - 1; i++) {
            at = at.path(names[i]) instanceof ObjectNode inside ? inside : at.putObject(names[i]);
        }
        at.set(names[names.length - 1], value.deepCopy());
    }

    // A product without any variant of its own is left with those that the shop has.
    private static void takeOut(ObjectNode input, List<String> variantIds, int place) {
        ((ArrayNode) input.path(VARIANTS)).remove(place);
        variantIds.remove(place);
        if (variantIds.isEmpty()) {
            input.remove(List.of(VARIANTS, "productOptions"));
        }
    }

    private static void setMetafield(JsonNode metafields, String name, JsonNode value) {
        for (int i = 0; i < metafields.size(); i++) {
            if (name(metafields.path(i)).equals(name)) {
                if (value.isNull()) {
                    ((ArrayNode) metafields).remove(i);
                } else {
                    ((ObjectNode) metafields.path(i)).set("value", value);
                }
                return;
            }
        }
    }

    private static void keepFiles(ObjectNode input, JsonNode addresses) {
        Set<String> kept = new HashSet<>();
        addresses.forEach(address -> kept.add(address.asString("")));
        ArrayNode files = JSON.arrayNode();
        input.path(FILES).forEach(file -> {
            if (kept.contains(file.path(ADDRESS).asString(""))) {
                files.add(file);
            }
        });
        if (input.has(FILES)) {
            input.set(FILES, files);
        }
        // What a variant shows has to be among the product's pictures.
        input.path(VARIANTS).forEach(variant -> {
            if (variant.has("file")
                    && !kept.contains(variant.path("file").path(ADDRESS).asString(""))) {
                ((ObjectNode) variant).remove("file");
            }
        });
    }
}
