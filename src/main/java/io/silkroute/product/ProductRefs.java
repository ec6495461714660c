package io.silkroute.product;

import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shopify's ids of what belongs to a product: {@code {"variants": {PIM id: gid}, "files": {address: gid}}}. Variants
 * that are sent with their id keep it, whatever their options become.
 */
@Component
class ProductRefs {

    /** In place of {@code variants} while a write goes without ids: those by which what is left is known again. */
    private static final String FORMER = "formerVariants";

    private final ObjectMapper json;

    ProductRefs(ObjectMapper json) {
        this.json = json;
    }

    /** Nothing is known of the variants' ids any more but what they were. */
    ObjectNode withoutVariants(JsonNode refs) {
        ObjectNode others = json.createObjectNode();
        others.set("files", refs.path("files"));
        others.set(FORMER, refs.path("variants"));
        return others;
    }

    /** Shopify's ids by PIM id as they were before this write, in the order of the payload's variants. */
    static JsonNode before(Exported exported) {
        JsonNode refs = exported.refs() == null ? JsonNodeFactory.instance.objectNode() : exported.refs();
        return refs.has(FORMER) ? refs.path(FORMER) : refs.path("variants");
    }

    /** Are the ids of all variants known? */
    boolean complete(Stage.ToSend product) {
        JsonNode known = variants(product);
        return product.mapped().payload().variantIds().stream().allMatch(known::has);
    }

    /** Are ids of variants known at all? */
    boolean any(Stage.ToSend product) {
        return !variants(product).isEmpty();
    }

    /** Gives variants that are sent the ids that are known. @param variants by position */
    ArrayNode withIds(Stage.ToSend product, Map<Integer, ObjectNode> variants) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        variants.forEach((position, variant) -> {
            JsonNode id = variants(product)
                    .path(product.mapped().payload().variantIds().get(position));
            if (id.isString()) {
                variant.set("id", id);
            }
            all.add(variant);
        });
        return all;
    }

    /** Of a product all whose ids are known. */
    ObjectNode known(Stage.ToSend product) {
        Exported exported = product.item().exported();
        return Objects.requireNonNull(Objects.requireNonNull(exported).refs());
    }

    /** The ids of its variants in the shop by their PIM ids, as far as they are known. */
    static JsonNode variants(Stage.ToSend product) {
        Exported exported = product.item().exported();
        return exported == null || exported.refs() == null
                ? JsonNodeFactory.instance.objectNode()
                : exported.refs().path("variants");
    }

    /**
     * What is known after a write: what it answered, and for what it was not asked what was known before.
     *
     * @param earlier a write just before it that uploaded the files which this one names
     */
    ObjectNode after(Stage.ToSend product, Stage.@Nullable EarlierWrite earlier, JsonNode written, JsonNode sent) {
        if (earlier != null) {
            return earlier.refs();
        }
        Exported exported = product.item().exported();
        ObjectNode refs = exported == null || exported.refs() == null
                ? json.createObjectNode()
                : exported.refs().deepCopy();
        refs.remove(FORMER);
        if (!written.path("variants").path("nodes").isEmpty()) {
            refs.set("variants", variantIds(product, written));
        } else if (sent.has("variants") && FileRefs.allById(sent.path("variants"))) {
            refs.set("variants", sentIds(product, sent.path("variants")));
        }
        if (sent.has("files")) {
            refs.set(
                    "files",
                    FileRefs.after(
                            exported,
                            product.input().path("files"),
                            sent.path("files"),
                            written.path("media").path("nodes")));
        }
        return refs;
    }

    private ObjectNode sentIds(Stage.ToSend product, JsonNode sent) {
        ObjectNode ids = json.createObjectNode();
        List<String> pimIds = product.mapped().payload().variantIds();
        for (int i = 0; i < pimIds.size(); i++) {
            ids.set(pimIds.get(i), sent.path(i).get("id"));
        }
        return ids;
    }

    /** Does a write's answer say of each variant which it has become? */
    boolean tellsAll(Stage.ToSend product, JsonNode written) {
        ObjectNode ids = variantIds(product, written);
        return ids.size() == product.mapped().payload().variantIds().size()
                && ids.valueStream().distinct().count() == ids.size();
    }

    // Shopify tells variants apart by their option values, and so can we; a title is made of these.
    private ObjectNode variantIds(Stage.ToSend product, JsonNode written) {
        Map<Object, String> ids = new HashMap<>();
        written.path("variants")
                .path("nodes")
                .forEach(variant -> ids.put(
                        variant.has("selectedOptions")
                                ? options(variant.path("selectedOptions"), "name", "value")
                                : word(variant.path("title")),
                        variant.path("id").asString("")));
        ObjectNode variants = json.createObjectNode();
        JsonNode sent = product.input().path("variants");
        List<String> pimIds = product.mapped().payload().variantIds();
        for (int i = 0; i < pimIds.size(); i++) {
            JsonNode values = sent.path(i).path("optionValues");
            String id = ids.getOrDefault(options(values, "optionName", "name"), ids.get(title(values)));
            if (id != null) {
                variants.put(pimIds.get(i), id);
            }
        }
        return variants;
    }

    private static String title(JsonNode optionValues) {
        List<String> values = new ArrayList<>();
        optionValues.forEach(value -> values.add(word(value.path("name"))));
        return String.join(" / ", values);
    }

    // The shop keeps the spelling in which it had a value first, and no space around it.
    private static String word(JsonNode text) {
        return text.asString("").strip().toLowerCase(Locale.ROOT);
    }

    static Map<String, String> options(JsonNode list, String name, String value) {
        Map<String, String> options = new HashMap<>();
        list.forEach(option -> options.put(word(option.path(name)), word(option.path(value))));
        return options;
    }
}
