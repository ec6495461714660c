package io.silkroute.export;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.mapping.Rendered;
import io.silkroute.run.stream.ActiveRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** An item and what the shop is known to hold of it, in words: {@code aProduct("P1").status("draft").tags("new")}. */
final class AnItem {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ItemKey key;
    private final ObjectNode image;
    private final List<Item> variants = new ArrayList<>();
    private final Map<String, String> collections = new HashMap<>();
    private boolean known = true;
    private boolean deleted;
    private boolean needed = true;
    private String cause = "pushed";
    private int attempts;
    private @Nullable Exported exported;
    private Rendered.@Nullable Payload payload;

    private AnItem(ItemKey key) {
        this.key = key;
        this.image = JSON.createObjectNode().put("type", key.type().word()).put("id", key.id());
    }

    static AnItem aProduct(String id) {
        return new AnItem(ItemKey.product(id));
    }

    static AnItem aCategory(String id) {
        return new AnItem(ItemKey.category(id));
    }

    static AnItem anItem(ItemType type, String id) {
        return new AnItem(new ItemKey(type, id));
    }

    /** JSON with single quotes. */
    static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    AnItem named(String name) {
        image.put("name", name);
        return this;
    }

    AnItem status(String status) {
        image.put("status", status);
        return this;
    }

    AnItem family(String family) {
        image.put("family", family);
        return this;
    }

    AnItem tags(String... tags) {
        List.of(tags).forEach(image.withArray("tags")::add);
        return this;
    }

    /** With a variant that has a value for each. */
    AnItem withAxes(String... axes) {
        List.of(axes).forEach(image.withArray("axes")::add);
        ObjectNode variant = JSON.createObjectNode()
                .put("type", "variant")
                .put("id", key.id() + "-1")
                .put("parent", key.id());
        List.of(axes).forEach(axis -> variant.withObjectProperty("attributes").put(axis, "1"));
        variants.add(Item.of(variant));
        return this;
    }

    AnItem variant(String id, String status) {
        variants.add(Item.of(JSON.createObjectNode()
                .put("type", "variant")
                .put("id", id)
                .put("parent", key.id())
                .put("status", status)));
        return this;
    }

    /** A change came for one that the catalogue does not know. */
    AnItem neverSent() {
        known = false;
        return this;
    }

    /** Of a category: the connector's tags and families let it not through. */
    AnItem notNeeded() {
        needed = false;
        return this;
    }

    AnItem deletedInPim() {
        deleted = true;
        return this;
    }

    AnItem replayed() {
        cause = io.silkroute.run.RunRequests.REPLAY;
        return this;
    }

    AnItem tried(int times) {
        attempts = times;
        return this;
    }

    /** It stands in a category that is this collection in the shop. */
    AnItem inCollection(String category, String shopifyId) {
        collections.put(category, shopifyId);
        return this;
    }

    AnItem state(Exported.State state) {
        exported = new Exported(key, "gid://shopify/Thing/" + key.id(), state, null, null, null);
        return this;
    }

    /** A first write has begun, and its answer was lost. */
    AnItem inDoubt() {
        exported = new Exported(key, null, Exported.State.SENDING, null, null, null, json("{}"));
        return this;
    }

    /** The shop held it before the connector came. */
    AnItem linkedTo(String shopifyId) {
        exported = new Exported(key, shopifyId, Exported.State.LINKED, null, null, null);
        return this;
    }

    /** The shop accepted this payload last. @param refs ids that it answered with */
    AnItem exportedWith(String payload, String refs) {
        ObjectNode sent = json(payload);
        exported = new Exported(
                key, "gid://shopify/Product/1", Exported.State.EXPORTED, CanonicalJson.digest(sent), sent, json(refs));
        return this;
    }

    /** The mapping makes this of it. */
    AnItem rendered(String input, String... variantIds) {
        payload = new Rendered.Payload(json(input), List.of(variantIds), List.of());
        return this;
    }

    Work in(ActiveRun run) {
        Work work = new Work(
                run,
                new Change(key, 1, 1, cause, attempts),
                List.of(),
                known ? new Item(key, image) : null,
                deleted || !known,
                variants,
                List.of(),
                collections,
                needed,
                exported);
        if (payload != null) {
            work.decided(new Decision.Send(payload, CanonicalJson.digest(payload.input()), Set.of()));
        }
        return work;
    }
}
