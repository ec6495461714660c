package io.silkroute.collection;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Conclusion;
import io.silkroute.export.DeletedInShop;
import io.silkroute.export.ExportItem;
import io.silkroute.export.IdentityLookup;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Relevance;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exports;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.mapping.Rendered;
import io.silkroute.mapping.Source;
import io.silkroute.reference.MetafieldTargets;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A category becomes a collection of the shop. */
@Component
class CollectionExporter implements ItemExporter {

    static final IdentityLookup.Query IDENTITY =
            new IdentityLookup.Query(Operation.named("collectionByCustomId"), "collectionByIdentifier");
    private static final Operation DELETE = Operation.named("collectionDelete");

    private final NeededCategories needed;
    private final Items items;
    private final PendingChanges pending;
    private final Exports exports;
    private final Mappings mappings;
    private final CollectionWriter writer;
    private final MetafieldTargets targets;

    CollectionExporter(
            NeededCategories needed,
            Items items,
            PendingChanges pending,
            Exports exports,
            Mappings mappings,
            CollectionWriter writer,
            MetafieldTargets targets) {
        this.needed = needed;
        this.items = items;
        this.pending = pending;
        this.exports = exports;
        this.mappings = mappings;
        this.writer = writer;
        this.targets = targets;
    }

    @Override
    public ItemType type() {
        return ItemType.CATEGORY;
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public String objectName() {
        return "collection";
    }

    @Override
    public String itemNames() {
        return "categories";
    }

    @Override
    public Map<String, CategoryRelated> related(ActiveRun run, List<ExportItem> categories) {
        List<String> ids =
                categories.stream().map(category -> category.key().id()).toList();
        Set<String> through = needed.among(run, ids);
        Map<String, CategoryRelated> related = new HashMap<>();
        Map<String, Set<ItemKey>> named = new HashMap<>();
        for (ExportItem category : categories) {
            Set<ItemKey> names = mapping(category).references(source(category, Map.of()));
            if (!names.isEmpty()) {
                named.put(category.key().id(), names);
            }
        }
        Map<String, Map<ItemKey, Optional<String>>> references = targets.find(run.connector(), named);
        ids.forEach(id ->
                related.put(id, new CategoryRelated(through.contains(id), references.getOrDefault(id, Map.of()))));
        return related;
    }

    @Override
    public @Nullable String obstacle(ExportItem category) {
        return ((CategoryRelated) category.related()).needed()
                ? null
                : "No product that this connector exports stands in it.";
    }

    @Override
    public Rendered render(ExportItem category) {
        return mapping(category)
                .render(source(
                        category, MetafieldTargets.there(category.related().references())));
    }

    private Mapping mapping(ExportItem category) {
        return mappings.collection(category.run().config().mapping());
    }

    private static Source source(ExportItem category, Map<ItemKey, String> references) {
        return new Source(category.image(), List.of(), List.of(), category.run().currency(), null, references);
    }

    @Override
    public Stage write(Stage.ToSend category) {
        return writer.write(category);
    }

    @Override
    public Outgoing outgoing(Stage.ToSend category) {
        return writer.outgoing(category);
    }

    @Override
    public IdentityLookup.Query identity() {
        return IDENTITY;
    }

    @Override
    public boolean canBeArchived() {
        return false;
    }

    @Override
    public Request removal(ShopifyId shopifyId, Removal how) {
        return Request.deletion(DELETE, shopifyId);
    }

    @Override
    public boolean isGone(CallResult answer) {
        return DeletedInShop.collection(answer);
    }

    @Override
    public void recorded(ActiveRun run, List<Stage.Concluded> batch) {
        targets.recorded(run, batch);
        ConnectorName connector = run.connector();
        pending.mark(connector, neededMeanwhile(run, batch));
        List<String> created = new ArrayList<>();
        List<String> createdAgain = new ArrayList<>();
        for (Stage.Concluded category : batch) {
            if (category.conclusion() instanceof Conclusion.Written written && written.outcome() == Outcome.CREATED) {
                created.add(category.key().id());
                if (category.item().exported() != null) {
                    createdAgain.add(category.key().id());
                }
            }
        }
        // These are other collections than before, and their products are no longer known to stand in them.
        items.productsIn(
                connector,
                createdAgain,
                products -> exports.doubt(
                        connector, products.stream().map(ItemKey::product).toList()));
        pending.markSettledProductsOf(connector, created);
    }

    /**
     * Categories that were left out or removed for want of a product, and have got one while the batch was on its way. Staging
     * leaves it to this look to mark them: it holds them in the queue until its products are there to be seen.
     */
    private List<PendingChanges.Mark> neededMeanwhile(ActiveRun run, List<Stage.Concluded> batch) {
        List<ExportItem> leftOut = batch.stream()
                .filter(category -> category.conclusion() instanceof Conclusion.Filtered
                        || category.conclusion() instanceof Conclusion.Removed)
                .map(Stage.Concluded::item)
                .filter(category -> Relevance.obstacleToAny(category) == null)
                .toList();
        Set<String> now = needed.among(
                run, leftOut.stream().map(category -> category.key().id()).toList());
        return leftOut.stream()
                .filter(category -> now.contains(category.key().id()))
                .map(category -> new PendingChanges.Mark(
                        category.key(), null, category.change().arrival(), PendingChanges.NEEDED))
                .toList();
    }
}
