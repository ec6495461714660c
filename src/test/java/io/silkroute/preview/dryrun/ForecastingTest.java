package io.silkroute.preview.dryrun;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.FakeExportedSet;
import io.silkroute.catalogue.FakePendingChanges;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.rehearsal.FakeRehearsal;
import io.silkroute.product.ProductExporters;
import io.silkroute.run.RunMode;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.bulk.FakeBulkOperations;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** What a run would come to, counted or reckoned up, and the way it would go. */
class ForecastingTest {

    private static final Connector SHOP =
            new Connector(new ConnectorName("shop"), true, ConnectorConfig.DEFAULTS, Instant.EPOCH);

    private static Forecasting.Looked looked(long waiting, boolean bulkIsSooner, Duration time) {
        ActiveRun run = aRun().begun();
        FakeBulkOperations bulk = new FakeBulkOperations(bulkIsSooner);
        return new Forecasting(
                        new FakePendingChanges(waiting),
                        new FakeExportedSet(() -> 0),
                        new Exports(new JdbcTemplate(), new ObjectMapper(), Clock.systemUTC()),
                        Weighings.EXPORTERS,
                        new FakeRehearsal(
                                Weighings.EXPORTERS,
                                change -> aProduct(change.key().id())
                                        .named("Lamp")
                                        .in(run)),
                        Weighings.weighing(),
                        ProductExporters.path(new FakeGateway().costing(10), bulk),
                        bulk,
                        connector -> Optional.empty(),
                        time)
                .ofAll(SHOP, RunMode.INCREMENTAL);
    }

    @Test
    void all_are_counted_where_there_is_time_and_the_first_are_told() {
        Forecasting.Looked looked = looked(250, false, Duration.ofMinutes(1));

        DryRunForecast forecast = looked.forecast();
        assertThat(forecast.creates()).isEqualTo(250);
        assertThat(forecast.looked()).isEqualTo(250);
        assertThat(forecast.estimated()).isFalse();
        assertThat(forecast.points()).isEqualTo(2_550);
        assertThat(forecast.calls()).isEqualTo(250 + 5);
        assertThat(looked.first()).hasSize(DryRunAsked.MOST);
        assertThat(looked.first().get(0).key().id()).isEqualTo("P0");
    }

    @Test
    void what_is_not_reached_in_time_is_reckoned_up_and_that_is_said() {
        DryRunForecast forecast = looked(5_000, false, Duration.ZERO).forecast();

        assertThat(forecast.estimated()).isTrue();
        assertThat(forecast.looked()).isEqualTo(100);
        assertThat(forecast.creates()).isEqualTo(5_000);
        assertThat(forecast.points()).isEqualTo(51_000);
    }

    @Test
    void the_way_is_the_one_that_a_run_would_choose() {
        assertThat(looked(499, true, Duration.ofMinutes(1)).forecast().path()).isEqualTo("single");
        assertThat(looked(500, true, Duration.ofMinutes(1)).forecast().path()).isEqualTo("bulk");
        assertThat(looked(500, false, Duration.ofMinutes(1)).forecast().path()).isEqualTo("single");
    }

    @Test
    void seconds_and_the_unknown_budget_are_told() {
        DryRunForecast forecast = looked(3, false, Duration.ofMinutes(1)).forecast();

        assertThat(forecast.secondsSingle()).isEqualTo(10);
        assertThat(forecast.secondsBulk()).isEqualTo(110);
        assertThat(forecast.notes()).singleElement().asString().contains("has not told its budget yet");
    }

    @Test
    void nothing_pending_is_nothing() {
        DryRunForecast forecast = looked(0, true, Duration.ZERO).forecast();

        assertThat(forecast.creates() + forecast.points() + forecast.calls()).isZero();
        assertThat(forecast.path()).isEqualTo("single");
        assertThat(forecast.estimated()).isFalse();
    }
}
