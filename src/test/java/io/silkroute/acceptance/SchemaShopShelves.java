package io.silkroute.acceptance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a shop holds and what the mutations do to it, as Shopify documents them and with every liberty that this leaves:
 * variants that come without their id are new ones, lists are answered in another order, a picture is not processed yet
 * when it is answered, and one whose address ends with {@code broken.jpg} is left out.
 */
final class SchemaShopShelves {

    private final Map<String, Map<String, Object>> products = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> collections = new LinkedHashMap<>();
    private final Map<String, String> definitions = new TreeMap<>(); // types by owner and name
    private final Set<String> published = new TreeSet<>();
    private final Set<String> wrongs;
    private long last = 1_000;

    SchemaShopShelves(Set<String> wrongs) {
        this.wrongs = wrongs;
    }

    /** A refusal that stands in {@code userErrors}. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String code;
        private final String field;

        Refused(String code, String field, String message) {
            super(message);
            this.code = code;
            this.field = field;
        }
    }

    @Nullable
    Object answer(String root, Map<String, Object> arguments) {
        try {
            return switch (root) {
                case "shop" ->
                    Map.of(
                            "name",
                            "Schema shop",
                            "myshopifyDomain",
                            "schema.myshopify.com",
                            "currencyCode",
                            "USD",
                            "ianaTimezone",
                            "Europe/Berlin");
                case "publications" ->
                    List.of(
                            object("Publication", "id", "gid://shopify/Publication/1", "name", "Point of Sale"),
                            object("Publication", "id", "gid://shopify/Publication/2", "name", "Online Store"));
                case "locations" ->
                    List.of(object(
                            "Location", "id", "gid://shopify/Location/1", "name", "Main warehouse", "isActive", true));
                case "priceLists" -> List.of();
                case "shopLocales" -> List.of(object("ShopLocale", "locale", "en", "primary", true, "published", true));
                case "metafieldDefinitions" -> definitions(arguments);
                case "metafieldDefinitionCreate" -> define(map(arguments, "definition"));
                case "productByIdentifier" -> found(products, map(arguments, "identifier"));
                case "collectionByIdentifier" -> found(collections, map(arguments, "identifier"));
                case "nodes" ->
                    list(arguments, "ids").stream()
                            .map(id -> products.getOrDefault(id, collections.get(id)))
                            .toList();
                case "product" -> products.get(text(arguments, "id"));
                case "productSet" -> productSet(arguments);
                case "productVariantsBulkUpdate" -> updateVariants(arguments);
                case "productDelete" -> delete(products, "deletedProductId", map(arguments, "input"));
                case "collectionDelete" -> delete(collections, "deletedCollectionId", map(arguments, "input"));
                case "collectionCreate" -> collection(map(arguments, "collection"), true);
                case "collectionUpdate" -> collection(map(arguments, "collection"), false);
                case "publishablePublish" -> publish(arguments);
                case "publicationUpdate" -> addToPublication(arguments);
                default -> {
                    wrongs.add("asked for " + root);
                    yield null;
                }
            };
        } catch (Refused refused) {
            Map<String, Object> error = object("", "field", List.of(refused.field.split("\\.")));
            error.put("message", Objects.requireNonNull(refused.getMessage()));
            error.put("code", refused.code);
            return object("", "userErrors", List.of(error));
        }
    }

    private List<Map<String, Object>> definitions(Map<String, Object> arguments) {
        String name = text(arguments, "ownerType") + " " + text(arguments, "namespace") + "." + text(arguments, "key");
        String type = definitions.get(name);
        return type == null
                ? List.of()
                : List.of(object(
                        "MetafieldDefinition",
                        "id",
                        "gid://shopify/MetafieldDefinition/1",
                        "namespace",
                        text(arguments, "namespace"),
                        "key",
                        text(arguments, "key"),
                        "type",
                        Map.of("name", type)));
    }

    private Map<String, Object> define(Map<String, Object> definition) {
        String name =
                text(definition, "ownerType") + " " + text(definition, "namespace") + "." + text(definition, "key");
        if (definitions.putIfAbsent(name, text(definition, "type")) != null) {
            throw new Refused("TAKEN", "definition.key", "Key is in use for " + name + ".");
        }
        return object("", "createdDefinition", Map.of("id", gid("MetafieldDefinition")), "userErrors", List.of());
    }

    private @Nullable Map<String, Object> found(
            Map<String, Map<String, Object>> shelf, Map<String, Object> identifier) {
        if (identifier.get("customId") instanceof Map<?, ?> custom) {
            String name = custom.get("namespace") + "." + custom.get("key");
            String owner = shelf == products ? "PRODUCT " : "COLLECTION ";
            if (!"id".equals(definitions.get(owner + name))) {
                throw new Refused(
                        "NOT_FOUND", "identifier.customId", "No definition of " + name + " has unique values.");
            }
            return shelf.values().stream()
                    .filter(object -> custom.get("value").equals(metafield(object, name)))
                    .findFirst()
                    .orElse(null);
        }
        if (identifier.containsKey("handle")) {
            return shelf.values().stream()
                    .filter(object -> object.get("handle").equals(identifier.get("handle")))
                    .findFirst()
                    .orElse(null);
        }
        return shelf.get(text(identifier, "id"));
    }

    private static @Nullable Object metafield(Map<String, Object> object, String name) {
        return maps(object, "metafields").stream()
                .filter(metafield -> name.equals(metafield.get("namespace") + "." + metafield.get("key")))
                .map(metafield -> metafield.get("value"))
                .findFirst()
                .orElse(null);
    }

    private Map<String, Object> productSet(Map<String, Object> arguments) {
        Map<String, Object> identifier = map(arguments, "identifier");
        Map<String, Object> input = map(arguments, "input");
        Map<String, Object> known = found(products, identifier);
        if (known == null && identifier.containsKey("id")) {
            throw new Refused("NOT_FOUND", "identifier.id", "Resource matching the identifier was not found.");
        }
        boolean isNew = known == null;
        Map<String, Object> product = isNew ? object("Product", "id", gid("Product")) : new LinkedHashMap<>(known);
        if (identifier.get("customId") instanceof Map<?, ?> custom && input.containsKey("metafields")) {
            boolean among = maps(input, "metafields").stream()
                    .anyMatch(one -> custom.get("namespace").equals(one.get("namespace"))
                            && custom.get("key").equals(one.get("key"))
                            && custom.get("value").equals(one.get("value")));
            if (!among) {
                throw new Refused("METAFIELD_MISMATCH", "input.metafields", "The customId is not among them.");
            }
        } else if (isNew) {
            throw new Refused("METAFIELD_MISMATCH", "input.metafields", "A new product needs its customId.");
        }
        for (String field : input.keySet()) {
            switch (field) {
                case "title", "descriptionHtml", "vendor", "productType", "handle", "status" ->
                    product.put(field, Objects.requireNonNullElse(input.get(field), ""));
                case "tags" -> product.put(field, tags(list(input, field)));
                case "metafields" -> product.put(field, metafields(product, "PRODUCT ", maps(input, field)));
                case "collections" -> product.put(field, named(list(input, field)));
                case "files" -> product.put("media", media(product, maps(input, field)));
                case "productOptions" -> {
                    if (!input.containsKey("variants")) {
                        throw new Refused("VARIANTS_INPUT_MISSING", "input.variants", "Variants input is required.");
                    }
                }
                case "variants" -> variants(product, input);
                default -> wrongs.add("productSet knows no " + field + " here");
            }
        }
        title(product);
        product.putIfAbsent("status", "ACTIVE");
        for (String list : List.of("tags", "metafields", "collections", "media")) {
            product.putIfAbsent(list, List.of());
        }
        if (isNew && !product.containsKey("variants")) {
            product.put("variants", List.of(object("ProductVariant", "id", gid("ProductVariant"))));
        }
        handle(products.values(), product);
        products.put(text(product, "id"), product);
        return object("", "product", asAnswered(product), "userErrors", List.of());
    }

    private static void title(Map<String, Object> object) {
        String title = String.valueOf(object.getOrDefault("title", ""));
        if (title.isBlank() || title.length() > 255) {
            throw new Refused("INVALID_INPUT", "input.title", "Title must have 1 to 255 characters.");
        }
    }

    private static void handle(Collection<Map<String, Object>> others, Map<String, Object> object) {
        Object given = object.getOrDefault("handle", "");
        String handle = given.equals("") ? text(object, "title").toLowerCase(Locale.ROOT) : (String) given;
        object.put("handle", handle.replaceAll("[^\\p{L}\\p{N}_-]+", "-"));
        for (Map<String, Object> other : others) {
            if (!other.get("id").equals(object.get("id")) && other.get("handle").equals(object.get("handle"))) {
                throw new Refused("HANDLE_NOT_UNIQUE", "input.handle", "Handle '" + handle + "' already in use.");
            }
        }
    }

    private static Map<String, Object> asAnswered(Map<String, Object> product) {
        Map<String, Object> answered = new LinkedHashMap<>(product);
        List<Object> variants = new ArrayList<>(list(product, "variants"));
        Collections.reverse(variants);
        answered.put("variants", variants);
        List<Object> media = new ArrayList<>();
        for (Map<String, Object> one : maps(product, "media")) {
            Map<String, Object> unprocessed = new LinkedHashMap<>(one);
            unprocessed.remove("image");
            media.add(0, unprocessed);
        }
        answered.put("media", media);
        return answered;
    }

    private static List<String> tags(List<?> given) {
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Object tag : given) {
            tags.putIfAbsent(((String) tag).strip(), ((String) tag).strip());
        }
        if (tags.size() > 250 || tags.keySet().stream().anyMatch(tag -> tag.isEmpty() || tag.length() > 255)) {
            throw new Refused("INVALID_INPUT", "input.tags", "Tags are too many, empty or too long.");
        }
        return List.copyOf(tags.values());
    }

    private List<Map<String, Object>> metafields(
            Map<String, Object> object, String owner, List<Map<String, Object>> given) {
        List<Map<String, Object>> metafields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Map<String, Object> one : given) {
            String name = text(one, "namespace") + "." + text(one, "key");
            String defined = definitions.get(owner + name);
            Object type = one.getOrDefault("type", defined);
            boolean taken = "id".equals(defined)
                    && (owner.equals("PRODUCT ") ? products : collections)
                            .values().stream()
                                    .anyMatch(other -> !other.get("id").equals(object.get("id"))
                                            && one.get("value").equals(metafield(other, name)));
            if (type == null
                    || defined != null && !defined.equals(type)
                    || taken
                    || text(one, "value").isEmpty()
                    || !names.add(name)
                    || !text(one, "namespace").matches("[\\w-]{3,255}")
                    || !text(one, "key").matches("[\\w-]{2,64}")) {
                throw new Refused("INVALID_METAFIELD", "input.metafields", "Metafield " + one + " is not valid.");
            }
            Map<String, Object> metafield = object("Metafield", "id", gid("Metafield"));
            metafield.putAll(one);
            metafield.put("type", type);
            metafields.add(metafield);
        }
        return metafields;
    }

    private List<Object> named(List<?> ids) {
        List<Object> named = new ArrayList<>();
        for (Object id : ids) {
            if (!collections.containsKey(id)) {
                throw new Refused("INVALID_INPUT", "input.collections", "There is no collection " + id + ".");
            }
            named.add(collections.get(id));
        }
        return named;
    }

    private List<Map<String, Object>> media(Map<String, Object> product, List<Map<String, Object>> files) {
        List<Map<String, Object>> media = new ArrayList<>();
        for (Map<String, Object> file : files) {
            Map<String, Object> one;
            if (file.containsKey("id")) {
                one = maps(product, "media").stream()
                        .filter(held -> held.get("id").equals(file.get("id")))
                        .findFirst()
                        .map(held -> (Map<String, Object>) new LinkedHashMap<>(held))
                        .orElseThrow(() -> new Refused("INVALID_INPUT", "input.files", "There is no such file."));
            } else {
                String address = text(file, "originalSource");
                if (address.endsWith("broken.jpg")) {
                    continue;
                }
                one = object("MediaImage", "id", gid("MediaImage"));
                one.put("image", Map.of("url", "https://cdn.shopify.com/s/files/1/files/" + name(address) + "?v=1"));
            }
            if (file.containsKey("alt")) {
                one.put("alt", file.get("alt"));
            }
            media.add(one);
        }
        return media;
    }

    private static String name(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private void variants(Map<String, Object> product, Map<String, Object> input) {
        if (!input.containsKey("productOptions")) {
            throw new Refused("PRODUCT_OPTIONS_INPUT_MISSING", "input.productOptions", "Options are required.");
        }
        Map<String, Set<Object>> options = new LinkedHashMap<>();
        for (Map<String, Object> option : maps(input, "productOptions")) {
            Set<Object> values = new HashSet<>();
            maps(option, "values").forEach(value -> values.add(value.get("name")));
            if (values.isEmpty() || options.put(text(option, "name"), values) != null) {
                throw new Refused("INVALID_INPUT", "input.productOptions", "Options are empty or doubled.");
            }
        }
        if (options.size() > 3 || options.isEmpty()) {
            throw new Refused("OPTIONS_OVER_LIMIT", "input.productOptions", "Too many options, or none.");
        }
        List<Map<String, Object>> variants = new ArrayList<>();
        Set<Object> combinations = new HashSet<>();
        for (Map<String, Object> given : maps(input, "variants")) {
            List<Map<String, Object>> selected = new ArrayList<>();
            for (Map<String, Object> value : maps(given, "optionValues")) {
                if (!options.getOrDefault(text(value, "optionName"), Set.of()).contains(value.get("name"))) {
                    throw new Refused("OPTION_VALUE_DOES_NOT_EXIST", "input.variants", "There is no " + value + ".");
                }
                selected.add(object("", "name", value.get("optionName"), "value", value.get("name")));
            }
            if (selected.size() != options.size() || !combinations.add(selected)) {
                throw new Refused("INVALID_VARIANT", "input.variants", "Option values are missing or doubled.");
            }
            Map<String, Object> variant = given.containsKey("id")
                    ? variant(product, given)
                    : object("ProductVariant", "id", gid("ProductVariant"));
            merge(variant, given);
            file(product, variant, given);
            variant.remove("optionValues");
            variant.put("selectedOptions", selected);
            variant.put(
                    "title",
                    selected.stream()
                            .map(option -> String.valueOf(option.get("value")))
                            .collect(Collectors.joining(" / ")));
            variants.add(variant);
        }
        product.put("variants", variants);
        product.put(
                "options",
                options.keySet().stream()
                        .map(name -> object("ProductOption", "name", name))
                        .toList());
    }

    /** By an address it would be a file of its own; by its id it is one of those that the product has after this. */
    private static void file(Map<String, Object> product, Map<String, Object> variant, Map<String, Object> given) {
        if (given.get("file") == null) {
            return;
        }
        Object id = map(given, "file").get("id");
        if (id == null || maps(product, "media").stream().noneMatch(one -> id.equals(one.get("id")))) {
            throw new Refused("INVALID_INPUT", "input.variants", "There is no such file among the product's.");
        }
        variant.put("shows", id);
    }

    /** What is left out stays as it is, inside of the inventory item, too. */
    private static void merge(Map<String, Object> variant, Map<String, Object> given) {
        if (given.containsKey("price") && given.get("price") == null) {
            throw new Refused("INVALID_VARIANT", "input.variants", "Price can't be blank");
        }
        Map<String, Object> item = new LinkedHashMap<>(map(variant, "inventoryItem"));
        item.putAll(map(given, "inventoryItem"));
        variant.putAll(given);
        variant.put("inventoryItem", item);
    }

    private static Map<String, Object> variant(Map<String, Object> product, Map<String, Object> given) {
        return maps(product, "variants").stream()
                .filter(held -> held.get("id").equals(given.get("id")))
                .findFirst()
                .map(held -> (Map<String, Object>) new LinkedHashMap<>(held))
                .orElseThrow(() -> new Refused(
                        "PRODUCT_VARIANT_DOES_NOT_EXIST", "input.variants", "Product variant does not exist"));
    }

    private Map<String, Object> updateVariants(Map<String, Object> arguments) {
        Map<String, Object> product = products.get(text(arguments, "productId"));
        if (product == null) {
            throw new Refused("PRODUCT_DOES_NOT_EXIST", "productId", "Product does not exist");
        }
        Map<Object, Map<String, Object>> changed = new LinkedHashMap<>();
        for (Map<String, Object> given : maps(arguments, "variants")) {
            Map<String, Object> variant = variant(product, given);
            merge(variant, given);
            changed.put(given.get("id"), variant);
        }
        product.put(
                "variants",
                maps(product, "variants").stream()
                        .map(held -> changed.getOrDefault(held.get("id"), held))
                        .toList());
        return object("", "productVariants", List.copyOf(changed.values()), "userErrors", List.of());
    }

    private Map<String, Object> collection(Map<String, Object> input, boolean isNew) {
        Map<String, Object> known = isNew ? null : collections.get(text(input, "id"));
        if (!isNew && known == null) {
            throw new Refused("", "collection.id", "Collection does not exist");
        }
        Map<String, Object> collection =
                known == null ? object("Collection", "id", gid("Collection")) : new LinkedHashMap<>(known);
        for (String field : input.keySet()) {
            switch (field) {
                case "title", "descriptionHtml", "handle" -> collection.put(field, input.get(field));
                case "metafields" -> collection.put(field, metafields(collection, "COLLECTION ", maps(input, field)));
                case "id", "redirectNewHandle" -> {}
                default -> wrongs.add("a collection knows no " + field + " here");
            }
        }
        title(collection);
        handle(collections.values(), collection);
        collections.put(text(collection, "id"), collection);
        return object("", "collection", collection, "userErrors", List.of());
    }

    private Map<String, Object> delete(
            Map<String, Map<String, Object>> shelf, String answered, Map<String, Object> input) {
        String id = text(input, "id");
        if (shelf.remove(id) == null) {
            throw new Refused("", "id", "It does not exist");
        }
        return object("", answered, id, "userErrors", List.of());
    }

    private Map<String, Object> publish(Map<String, Object> arguments) {
        String id = text(arguments, "id");
        boolean there = products.containsKey(id) || collections.containsKey(id);
        for (Map<String, Object> publication : maps(arguments, "input")) {
            if (!there || !publication.get("publicationId").equals("gid://shopify/Publication/2")) {
                throw new Refused("", "input.publicationId", "There is no such publication or product.");
            }
            published.add(id);
        }
        return object("", "userErrors", List.of());
    }

    private Map<String, Object> addToPublication(Map<String, Object> arguments) {
        for (Object id : (List<?>) map(arguments, "input").get("publishablesToAdd")) {
            publish(Map.of("id", id, "input", List.of(Map.of("publicationId", text(arguments, "id")))));
        }
        return object("", "publication", object("Publication", "id", text(arguments, "id")), "userErrors", List.of());
    }

    /** What it holds, by the PIM's id. */
    synchronized Map<String, JsonNode> products() {
        return byItem(products);
    }

    synchronized Map<String, JsonNode> collections() {
        return byItem(collections);
    }

    private Map<String, JsonNode> byItem(Map<String, Map<String, Object>> shelf) {
        Map<String, JsonNode> byItem = new TreeMap<>();
        for (Map<String, Object> object : shelf.values()) {
            Map<String, Object> shown = new LinkedHashMap<>(object);
            shown.put("published", published.contains(object.get("id")));
            shown.put(
                    "collections",
                    maps(object, "collections").stream()
                            .map(one -> one.get("handle"))
                            .toList());
            byItem.put(String.valueOf(metafield(object, "silkroute.item_id")), Silkroute.JSON.valueToTree(shown));
        }
        return byItem;
    }

    private String gid(String type) {
        return "gid://shopify/" + type + "/" + ++last;
    }

    private static Map<String, Object> object(String type, Object... fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (!type.isEmpty()) {
            object.put("__typename", type);
        }
        for (int i = 0; i < fields.length; i += 2) {
            object.put((String) fields[i], fields[i + 1]);
        }
        return object;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> object, String field) {
        return (Map<String, Object>) object.getOrDefault(field, Map.of());
    }

    private static List<?> list(Map<String, Object> object, String field) {
        return (List<?>) object.getOrDefault(field, List.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> object, String field) {
        return (List<Map<String, Object>>) object.getOrDefault(field, List.of());
    }

    private static String text(Map<String, Object> object, String field) {
        return String.valueOf(object.getOrDefault(field, ""));
    }
}
