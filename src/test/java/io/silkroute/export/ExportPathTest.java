package io.silkroute.export;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.activity.Entry;
import io.silkroute.catalogue.FakeItems;
import io.silkroute.catalogue.FakePendingChanges;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.mapping.Mappings;
import io.silkroute.run.FakeRuns;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.bulk.FakeBulkOperations;
import io.silkroute.shopify.call.FakeGateway;
import io.silkroute.shopify.call.ShopSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** Whether a run's products go by single calls or by bulk operations. */
class ExportPathTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Mappings MAPPINGS = new Mappings(Path.of("mappings"));

    private final FakeGateway gateway = new FakeGateway().costing(10);
    private final List<Entry> told = new ArrayList<>();
    private FakeBulkOperations bulk = new FakeBulkOperations(true);

    private @Nullable Boolean chosen(ActiveRun run, long waiting, AnItem... batch) {
        Relevance relevance = new Relevance();
        ShopSetup setup = gateway.setup(List.of());
        ShopReadiness readiness = new ShopReadiness(setup);
        ProductResults results = new ProductResults(gateway, gateway.productOperations(), JSON);
        ProductWriter writer = new ProductWriter(
                gateway,
                new IdentityLookup(gateway, readiness, JSON),
                new Exports(new JdbcTemplate(), new FakeItems(), JSON, Clock.systemUTC()),
                new Publisher(gateway, setup, JSON),
                new ShopLists(gateway, JSON),
                results,
                new ProductRefs(JSON),
                new AdoptedVariants(results, JSON),
                readiness,
                MAPPINGS,
                JSON);
        new ExportPath(
                        new FakePendingChanges(waiting),
                        new FakeRuns(),
                        new Decider(relevance, new Rendering(MAPPINGS, relevance)),
                        writer,
                        bulk,
                        told::addAll)
                .choose(Arrays.stream(batch).map(item -> item.in(run)).toList());
        return run.bulk();
    }

    @Test
    void the_configuration_has_the_first_word() {
        AnItem product = aProduct("P").named("Lamp");
        assertThat(chosen(aRun().onPath(ConnectorConfig.ExportPath.BULK).begun(), 1, product))
                .isTrue();
        assertThat(chosen(aRun().onPath(ConnectorConfig.ExportPath.SINGLE).begun(), 100_000, product))
                .isFalse();
        assertThat(bulk.points()).isNegative();
    }

    @Test
    void few_go_singly_without_a_forecast() {
        assertThat(chosen(aRun().begun(), 499, aProduct("P").named("Lamp"))).isFalse();
        assertThat(bulk.points()).isNegative();
        assertThat(told).isEmpty();
    }

    @Test
    void many_go_the_way_that_is_forecast_to_be_sooner_done() {
        assertThat(chosen(aRun().begun(), 500, aProduct("P").named("Lamp"))).isTrue();
        bulk = new FakeBulkOperations(false);
        assertThat(chosen(aRun().begun(), 500, aProduct("P").named("Lamp"))).isFalse();
        assertThat(told).extracting(Entry::sentence).allMatch(sentence -> sentence.contains("500 items"));
    }

    @Test
    void what_does_not_go_out_costs_nothing_and_what_is_filtered_tells_nothing() {
        ActiveRun run = aRun().begun();
        Work same = aProduct("same").named("Lamp").in(run);
        Relevance relevance = new Relevance();
        same.decided(new Decider(relevance, new Rendering(MAPPINGS, relevance)).decide(same));
        AnItem exported = aProduct("same")
                .named("Lamp")
                .exportedWith(same.payload().input().toString(), "{}");

        chosen(
                run,
                1000,
                exported,
                aProduct("changed").named("Lamp"),
                aProduct("draft").status("draft"));

        assertThat(bulk.points()).isEqualTo(5 * 1000); // one of the two that count, at ten points
    }

    @Test
    void nothing_is_decided_by_categories_and_nothing_twice() {
        assertThat(chosen(aRun().onPath(ConnectorConfig.ExportPath.BULK).begun(), 1, aCategory("C")))
                .isNull();
        ActiveRun run = aRun().begun();
        run.takePath(false);
        assertThat(chosen(run, 100_000, aProduct("P").named("Lamp"))).isFalse();
        assertThat(bulk.points()).isNegative();
    }
}
