package io.silkroute.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.run.RunView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownRunsTest {

    private final ShownRuns shown = new ShownRuns();

    private static RunView run(String mode, String trigger, String askedBy, Map<String, Long> counts) {
        Map<String, Long> all = new HashMap<>(counts);
        long done = ShownRuns.OUTCOMES.stream()
                .mapToLong(outcome -> counts.getOrDefault(outcome, 0L))
                .sum();
        all.put("done", done);
        all.putIfAbsent("total", done);
        return new RunView(
                "r",
                new ConnectorName("c"),
                mode,
                trigger,
                askedBy,
                "completed",
                Instant.EPOCH,
                null,
                null,
                null,
                ConnectorConfig.DEFAULTS,
                all,
                Map.of(),
                Map.of(),
                0,
                null,
                null);
    }

    private static RunView of(Map<String, Long> counts) {
        return run("incremental", "change", "change", counts);
    }

    @Test
    void a_bar_shows_whatever_there_is_one_of_and_is_never_too_long() {
        ShownRuns.Bar bar = shown.bar(of(Map.of("created", 99_997L, "parked", 1L, "filtered", 1L, "rejected", 1L)));

        assertThat(bar.pieces())
                .extracting(ShownRuns.Piece::outcome)
                .containsExactly("created", "filtered", "rejected", "parked");
        assertThat(bar.pieces()).allMatch(piece -> Double.parseDouble(piece.width()) > 0.9);
        ShownRuns.Piece last = bar.pieces().get(3);
        assertThat(Double.parseDouble(last.from()) + Double.parseDouble(last.width()))
                .isBetween(99.9, 100.1);
        assertThat(bar.told()).isEqualTo("99,997 created, 1 filtered, 1 rejected, 1 parked of 100,000");
    }

    @Test
    void what_is_still_to_come_leaves_the_bar_open() {
        ShownRuns.Bar bar = shown.bar(of(Map.of("created", 25L, "total", 100L)));
        assertThat(bar.pieces())
                .singleElement()
                .satisfies(piece -> assertThat(piece.width()).isEqualTo("25.00"));
        assertThat(shown.bar(of(Map.of())).told()).isEqualTo("Nothing done of 0");
    }

    @Test
    void the_route_ends_with_what_was_accepted_and_loses_nobody_on_the_way() {
        RunView run = of(Map.of(
                "created",
                5L,
                "updated",
                3L,
                "archived",
                2L,
                "unchanged",
                7L,
                "filtered",
                1L,
                "rejected",
                4L,
                "parked",
                6L));
        List<ShownRuns.Station> route = shown.route(run);
        assertThat(route).extracting(ShownRuns.Station::count).containsExactly(28L, 25L, 21L, 14L, 8L);
        assertThat(route).extracting(ShownRuns.Station::left).containsExactly(0L, 1L, 4L, 7L, 6L);
        assertThat(shown.removed(run)).isEqualTo(2);
        long lost = route.stream().mapToLong(ShownRuns.Station::left).sum();
        assertThat(lost + route.get(4).count() + shown.removed(run)).isEqualTo(28);
    }

    @Test
    void a_run_is_called_by_what_asked_for_it() {
        assertThat(shown.name(of(Map.of()))).isEqualTo("Changes from the PIM");
        assertThat(shown.name(run("force-refresh", "manual", "otto", Map.of()))).isEqualTo("Force refresh");
        assertThat(shown.name(run("replay", "api", "otto", Map.of()))).isEqualTo("Replay");
        assertThat(shown.name(run("incremental", "schedule", "schedule", Map.of())))
                .isEqualTo("Scheduled synchronization");
        assertThat(shown.byPerson(run("replay", "api", "otto", Map.of()))).isTrue();
        assertThat(shown.byPerson(of(Map.of()))).isFalse();
    }

    @Test
    void the_line_of_the_latest_runs_ends_with_the_newest() {
        ShownRuns.Line line = shown.line(
                List.of(of(Map.of("created", 1000L)), of(Map.of()), of(Map.of("incomplete", 1L, "created", 9L))));
        assertThat(line.columns()).hasSize(3);
        assertThat(line.columns().get(2).height()).isEqualTo("34.00");
        assertThat(line.columns().get(1).height()).isEqualTo("5.00");
        assertThat(line.columns().get(0).state()).isEqualTo("incomplete");
        assertThat(line.told()).isEqualTo("The latest 3 runs: 2 completed, 1 incomplete");
    }
}
