package io.silkroute.product;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.activity.Entry;
import io.silkroute.catalogue.FakePendingChanges;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.AnItem;
import io.silkroute.export.Decider;
import io.silkroute.export.Decision;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Relevance;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exports;
import io.silkroute.run.FakeRuns;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.run.stream.WritePath;
import io.silkroute.shopify.bulk.FakeBulkOperations;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** Whether a run's products go by single calls or by bulk operations. */
class ExportPathTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeGateway gateway = new FakeGateway().costing(10);
    private final List<Entry> told = new ArrayList<>();
    private FakeBulkOperations bulk = new FakeBulkOperations(true);

    private WritePath chosen(ActiveRun run, long waiting, AnItem... batch) {
        ItemExporters exporters = ProductExporters.all();
        ProductWriter writer =
                ProductExporters.writer(gateway, new Exports(new JdbcTemplate(), JSON, Clock.systemUTC()), List.of());
        new ExportPath(
                        new FakePendingChanges(waiting),
                        new FakeRuns(),
                        new Decider(new Relevance(exporters), exporters),
                        writer,
                        bulk,
                        told::addAll)
                .choose(Arrays.stream(batch).<Stage>map(item -> item.in(run)).toList());
        return run.path();
    }

    @Test
    void the_configuration_has_the_first_word() {
        AnItem product = aProduct("P").named("Lamp");
        assertThat(chosen(aRun().onPath(ConnectorConfig.ExportPath.BULK).begun(), 1, product))
                .isEqualTo(WritePath.BULK);
        assertThat(chosen(aRun().onPath(ConnectorConfig.ExportPath.SINGLE).begun(), 100_000, product))
                .isEqualTo(WritePath.SINGLE);
        assertThat(bulk.points()).isNegative();
    }

    @Test
    void few_go_singly_without_a_forecast() {
        assertThat(chosen(aRun().begun(), 499, aProduct("P").named("Lamp"))).isEqualTo(WritePath.SINGLE);
        assertThat(bulk.points()).isNegative();
        assertThat(told).isEmpty();
    }

    @Test
    void many_go_the_way_that_is_forecast_to_be_sooner_done() {
        assertThat(chosen(aRun().begun(), 500, aProduct("P").named("Lamp"))).isEqualTo(WritePath.BULK);
        bulk = new FakeBulkOperations(false);
        assertThat(chosen(aRun().begun(), 500, aProduct("P").named("Lamp"))).isEqualTo(WritePath.SINGLE);
        assertThat(told).extracting(Entry::sentence).allMatch(sentence -> sentence.contains("500 items"));
    }

    @Test
    void what_does_not_go_out_costs_nothing_and_what_is_filtered_tells_nothing() {
        ActiveRun run = aRun().begun();
        ItemExporters exporters = ProductExporters.all();
        Decision same = new Decider(new Relevance(exporters), exporters)
                .decide(aProduct("same").named("Lamp").in(run));
        AnItem exported = aProduct("same")
                .named("Lamp")
                .exportedWith(((Decision.Mapped) same).payload().input().toString(), "{}");

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
                .isEqualTo(WritePath.UNDECIDED);
        ActiveRun run = aRun().begun();
        run.take(WritePath.SINGLE);
        assertThat(chosen(run, 100_000, aProduct("P").named("Lamp"))).isEqualTo(WritePath.SINGLE);
        assertThat(bulk.points()).isNegative();
    }
}
