package io.silkroute.product;

import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.Identity;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.WriteIntent;
import io.silkroute.mapping.ListPolicy;
import io.silkroute.mapping.Mapping;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges the lists that the mapping owns with what others keep in them. Shopify replaces a list that is sent, so the
 * shop's list is read first: of its entries only those that this connector once exported may go.
 */
@Component
class ShopLists {

    private static final Operation READ = Operation.named("productLists");
    private static final int MAX = 250;

    private final ObjectMapper json;

    ShopLists(ObjectMapper json) {
        this.json = json;
    }

    /** The product's lists as the shop has them. */
    Asked<JsonNode> read(ItemCalls calls, ShopifyId shopifyId, Set<String> lists) {
        return calls.read(READ, variables(shopifyId, lists))
                .then(data -> whole(data.path("nodes").path(0), lists));
    }

    private ObjectNode variables(ShopifyId shopifyId, Set<String> lists) {
        ObjectNode variables = json.createObjectNode();
        variables.putArray("ids").add(shopifyId.gid());
        ask(variables, "collections", lists.contains("collections") ? MAX : 0);
        ask(variables, "metafields", lists.contains("metafields") ? MAX : 0);
        ask(variables, "media", lists.contains("files") ? MAX : 0);
        return variables;
    }

    /** The call that {@link #read} makes, for a forecast. */
    ItemExporter.Share reading(ShopifyId shopifyId, Set<String> lists) {
        return ItemExporter.Share.whole(READ, variables(shopifyId, lists));
    }

    /** What is to be answered with; a connection that is asked for no entry would cost two points. */
    static void ask(ObjectNode variables, String connection, int entries) {
        variables.put(connection + "First", Math.min(MAX, entries));
        variables.put(
                "with" + connection.substring(0, 1).toUpperCase(Locale.ROOT) + connection.substring(1), entries > 0);
    }

    private static Asked<JsonNode> whole(JsonNode product, Set<String> lists) {
        for (String list : lists) {
            if (product.path(list(list)).path("pageInfo").path("hasNextPage").asBoolean(false)) {
                return new Asked.Ended<>(new Conclusion.Refused(new Reason(
                        "TOO_MANY_ENTRIES",
                        list,
                        null,
                        "The product holds more than " + MAX + " " + list + " in the shop, more than can be read"
                                + " and kept. Remove some there, or set the list to replace in the mapping.")));
            }
        }
        return new Asked.Told<>(product);
    }

    /** As the shop calls it. */
    static String list(String name) {
        return name.equals("files") ? "media" : name;
    }

    /** @param shop the product's lists as read; null for a product that is not in the shop yet */
    void merge(Stage.ToSend product, Mapping mapping, Set<String> lists, @Nullable JsonNode shop, ObjectNode input) {
        Exported exported = product.item().exported();
        List<ObjectNode> before = exported == null ? List.of() : exported.once();
        ObjectNode now = product.input();
        for (String list : lists) {
            boolean owned = shop != null && mapping.listPolicy(list) == ListPolicy.OWNED;
            input.set(
                    list,
                    switch (list) {
                        case "tags" -> tags(before, now, owned ? shop : null);
                        case "collections" -> collections(product, before, now, owned ? shop : null);
                        case "metafields" -> metafields(product, before, now, owned ? shop : null);
                        default -> files(exported, now, shop, owned);
                    });
        }
    }

    private static ArrayNode tags(List<ObjectNode> before, ObjectNode now, @Nullable JsonNode shop) {
        Set<String> tags = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (shop != null) {
            shop.path("tags").forEach(tag -> tags.add(tag.asString("")));
            before.forEach(former -> former.path("tags").forEach(tag -> tags.remove(tag.asString(""))));
        }
        now.path("tags").forEach(tag -> tags.add(tag.asString("")));
        return array(tags);
    }

    private static ArrayNode collections(
            Stage.ToSend product, List<ObjectNode> before, ObjectNode now, @Nullable JsonNode shop) {
        ProductRelated related = ProductRelated.of(product.item());
        Set<ShopifyId> ids = new LinkedHashSet<>();
        if (shop != null) {
            shop.path("collections").path("nodes").forEach(node -> ids.add(ShopifyId.of(node)));
            before.forEach(former -> former.path("collections")
                    .forEach(category ->
                            related.collection(category.asString("")).ifPresent(ids::remove)));
        }
        now.path("collections")
                .forEach(category -> related.collection(category.asString("")).ifPresent(ids::add));
        return array(ids.stream().map(ShopifyId::gid).toList());
    }

    private static ArrayNode metafields(
            Stage.ToSend product, List<ObjectNode> before, ObjectNode now, @Nullable JsonNode shop) {
        ObjectNode identity = Identity.metafield(product.key());
        List<JsonNode> brought = new ArrayList<>(List.of(identity));
        before.forEach(former -> former.path("metafields").forEach(brought::add));
        JsonNode held = shop == null
                ? MissingNode.getInstance()
                : shop.path("metafields").path("nodes");
        ArrayNode merged = metafields(now.path("metafields"), brought, unchanged(product.item()), held);
        return merged.add(identity);
    }

    /**
     * Others' metafields of one owner as the shop has them, and after them ours.
     *
     * @param now what the owner is to have of ours
     * @param brought what this connector may have brought; of the shop's these may go
     * @param unchanged those of now that were exported just so
     * @param held the owner's in the shop
     */
    static ArrayNode metafields(JsonNode now, List<JsonNode> brought, Set<JsonNode> unchanged, JsonNode held) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        Set<String> ours = new HashSet<>();
        now.forEach(metafield -> ours.add(name(metafield)));
        brought.forEach(metafield -> ours.add(name(metafield)));
        Map<String, JsonNode> theirs = new HashMap<>();
        for (JsonNode metafield : held) {
            if (ours.contains(name(metafield))) {
                theirs.put(name(metafield), metafield);
            } else {
                merged.add(metafield);
            }
        }
        // A value that somebody has set by hand stays until the PIM changes that very metafield.
        for (JsonNode metafield : now) {
            merged.add(unchanged.contains(metafield) ? theirs.getOrDefault(name(metafield), metafield) : metafield);
        }
        return merged;
    }

    private static Set<JsonNode> unchanged(ExportItem product) {
        Set<JsonNode> sent = new HashSet<>();
        Exported exported = product.exported();
        if (product.isComparable() && exported != null && exported.payload() != null) {
            exported.payload().path("metafields").forEach(sent::add);
        }
        return sent;
    }

    private static String name(JsonNode metafield) {
        return metafield.path("namespace").asString("")
                + '.'
                + metafield.path("key").asString("");
    }

    // A file that is in the shop already is named by its id: its address again would make a second picture of it.
    private static ArrayNode files(
            @Nullable Exported exported, ObjectNode now, @Nullable JsonNode shop, boolean owned) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        JsonNode refs = shop == null
                ? FileRefs.of(exported)
                : FileRefs.known(exported, now.path("files"), shop.path("media").path("nodes"));
        Set<String> usable = shop == null ? new HashSet<>() : usable(shop);
        for (JsonNode file : now.path("files")) {
            String id = refs.path(file.path("originalSource").asString("")).asString("");
            if (usable.remove(id)) {
                ObjectNode kept = merged.addObject().put("id", id);
                if (file.has("alt")) {
                    kept.set("alt", file.get("alt"));
                }
            } else {
                merged.add(file);
            }
        }
        if (shop != null && owned) {
            foreignFiles(exported, now, shop).forEach(id -> merged.addObject().put("id", id));
        }
        return merged;
    }

    /** One that the shop could not fetch or read stays so; its address is given again in its place. */
    private static Set<String> usable(JsonNode shop) {
        Set<String> ids = new HashSet<>();
        for (JsonNode media : shop.path("media").path("nodes")) {
            if (!hasFailed(media)) {
                ids.add(media.path("id").asString(""));
            }
        }
        return ids;
    }

    static boolean hasFailed(JsonNode media) {
        return media.at("/preview/status").asString("").equals("FAILED");
    }

    /** More files than Shopify takes, ours and others'; null if they are not. */
    static @Nullable Reason tooManyFiles(ObjectNode now, JsonNode sent) {
        int all = sent.path("files").size();
        int ours = now.path("files").size();
        return all <= MAX
                ? null
                : new Reason(
                        "TOO_MANY_ENTRIES",
                        "files",
                        null,
                        "It has %d pictures, and others have put %d more on it in the shop; Shopify takes at most %d of a product. Remove some."
                                .formatted(ours, all - ours, MAX));
    }

    /** Ids of the product's files that this connector has not brought. @param now what is about to be sent */
    static Set<String> foreignFiles(@Nullable Exported exported, ObjectNode now, JsonNode shop) {
        Set<String> ids = mediaIds(shop);
        Set<String> foreignBefore = WriteIntent.foreignFiles(exported);
        if (foreignBefore != null) {
            ids.retainAll(foreignBefore); // the others came with a write whose answer was lost
        }
        FileRefs.known(exported, now.path("files"), shop.path("media").path("nodes"))
                .forEach(id -> ids.remove(id.asString("")));
        return ids;
    }

    private static Set<String> mediaIds(JsonNode shop) {
        Set<String> ids = new LinkedHashSet<>();
        shop.path("media")
                .path("nodes")
                .forEach(media -> ids.add(media.path("id").asString("")));
        return ids;
    }

    private static ArrayNode array(Iterable<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
