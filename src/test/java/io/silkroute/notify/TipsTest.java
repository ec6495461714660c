package io.silkroute.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.ledger.Parked;
import io.silkroute.run.Counts;
import io.silkroute.run.Outcome;
import io.silkroute.run.Run;
import io.silkroute.run.RunMode;
import io.silkroute.run.RunState;
import io.silkroute.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which figures lead to a tip, and which do not. */
class TipsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static Connector connector(String schedule) {
        JsonMapper json = new JsonMapper();
        ObjectNode config = json.valueToTree(ConnectorConfig.DEFAULTS);
        config.withObject("/trigger").putArray("schedule").add(schedule);
        return new Connector(
                new ConnectorName("c"), true, json.treeToValue(config, ConnectorConfig.class), Instant.EPOCH);
    }

    private static Run run(RunTrigger trigger, Counts counts) {
        return new Run(
                "r",
                new ConnectorName("c"),
                RunMode.INCREMENTAL,
                trigger,
                null,
                RunState.COMPLETED,
                NOW,
                NOW,
                NOW,
                ConnectorConfig.DEFAULTS,
                null,
                false,
                false,
                1,
                counts);
    }

    private static List<Run> scheduled(int unchanged, int changing) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < unchanged; i++) {
            runs.add(run(RunTrigger.SCHEDULE, new Counts().add(Outcome.UNCHANGED, i)));
        }
        for (int i = 0; i < changing; i++) {
            runs.add(run(
                    RunTrigger.SCHEDULE, new Counts().add(Outcome.UNCHANGED, 1).add(Outcome.UPDATED, 1)));
        }
        return runs;
    }

    private static List<String> tips(String schedule, List<Run> runs, Parked.Cause... causes) {
        return Tips.of(connector(schedule), runs, List.of(causes), NOW).stream()
                .map(Notification::event)
                .toList();
    }

    @Test
    void runs_by_the_clock_that_mostly_change_nothing_want_a_longer_interval() {
        assertThat(tips("15m", scheduled(8, 2))).containsExactly("tip-interval");
        assertThat(tips("15m", scheduled(7, 3))).isEmpty();
        assertThat(tips("15m", scheduled(9, 0))).as("too few to say").isEmpty();
        assertThat(tips("manual", scheduled(10, 0))).as("no clock any more").isEmpty();
        List<Run> byHand = scheduled(0, 0);
        for (int i = 0; i < 20; i++) {
            byHand.add(run(RunTrigger.MANUAL, new Counts()));
        }
        assertThat(tips("15m", byHand)).isEmpty();
    }

    @Test
    void calls_that_are_refused_although_they_were_paid_for_tell_of_others_in_the_shop() {
        assertThat(tips("manual", List.of(run(RunTrigger.CHANGE, new Counts().addApi(200, 1, 10, 0)))))
                .containsExactly("tip-throttled");
        assertThat(tips("manual", List.of(run(RunTrigger.CHANGE, new Counts().addApi(200, 1, 9, 0)))))
                .isEmpty();
        assertThat(tips("manual", List.of(run(RunTrigger.CHANGE, new Counts().addApi(199, 1, 50, 0)))))
                .isEmpty();
    }

    @Test
    void what_has_waited_for_weeks_is_told_with_its_cause() {
        Parked.Cause old = new Parked.Cause("TAKEN", 3, NOW.minus(Duration.ofDays(15)), NOW, 4);
        Parked.Cause young = new Parked.Cause("INVALID", 3, NOW.minus(Duration.ofDays(13)), NOW, 4);
        assertThat(tips("manual", List.of(), young)).isEmpty();
        assertThat(Tips.of(connector("manual"), List.of(), List.of(young, old), NOW))
                .singleElement()
                .returns("tip:parked:c:TAKEN", Notification::id)
                .returns("/connectors/c/parked?code=TAKEN", Notification::address);
    }
}
