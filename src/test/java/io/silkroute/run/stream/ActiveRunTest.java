package io.silkroute.run.stream;

import static io.silkroute.export.ARun.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.UnchangedSet;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Rules;
import io.silkroute.run.Counts;
import io.silkroute.run.Run;
import io.silkroute.run.RunMode;
import io.silkroute.run.RunState;
import io.silkroute.run.RunTrigger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stops a run whose batches do not end as they should. */
class ActiveRunTest {

    private final ActiveRun run = new ActiveRun(new Run(
            "r1",
            new ConnectorName("shop"),
            RunMode.INCREMENTAL,
            RunTrigger.API,
            null,
            RunState.RUNNING,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            ConnectorConfig.DEFAULTS,
            null,
            true,
            false,
            1,
            new Counts()));
    private final Change first = change("P1");
    private final Change second = change("P2");
    private final Batch batch = new Batch.Pending(run, List.of(first, second));

    private static Change change(String product) {
        return new Change(ItemKey.product(product), 1, 1, "pushed", 0);
    }

    private String failure() {
        return run.stopReason() instanceof StopReason.Failed failed ? failed.sentence() : "";
    }

    private static List<PendingChanges.Order> orders(Rules.Priority priority, int n) {
        return Stream.generate(aRun().taking(priority).begun()::order).limit(n).toList();
    }

    @Test
    void each_eighth_batch_goes_by_waiting_time_where_the_catalogue_comes_first() {
        List<PendingChanges.Order> orders = orders(Rules.Priority.CATALOGUE_FIRST, 16);

        assertThat(orders.get(7)).isEqualTo(PendingChanges.Order.LONGEST_WAITING);
        assertThat(orders.get(15)).isEqualTo(PendingChanges.Order.LONGEST_WAITING);
        assertThat(orders)
                .filteredOn(PendingChanges.Order.CATALOGUE_FIRST::equals)
                .hasSize(14);
    }

    @Test
    void where_campaigns_come_first_each_eighth_batch_is_in_turn_the_longest_waiting_and_the_catalogue() {
        List<PendingChanges.Order> orders = orders(Rules.Priority.CAMPAIGNS_FIRST, 16);

        assertThat(orders.get(7)).isEqualTo(PendingChanges.Order.LONGEST_WAITING);
        assertThat(orders.get(15)).isEqualTo(PendingChanges.Order.CATALOGUE_FIRST);
        assertThat(orders)
                .filteredOn(PendingChanges.Order.CAMPAIGNS_FIRST::equals)
                .hasSize(14);
    }

    @Test
    void a_batch_that_is_in_the_books_makes_room_for_the_next() {
        run.begin(batch);
        run.recorded(List.of(first, second));
        run.end(batch);

        assertThat(run.stops()).isFalse();
        assertThat(run.inFlight().batches()).isEmpty();
    }

    @Test
    void a_batch_of_which_something_is_not_in_the_books_fails_the_run() {
        run.begin(batch);
        run.recorded(List.of(first));
        run.end(batch);

        assertThat(failure()).startsWith("1 of 2 entries").contains("route");
    }

    @Test
    void a_set_of_recognised_items_that_is_not_in_the_books_fails_the_run() {
        Batch recognised = new Batch.Unchanged(run, List.of(new UnchangedSet(1, "product P1", 1)));
        run.begin(recognised);
        run.end(recognised);

        assertThat(failure()).startsWith("1 of 1 entries");
    }

    @Test
    void a_batch_that_broke_off_leaves_the_run_to_come_again() {
        run.begin(batch);
        run.abort(new IllegalStateException("no database"));
        run.end(batch);

        assertThat(run.stopReason())
                .isInstanceOfSatisfying(
                        StopReason.Aborted.class,
                        aborted -> assertThat(aborted.cause()).hasMessage("no database"));
    }

    @Test
    void a_run_that_waits_for_a_person_keeps_its_reason() {
        run.begin(batch);
        run.interrupt("Look at the removals.");
        run.end(batch);

        assertThat(run.stopReason()).isEqualTo(new StopReason.Interrupted("Look at the removals.", false));
    }

    @Test
    void a_failure_is_graver_than_whatever_interrupts() {
        run.fail("The shop is closed.");
        run.deactivated();

        assertThat(run.stopReason()).isEqualTo(new StopReason.Failed("The shop is closed."));
        assertThat(run.stops()).isTrue();
    }

    @Test
    void a_deactivation_is_not_forgotten_over_another_interruption() {
        run.deactivated();
        run.interrupt("Look at the removals.");

        assertThat(run.stopReason()).isEqualTo(new StopReason.Interrupted("Look at the removals.", true));
    }
}
