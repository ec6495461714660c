package io.silkroute.product;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Decision;
import io.silkroute.export.DeletedInShop;
import io.silkroute.export.ExportItem;
import io.silkroute.export.IdentityLookup;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.mapping.Rendered;
import io.silkroute.product.stock.StockAttempts;
import io.silkroute.product.stock.StockNumbers;
import io.silkroute.reference.MetafieldTargets;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A product becomes a product of the shop, with its variants, in the collections that its categories have become. */
@Component
class ProductExporter implements ItemExporter {

    static final IdentityLookup.Query IDENTITY =
            new IdentityLookup.Query(Operation.named("productByCustomId"), "productByIdentifier");
    private static final Operation SET = Operation.named("productSet");
    private static final Operation DELETE = Operation.named("productDelete");

    private final Items items;
    private final PendingChanges pending;
    private final Exports exports;
    private final ProductRenderer renderer;
    private final ProductWriter writer;
    private final StockAttempts stock;
    private final MetafieldTargets targets;

    ProductExporter(
            Items items,
            PendingChanges pending,
            Exports exports,
            ProductRenderer renderer,
            ProductWriter writer,
            StockAttempts stock,
            MetafieldTargets targets) {
        this.items = items;
        this.pending = pending;
        this.exports = exports;
        this.renderer = renderer;
        this.writer = writer;
        this.stock = stock;
        this.targets = targets;
    }

    @Override
    public ItemType type() {
        return ItemType.PRODUCT;
    }

    @Override
    public int order() {
        return 1; // when the collections that they name are there
    }

    @Override
    public String objectName() {
        return "product";
    }

    @Override
    public String itemNames() {
        return "products, with their variants,";
    }

    @Override
    public Map<String, ProductRelated> related(ActiveRun run, List<ExportItem> products) {
        ConnectorName connector = run.connector();
        List<String> ids = products.stream().map(product -> product.key().id()).toList();
        // In this order: a variant that is staged in between stays pending, instead of going with its product unread.
        Map<String, List<Change>> companions = new HashMap<>();
        pending.ownedBy(connector, ids)
                .forEach(owned -> companions
                        .computeIfAbsent(owned.product(), product -> new ArrayList<>())
                        .add(owned.change()));
        Map<String, List<Item>> variants = items.variantsOf(connector, ids);
        Set<String> named = new LinkedHashSet<>();
        products.forEach(product -> named.addAll(product.image().categories()));
        Map<String, Items.Stored> categories = items.find(connector, ItemType.CATEGORY, named);
        Map<String, ShopifyId> collections =
                exports.shopifyIds(connector, ItemType.CATEGORY, withFormer(named, products));
        Map<String, VariantMoves> moves = VariantMoves.of(items, products, variants);
        Map<String, Map<ItemKey, Optional<String>>> references = references(run, products, variants);
        Map<String, ProductRelated> related = new HashMap<>();
        for (ExportItem product : products) {
            String id = product.key().id();
            related.put(
                    id,
                    new ProductRelated(
                            companions.getOrDefault(id, List.of()),
                            variants.getOrDefault(id, List.of()),
                            collected(product.image(), categories, collections),
                            collections,
                            unknown(product.image(), categories),
                            moves.getOrDefault(id, VariantMoves.NONE),
                            references.getOrDefault(id, Map.of())));
        }
        return related;
    }

    private Map<String, Map<ItemKey, Optional<String>>> references(
            ActiveRun run, List<ExportItem> products, Map<String, List<Item>> variants) {
        Map<String, Set<ItemKey>> named = new HashMap<>();
        for (ExportItem product : products) {
            String id = product.key().id();
            Set<ItemKey> names = renderer.references(run, product.image(), variants.getOrDefault(id, List.of()));
            if (!names.isEmpty()) {
                named.put(id, names);
            }
        }
        return targets.find(run.connector(), named);
    }

    // A category that a product has left still has to be known by its collection, to be taken off the shop's list.
    private static Set<String> withFormer(Set<String> named, List<ExportItem> products) {
        Set<String> all = new LinkedHashSet<>(named);
        for (ExportItem product : products) {
            Exported exported = product.exported();
            List<ObjectNode> once = exported == null ? List.of() : exported.once();
            once.forEach(sent -> sent.path("collections").forEach(category -> all.add(category.asString(""))));
        }
        return all;
    }

    // A category that is no collection yet, or no longer, does not stand in the payload: when it becomes one, its
    // products are marked as changed. One that the PIM has deleted stays as long as its collection does.
    private static List<Item> collected(
            Item product, Map<String, Items.Stored> categories, Map<String, ShopifyId> collections) {
        List<Item> known = new ArrayList<>();
        for (String id : new LinkedHashSet<>(product.categories())) {
            Items.Stored category = categories.get(id);
            if (category != null && collections.containsKey(id)) {
                known.add(category.item());
            }
        }
        return known;
    }

    private static List<String> unknown(Item product, Map<String, Items.Stored> categories) {
        return new LinkedHashSet<>(product.categories())
                .stream()
                        .filter(id -> !categories.containsKey(id))
                        .map(id -> "Category “" + id + "” was left out: the PIM has not sent it.")
                        .toList();
    }

    @Override
    public @Nullable String obstacle(ExportItem product) {
        ConnectorConfig.Export export = product.run().config().export();
        if (!export.families().isEmpty()) {
            String family = product.image().family();
            if (family == null) {
                return "It has no family; this connector exports the families " + export.families() + ".";
            }
            if (!export.families().contains(family)) {
                return "Its family " + family + " is not among this connector's families " + export.families() + ".";
            }
        }
        if (!export.tags().isEmpty()
                && Collections.disjoint(export.tags(), product.image().tags())) {
            return "It carries none of this connector's tags " + export.tags() + ".";
        }
        ProductRelated related = ProductRelated.of(product);
        return !related.variants().isEmpty()
                        && related.exported(export.status()).isEmpty()
                ? "None of its " + related.variants().size() + " variants is visible."
                : null;
    }

    @Override
    public Rendered render(ExportItem product) {
        return renderer.render(product);
    }

    @Override
    public Kept keep(ExportItem product, Rendered.Payload payload) {
        return KeptVariants.of(product, payload);
    }

    @Override
    public Stage write(Stage.ToSend product) {
        return writer.write(product);
    }

    @Override
    public Outgoing outgoing(Stage.ToSend product) {
        return writer.outgoing(product);
    }

    @Override
    public IdentityLookup.Query identity() {
        return IDENTITY;
    }

    @Override
    public boolean canBeArchived() {
        return true;
    }

    @Override
    public Request removal(ShopifyId shopifyId, Removal how) {
        if (how == Removal.DELETE) {
            return Request.deletion(DELETE, shopifyId);
        }
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.putObject("identifier").put("id", shopifyId.gid());
        variables.putObject("input").put("status", "ARCHIVED");
        variables.put("synchronous", true);
        return new Request(SET, variables);
    }

    @Override
    public boolean isGone(CallResult answer) {
        return DeletedInShop.product(answer);
    }

    /** A variant is exported with its product; its outcome says what became of itself. */
    @Override
    public Outcome ofCompanion(ItemKey variant, ExportItem before, Conclusion.Final conclusion) {
        if (!(conclusion instanceof Conclusion.Written written) || written.lacks() != null) {
            return conclusion.outcome();
        }
        boolean held = holds(before.exported(), variant);
        if (holds(written.now(), variant)) {
            return held ? Outcome.UPDATED : Outcome.CREATED;
        }
        return held ? Outcome.DELETED : Outcome.FILTERED;
    }

    private static boolean holds(@Nullable Exported exported, ItemKey variant) {
        JsonNode refs = exported == null ? null : exported.refs();
        return refs != null && refs.path("variants").has(variant.id());
    }

    /** Of what has come into the ledger no call will be made again. */
    @Override
    public void recorded(ActiveRun run, List<Stage.Concluded> batch) {
        targets.recorded(run, batch);
        List<String> recorded = batch.stream()
                .filter(ProductExporter::mayHaveSetStock)
                .map(product -> product.key().id())
                .toList();
        if (!recorded.isEmpty()) {
            stock.forget(run.connector(), recorded);
        }
    }

    private static boolean mayHaveSetStock(Stage.Concluded product) {
        Decision.Mapped made = product.mapped();
        return product.conclusion() instanceof Conclusion.Removed
                || product.conclusion() instanceof Conclusion.Written
                        && made != null
                        && StockNumbers.any(made.payload().input().path("variants"));
    }
}
