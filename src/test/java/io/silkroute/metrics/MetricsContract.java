package io.silkroute.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopZones;
import io.silkroute.platform.SettableClock;
import io.silkroute.run.EndedRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the figures over time promise on every database. */
abstract class MetricsContract {

    private static final ConnectorName C = new ConnectorName("c");
    private static final ConnectorName OTHER = new ConnectorName("other");
    private static final MetricsSettings SETTINGS = new MetricsSettings(Duration.ofDays(90));
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private SettableClock clock;
    private JdbcTemplate jdbc;
    private Slots slots;
    private Rollup rollup;
    private Metrics metrics;
    private int number;

    abstract DataSource database();

    @BeforeEach
    void open() {
        DataSource database = database();
        jdbc = new JdbcTemplate(database);
        clock = SettableClock.at("2026-11-20T12:07:00Z");
        slots = new Slots(jdbc);
        EndedRuns runs = new EndedRuns(jdbc);
        rollup =
                new Rollup(runs, slots, SETTINGS, new TransactionTemplate(new JdbcTransactionManager(database)), clock);
        metrics = new Metrics(
                slots,
                runs,
                new ShopZones() {
                    @Override
                    public Optional<ZoneId> zone(ConnectorName connector) {
                        return Optional.empty();
                    }

                    @Override
                    public Map<ConnectorName, ZoneId> zones() {
                        return Map.of();
                    }
                },
                SETTINGS,
                clock);
    }

    private void run(ConnectorName connector, String ended, int seconds, int done, int parked, int conflict) {
        OffsetDateTime end = OffsetDateTime.parse(ended);
        jdbc.update(
                "insert into run (id, connector, mode, cause, state, queued_at, started_at, finished_at, config, filled,"
                        + " removals_confirmed, done, created, updated, archived, deleted, unchanged, filtered, rejected,"
                        + " parked, conflict, calls, points, throttled, bulk_operations, incomplete) values (?, ?,"
                        + " 'incremental', 'manual', ?, ?, ?, ?, '{}', false, false, ?, 0, 0, 0, 0, 0, 0, 0, ?, ?, 0, 7, 0, 0, 1)",
                "r" + number++,
                connector.text(),
                done == 0 ? "failed" : "completed",
                end.minusSeconds(seconds + 60L),
                end.minusSeconds(seconds),
                end,
                done,
                parked,
                conflict);
    }

    private List<Figure> days(String from, String until, ZoneId zone) {
        return metrics.of(C, Instant.parse(from), Instant.parse(until), Step.DAY, zone);
    }

    private Figure day() {
        return days("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", ZoneOffset.UTC)
                .get(0);
    }

    @Test
    void percentiles_and_rates_of_a_step_are_those_of_all_its_runs_rolled_up_or_not() {
        for (int seconds = 1; seconds <= 20; seconds++) {
            run(C, "2026-11-20T%02d:30:00Z".formatted(seconds % 12), seconds, 10, 1, 1);
        }
        run(OTHER, "2026-11-20T03:00:00Z", 500, 10, 0, 0);
        Figure before = day();
        assertThat(before.p50()).isEqualTo(Duration.ofSeconds(10));
        assertThat(before.p95()).isEqualTo(Duration.ofSeconds(19));
        assertThat(before.runs()).isEqualTo(20);
        assertThat(before.items()).isEqualTo(200);
        assertThat(before.errorRate()).isEqualTo(0.2);
        assertThat(before.conflictRate()).isEqualTo(0.1);
        assertThat(before.successRate()).isEqualTo(0.8);
        assertThat(before.points()).isEqualTo(140);
        rollup.add();
        assertThat(day()).isEqualTo(before);
        jdbc.update("delete from run"); // they are in the slots now
        assertThat(day()).isEqualTo(before);
    }

    @Test
    void the_same_time_rolled_up_twice_is_the_same_and_what_ended_late_is_in() {
        run(C, "2026-11-20T11:50:00Z", 5, 10, 0, 0);
        rollup.add();
        rollup.add();
        assertThat(day().runs()).isEqualTo(1);
        run(C, "2026-11-20T11:51:00Z", 7, 10, 0, 0); // its end is committed only now
        clock.set(clock.instant().plus(Duration.ofMinutes(15)));
        rollup.add();
        assertThat(day().runs()).isEqualTo(2);
        run(C, "2026-11-20T12:21:30Z", 7, 10, 0, 0); // in a quarter that is not over
        assertThat(day().runs()).isEqualTo(3);
    }

    @Test
    void one_node_rolls_up_at_a_time_and_a_dead_ones_lease_runs_out() {
        run(C, "2026-11-20T11:50:00Z", 5, 10, 0, 0);
        assertThat(slots.take(clock.instant(), clock.instant(), Duration.ofMinutes(5)))
                .isTrue();
        rollup.add();
        assertThat(jdbc.queryForObject("select count(*) from metric_slot", Integer.class))
                .isZero();
        clock.set(clock.instant().plus(Duration.ofMinutes(6)));
        rollup.add();
        assertThat(jdbc.queryForObject("select count(*) from metric_slot", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void a_day_is_the_zones_also_where_it_begins_within_an_hour() {
        run(C, "2026-11-19T23:30:00Z", 5, 10, 0, 0); // 00:30 of the 20th in Berlin
        run(C, "2026-11-19T18:20:00Z", 5, 10, 0, 0); // 23:50 of the 19th in Kolkata
        run(C, "2026-11-19T18:40:00Z", 5, 10, 0, 0); // 00:10 of the 20th in Kolkata
        rollup.add();
        assertThat(days("2026-11-18T23:00:00Z", "2026-11-20T23:00:00Z", BERLIN))
                .extracting(Figure::runs)
                .containsExactly(2, 1);
        assertThat(days("2026-11-19T18:30:00Z", "2026-11-20T18:30:00Z", ZoneId.of("Asia/Kolkata")))
                .extracting(Figure::runs)
                .containsExactly(2);
    }

    @Test
    void every_step_is_there_whole_up_to_now_and_a_day_has_the_hours_that_its_clocks_give_it() {
        assertThat(metrics.of(
                        C,
                        Instant.parse("2026-11-20T09:59:00Z"),
                        Instant.parse("2026-11-20T23:00:00Z"),
                        Step.HOUR,
                        ZoneOffset.UTC))
                .extracting(figure -> figure.at().toString())
                .containsExactly(
                        "2026-11-20T09:00:00Z", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z", "2026-11-20T12:00:00Z");
        assertThat(days("2026-10-24T22:00:00Z", "2026-10-26T23:00:00Z", BERLIN))
                .extracting(figure -> figure.at().toString())
                .containsExactly("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"); // the 25th has 25 hours
        assertThat(day().successRate()).isNull();
        assertThat(day().p50()).isNull();
    }

    @Test
    void what_is_not_kept_any_more_is_left_out_and_forgotten() {
        run(C, "2026-08-01T10:00:00Z", 5, 10, 0, 0);
        run(C, "2026-11-20T10:00:00Z", 5, 10, 0, 0);
        rollup.add();
        clock.set(clock.instant().plus(Duration.ofDays(91)));
        rollup.add();
        rollup.forget();
        assertThat(jdbc.queryForObject("select count(*) from metric_slot", Integer.class))
                .isZero();
        assertThat(days("2026-08-01T00:00:00Z", "2027-03-01T00:00:00Z", ZoneOffset.UTC))
                .hasSize(90)
                .noneMatch(figure -> figure.runs() > 0);
    }

    @Test
    void a_connectors_figures_go_with_it() {
        run(C, "2026-11-20T10:00:00Z", 5, 10, 0, 0);
        run(OTHER, "2026-11-20T10:00:00Z", 5, 10, 0, 0);
        rollup.add();
        slots.sweep(C);
        slots.purge(C);
        assertThat(jdbc.query("select connector from metric_slot", (row, n) -> row.getString(1)))
                .containsExactly("other");
    }
}
