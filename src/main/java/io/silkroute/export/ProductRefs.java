package io.silkroute.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final ObjectMapper json;

    ProductRefs(ObjectMapper json) {
        this.json = json;
    }

    /** Are the ids of all variants known? */
    boolean complete(Work work) {
        JsonNode known = variants(work);
        return work.payload().variantIds().stream().allMatch(known::has);
    }

    /** Are ids of variants known at all? */
    boolean any(Work work) {
        return !variants(work).isEmpty();
    }

    /** Gives variants that are sent the ids that are known. @param variants by position */
    ArrayNode withIds(Work work, Map<Integer, ObjectNode> variants) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        variants.forEach((position, variant) -> {
            JsonNode id = variants(work).path(work.payload().variantIds().get(position));
            if (id.isString()) {
                variant.set("id", id);
            }
            all.add(variant);
        });
        return all;
    }

    private static JsonNode variants(Work work) {
        Exported exported = work.exported();
        return exported == null || exported.refs() == null
                ? JsonNodeFactory.instance.objectNode()
                : exported.refs().path("variants");
    }

    /** What is known after a write: what it answered, and for what it was not asked what was known before. */
    ObjectNode after(Work work, JsonNode product, JsonNode sent) {
        Exported exported = work.exported();
        ObjectNode refs = exported == null || exported.refs() == null
                ? json.createObjectNode()
                : exported.refs().deepCopy();
        if (!product.path("variants").path("nodes").isEmpty()) {
            refs.set("variants", variantIds(work, product));
        }
        if (sent.has("files")) {
            refs.set(
                    "files",
                    FileRefs.after(
                            exported,
                            work.payload().input().path("files"),
                            sent.path("files"),
                            product.path("media").path("nodes")));
        }
        return refs;
    }

    // Shopify tells variants apart by their option values, and so can we.
    private ObjectNode variantIds(Work work, JsonNode product) {
        Map<Map<String, String>, String> ids = new HashMap<>();
        product.path("variants")
                .path("nodes")
                .forEach(variant -> ids.put(
                        options(variant.path("selectedOptions"), "name", "value"),
                        variant.path("id").asString("")));
        ObjectNode variants = json.createObjectNode();
        JsonNode sent = work.payload().input().path("variants");
        List<String> pimIds = work.payload().variantIds();
        for (int i = 0; i < pimIds.size(); i++) {
            String id = ids.get(options(sent.path(i).path("optionValues"), "optionName", "name"));
            if (id != null) {
                variants.put(pimIds.get(i), id);
            }
        }
        return variants;
    }

    private static Map<String, String> options(JsonNode list, String name, String value) {
        Map<String, String> options = new HashMap<>();
        list.forEach(option ->
                options.put(option.path(name).asString(""), option.path(value).asString("")));
        return options;
    }
}
