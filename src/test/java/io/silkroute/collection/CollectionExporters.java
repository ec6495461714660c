package io.silkroute.collection;

import io.silkroute.catalogue.FakeItems;
import io.silkroute.catalogue.FakePendingChanges;
import io.silkroute.export.AdoptionClaims;
import io.silkroute.export.IdentityLookup;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Publisher;
import io.silkroute.export.ShopReadiness;
import io.silkroute.export.definition.ShopDefinitions;
import io.silkroute.export.followup.FollowUps;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.pricelist.ShopsPriceLists;
import io.silkroute.mapping.Mappings;
import io.silkroute.reference.NoTargets;
import io.silkroute.shopify.ShopFacts;
import io.silkroute.shopify.call.FakeGateway;
import io.silkroute.shopify.call.ShopLocations;
import io.silkroute.shopify.call.ShopSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** The exporter of categories, without a database. */
public final class CollectionExporters {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Mappings MAPPINGS = new Mappings(Path.of("mappings"));

    private CollectionExporters() {}

    public static ItemExporter to(FakeGateway gateway) {
        ShopSetup setup = gateway.setup(List.of());
        ShopFacts facts = new ShopFacts(new JdbcTemplate());
        FakeItems items = new FakeItems();
        return new CollectionExporter(
                new NeededCategories(items),
                items,
                new FakePendingChanges(0),
                new Exports(new JdbcTemplate(), JSON, Clock.systemUTC()),
                MAPPINGS,
                new CollectionWriter(
                        gateway,
                        new IdentityLookup(
                                new ShopReadiness(
                                        setup,
                                        new ShopDefinitions(gateway),
                                        new ShopLocations(gateway, facts, Clock.systemUTC()),
                                        facts,
                                        ShopsPriceLists.of(gateway, entries -> {}),
                                        MAPPINGS,
                                        entries -> {}),
                                JSON),
                        new Publisher(gateway, setup, JSON),
                        new AdoptionClaims(),
                        new LostMetafields(JSON),
                        new FollowUps(List.of()),
                        MAPPINGS,
                        JSON),
                NoTargets.with(
                        items, new Exports(new JdbcTemplate(), JSON, Clock.systemUTC()), new FakePendingChanges(0)));
    }
}
