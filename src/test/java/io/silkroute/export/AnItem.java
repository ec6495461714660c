package io.silkroute.export;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.collection.CategoryRelated;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.Rendered;
import io.silkroute.product.ProductRelated;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.ShopifyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** An item and what the shop is known to hold of it, in words: {@code aProduct("P1").status("draft").tags("new")}. */
public final class AnItem {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ItemKey key;
    private final ObjectNode image;
    private final List<Item> variants = new ArrayList<>();
    private final Map<String, ShopifyId> collections = new HashMap<>();
    private final Map<ItemKey, Optional<String>> references = new HashMap<>();
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

    public static AnItem aProduct(String id) {
        return new AnItem(ItemKey.product(id));
    }

    public static AnItem aCategory(String id) {
        return new AnItem(ItemKey.category(id));
    }

    public static AnItem anItem(ItemType type, String id) {
        return new AnItem(new ItemKey(type, id));
    }

    /** JSON with single quotes. */
    public static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    public AnItem named(String name) {
        image.put("name", name);
        return this;
    }

    public AnItem status(String status) {
        image.put("status", status);
        return this;
    }

    public AnItem family(String family) {
        image.put("family", family);
        return this;
    }

    public AnItem tags(String... tags) {
        List.of(tags).forEach(image.withArray("tags")::add);
        return this;
    }

    /** With a variant that has a value for each. */
    public AnItem withAxes(String... axes) {
        List.of(axes).forEach(image.withArray("axes")::add);
        ObjectNode variant = JSON.createObjectNode()
                .put("type", "variant")
                .put("id", key.id() + "-1")
                .put("parent", key.id());
        List.of(axes).forEach(axis -> variant.withObjectProperty("attributes").put(axis, "1"));
        variants.add(Item.of(variant));
        return this;
    }

    /** @param value JSON with single quotes */
    public AnItem with(String key, String value) {
        image.set(key, json("{'value':" + value + "}").path("value"));
        return this;
    }

    /** With a variant of this size. @param price JSON with single quotes, or null */
    public AnItem inSize(String size, String price) {
        String id = key.id() + "-" + size;
        variants.add(Item.of(json("{'type':'variant','id':'" + id + "','parent':'" + key.id()
                + "','attributes':{'size':'" + size + "'},'price':" + price + "}")));
        return this;
    }

    public AnItem variant(String id, String status) {
        variants.add(Item.of(JSON.createObjectNode()
                .put("type", "variant")
                .put("id", id)
                .put("parent", key.id())
                .put("status", status)));
        return this;
    }

    /** A change came for one that the catalogue does not know. */
    public AnItem neverSent() {
        known = false;
        return this;
    }

    /** Of a category: the connector's tags and families let it not through. */
    public AnItem notNeeded() {
        needed = false;
        return this;
    }

    public AnItem deletedInPim() {
        deleted = true;
        return this;
    }

    public AnItem replayed() {
        cause = io.silkroute.catalogue.PendingChanges.REPLAY;
        return this;
    }

    public AnItem tried(int times) {
        attempts = times;
        return this;
    }

    /** It stands in a category that is this collection in the shop. */
    public AnItem inCollection(String category, String shopifyId) {
        collections.put(category, new ShopifyId(shopifyId));
        return this;
    }

    public AnItem state(Exported.State state) {
        exported = new Exported(key, new ShopifyId("gid://shopify/Thing/" + key.id()), state, null, null, null);
        return this;
    }

    /** A first write has begun, and its answer was lost. */
    public AnItem inDoubt() {
        exported = new Exported(key, null, Exported.State.SENDING, null, null, null, json("{}"));
        return this;
    }

    /** The shop held it before the connector came. */
    public AnItem linkedTo(String shopifyId) {
        exported = new Exported(key, new ShopifyId(shopifyId), Exported.State.LINKED, null, null, null);
        return this;
    }

    /** The shop accepted this payload last. @param refs ids that it answered with */
    public AnItem exportedWith(String payload, String refs) {
        ObjectNode sent = json(payload);
        exported = new Exported(
                key,
                new ShopifyId("gid://shopify/Product/1"),
                Exported.State.EXPORTED,
                CanonicalJson.digest(sent),
                sent,
                json(refs));
        return this;
    }

    /** A write has begun since, and its answer was lost. @param sending the note of it */
    public AnItem sending(String sending) {
        Exported known = Objects.requireNonNull(exported);
        exported = new Exported(
                key, known.shopifyId(), known.state(), known.hash(), known.payload(), known.refs(), json(sending));
        return this;
    }

    /** Its metafields name another item. @param gid of that in the shop; null if it is not there */
    public AnItem naming(ItemKey item, @Nullable String gid) {
        references.put(item, Optional.ofNullable(gid));
        return this;
    }

    /** The mapping makes this of it. */
    public AnItem rendered(String input, String... variantIds) {
        payload = new Rendered.Payload(json(input), List.of(variantIds), List.of());
        return this;
    }

    public ExportItem in(ActiveRun run) {
        return new ExportItem(
                run,
                new Change(key, 1, 1, cause, attempts),
                new Item(key, image),
                deleted || !known,
                related(),
                exported);
    }

    private ItemExporter.Related related() {
        return switch (key.type()) {
            case PRODUCT -> new ProductRelated(List.of(), variants, List.of(), collections, references);
            case CATEGORY -> new CategoryRelated(needed);
            default -> ItemExporter.Related.NOTHING;
        };
    }

    /** As the mapping has rendered it. */
    public Stage.ToSend toSend(ActiveRun run) {
        Rendered.Payload made = Objects.requireNonNull(payload, "rendered() says what the mapping makes of it");
        return new Stage.ToSend(in(run), new Decision.Send(made, CanonicalJson.digest(made.input()), Set.of()));
    }
}
