package io.silkroute.product;

import io.silkroute.catalogue.FakeItems;
import io.silkroute.catalogue.FakePendingChanges;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.StagedMeanwhile;
import io.silkroute.collection.CollectionExporters;
import io.silkroute.export.Decider;
import io.silkroute.export.IdentityLookup;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Publisher;
import io.silkroute.export.Relevance;
import io.silkroute.export.ShopReadiness;
import io.silkroute.export.definition.ShopDefinitions;
import io.silkroute.export.followup.FollowUp;
import io.silkroute.export.followup.FollowUps;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.pricelist.ShopsPriceLists;
import io.silkroute.mapping.Mappings;
import io.silkroute.product.stock.StockAttempts;
import io.silkroute.product.stock.StockWriter;
import io.silkroute.reference.NoTargets;
import io.silkroute.run.FakeRuns;
import io.silkroute.shopify.ShopFacts;
import io.silkroute.shopify.bulk.FakeBulkOperations;
import io.silkroute.shopify.call.FakeGateway;
import io.silkroute.shopify.call.ShopLocations;
import io.silkroute.shopify.call.ShopSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** The exporters of products and categories, without a database. */
public final class ProductExporters {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Mappings MAPPINGS = new Mappings(Path.of("mappings"));

    private ProductExporters() {}

    /** Those that the product brings along, and others. */
    public static ItemExporters all(ItemExporter... others) {
        FakeGateway gateway = new FakeGateway();
        List<ItemExporter> all = new ArrayList<>(List.of(others));
        all.add(to(gateway));
        all.add(CollectionExporters.to(gateway));
        return new ItemExporters(all);
    }

    static ItemExporter to(FakeGateway gateway) {
        return reading(new FakeItems(), new FakePendingChanges(0), gateway);
    }

    static ProductExporter reading(StagedMeanwhile staged) {
        return reading(staged.items(), staged.pending(), new FakeGateway());
    }

    private static ProductExporter reading(Items items, PendingChanges pending, FakeGateway gateway) {
        Exports exports = new Exports(new JdbcTemplate(), JSON, Clock.systemUTC());
        return new ProductExporter(
                items,
                pending,
                exports,
                new ProductRenderer(MAPPINGS),
                writer(gateway, exports, List.of()),
                attempts(),
                NoTargets.with(items, exports, pending));
    }

    /** @param forgotten takes the connectors whose shop was forgotten */
    static ProductWriter writer(FakeGateway gateway, Exports exports, Collection<String> forgotten) {
        return writer(gateway, exports, forgotten, List.of());
    }

    static ProductWriter writer(
            FakeGateway gateway, Exports exports, Collection<String> forgotten, List<FollowUp> followUps) {
        ShopSetup setup = gateway.setup(forgotten);
        ShopFacts facts = new ShopFacts(new JdbcTemplate());
        ShopReadiness readiness = new ShopReadiness(
                setup,
                new ShopDefinitions(gateway),
                new ShopLocations(gateway, facts, Clock.systemUTC()),
                facts,
                ShopsPriceLists.of(gateway, entries -> {}),
                MAPPINGS,
                entries -> {});
        ProductResults results = new ProductResults(gateway.productOperations(), new ProductRefs(JSON), JSON);
        return new ProductWriter(
                gateway,
                new IdentityLookup(readiness, JSON),
                exports,
                new Publisher(gateway, setup, JSON),
                new ShopLists(JSON),
                results,
                new ProductRefs(JSON),
                new AdoptedVariants(results, JSON),
                new ProductRenderer(MAPPINGS),
                new StockWriter(attempts()),
                new FollowUps(followUps),
                readiness,
                MAPPINGS,
                JSON);
    }

    /** How a run's products go, as these bulk operations forecast it. */
    public static ExportPath path(FakeGateway gateway, FakeBulkOperations bulk) {
        ItemExporters exporters = all();
        return new ExportPath(
                new FakePendingChanges(0),
                new FakeRuns(),
                new Decider(new Relevance(exporters), exporters),
                writer(gateway, new Exports(new JdbcTemplate(), JSON, Clock.systemUTC()), List.of()),
                bulk,
                entries -> {});
    }

    private static StockAttempts attempts() {
        return new StockAttempts(new JdbcTemplate(), JSON, Clock.systemUTC());
    }
}
