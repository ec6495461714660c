package io.silkroute.export.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The note of what a write is about to send: {@code {"title": null, "seo": {"title": null}, "variants": {"price": null},
 * "tags": ["new"], "foreignFiles": ["gid"]}}, and for a product that is made {@code initialStock}. Lists stand in it with their entries, other fields with their name only,
 * those of the variants once for all of them, of their metafields the names. After a crash it tells which fields the shop may hold in another state
 * than the one recorded, and which entries of its lists may be ours. The notes of several lost writes add up.
 */
public final class WriteIntent {

    /** Fields of a payload that hold entries, of which some may be others'. */
    public static final List<String> LISTS = List.of("tags", "metafields", "files", "collections");

    /** Ids of the product's files that were others' before the write. */
    private static final String FOREIGN_FILES = "foreignFiles";

    /** The stock with which the first of the lost writes has made the variants, if it has: by their options. */
    private static final String INITIAL_STOCK = "initialStock";

    /** Fields of a payload by which a lost write of a code is found; the last write's stand. */
    private static final List<String> FOUND_BY = List.of("code", "discount");

    private static final String VARIANTS = "variants";
    private static final String METAFIELDS = "metafields";
    private static final String OPTIONS = "optionValues";
    private static final String QUANTITIES = "inventoryQuantities";

    private WriteIntent() {}

    /** @param payload that is about to be sent; null for what is about to be taken from the shop */
    static ObjectNode of(@Nullable Exported exported, @Nullable ObjectNode payload) {
        ObjectNode former = exported == null ? null : exported.sending();
        ObjectNode note = former == null ? JsonNodeFactory.instance.objectNode() : former.deepCopy();
        if (former == null && (exported == null || !exported.inShop())) {
            note.putArray(FOREIGN_FILES); // a product that is new has none
        }
        if (payload != null) {
            if (former == null && (exported == null || !exported.inShop())) {
                noteStock(note, payload);
            } else if (note.has(INITIAL_STOCK)) {
                doubtStock(note, payload);
            }
            add(note, payload);
        }
        return note;
    }

    private static void noteStock(ObjectNode note, ObjectNode payload) {
        for (JsonNode variant : payload.path(VARIANTS)) {
            if (!variant.path(QUANTITIES).isEmpty()) {
                ObjectNode noted = note.withArray(INITIAL_STOCK).addObject();
                noted.set(OPTIONS, variant.path(OPTIONS).deepCopy());
                noted.set(QUANTITIES, variant.path(QUANTITIES).deepCopy());
            }
        }
    }

    // Which of two writes has made the product is not known; then nothing is of a number that they do not share.
    private static void doubtStock(ObjectNode note, ObjectNode payload) {
        for (JsonNode variant : payload.path(VARIANTS)) {
            for (JsonNode noted : note.path(INITIAL_STOCK)) {
                if (noted.path(OPTIONS).equals(variant.path(OPTIONS))
                        && !noted.path(QUANTITIES).equals(variant.path(QUANTITIES))) {
                    ((ObjectNode) noted).putArray(QUANTITIES);
                }
            }
        }
    }

    /** The stock with which a variant was made, if a write has made its product whose answer was lost. */
    public static JsonNode initialStock(@Nullable Exported exported, JsonNode options) {
        if (exported != null && exported.sending() != null) {
            for (JsonNode noted : exported.sending().path(INITIAL_STOCK)) {
                if (noted.path(OPTIONS).equals(options)) {
                    return noted.path(QUANTITIES);
                }
            }
        }
        return MissingNode.getInstance();
    }

    private static void add(ObjectNode note, ObjectNode input) {
        for (Map.Entry<String, JsonNode> field : input.properties()) {
            String name = field.getKey();
            if (LISTS.contains(name)) {
                note.set(name, union(note.path(name), field.getValue()));
            } else if (name.equals(VARIANTS)) {
                field.getValue().forEach(variant -> addVariant(note.withObjectProperty(VARIANTS), variant));
            } else if (!name.equals("productOptions")) {
                addName(note, name, field.getValue());
            }
        }
    }

    private static void addVariant(ObjectNode note, JsonNode variant) {
        JsonNode sent = variant.path(METAFIELDS);
        if (!sent.isEmpty()) {
            ArrayNode names = JsonNodeFactory.instance.arrayNode();
            sent.forEach(metafield -> names.add(((ObjectNode) metafield.deepCopy()).retain("namespace", "key")));
            note.set(METAFIELDS, union(note.path(METAFIELDS), names));
        }
        addNames(note, variant);
    }

    private static void addNames(ObjectNode note, JsonNode input) {
        input.properties().forEach(field -> addName(note, field.getKey(), field.getValue()));
    }

    private static void addName(ObjectNode note, String name, JsonNode value) {
        if (FOUND_BY.contains(name)) {
            note.set(name, value);
        } else if (value.isObject()) {
            addNames(note.path(name) instanceof ObjectNode inside ? inside : note.putObject(name), value);
        } else if (!note.has(name)) {
            note.putNull(name);
        }
    }

    /** The fields that lost writes may have brought to any of the variants. */
    public static JsonNode ofVariants(@Nullable Exported exported) {
        return exported == null || exported.sending() == null
                ? MissingNode.getInstance()
                : exported.sending().path(VARIANTS);
    }

    private static ArrayNode union(JsonNode some, JsonNode others) {
        Set<JsonNode> all = new LinkedHashSet<>();
        some.forEach(all::add);
        others.forEach(all::add);
        return JsonNodeFactory.instance.arrayNode().addAll(all);
    }

    /** Ids of files that are certainly others'; null if no lost write has touched files. */
    public static @Nullable Set<String> foreignFiles(@Nullable Exported exported) {
        if (exported == null
                || exported.sending() == null
                || !exported.sending().has(FOREIGN_FILES)) {
            return null;
        }
        Set<String> ids = new LinkedHashSet<>();
        exported.sending().path(FOREIGN_FILES).forEach(id -> ids.add(id.asString("")));
        return ids;
    }

    static ObjectNode withForeignFiles(ObjectNode note, Iterable<String> ids) {
        ArrayNode foreign = note.putArray(FOREIGN_FILES);
        ids.forEach(foreign::add);
        return note;
    }
}
