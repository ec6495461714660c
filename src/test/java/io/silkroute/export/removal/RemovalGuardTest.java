package io.silkroute.export.removal;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aCategory;
import static io.silkroute.export.AnItem.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.FakeExportedSet;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Relevance;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.product.ProductExporters;
import io.silkroute.run.stream.ActiveRun;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** When a run stops before its first removal and waits for a person. */
class RemovalGuardTest {

    private static final ItemExporters EXPORTERS = ProductExporters.all();

    private long pending;
    private int counted;

    private final Ledger ledger = new Ledger();
    private final RemovalGuard guard = new RemovalGuard(
            new Relevance(EXPORTERS),
            new FakeExportedSet(() -> {
                counted++;
                return pending;
            }),
            ledger,
            EXPORTERS);

    /** What the shop holds and what a run has taken from it. */
    private static final class Ledger extends Exports {
        private long exported;
        private long removed;

        Ledger() {
            super(new JdbcTemplate(), new ObjectMapper(), Clock.systemUTC());
        }

        @Override
        public long count(ConnectorName connector, ItemType type) {
            return exported;
        }

        @Override
        public long removedBy(String run, ConnectorName connector, ItemType type) {
            return removed;
        }
    }

    private static List<ExportItem> leaving(ActiveRun run, int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> aProduct("P" + i)
                        .deletedInPim()
                        .state(Exported.State.EXPORTED)
                        .in(run))
                .toList();
    }

    private boolean holds(ActiveRun run, List<ExportItem> batch) {
        guard.look(batch);
        return run.stops();
    }

    private void shopHolds(long exported, long departing, long removed) {
        ledger.exported = exported;
        ledger.removed = removed;
        pending = departing;
    }

    @Test
    void a_small_share_leaves_without_a_question() {
        shopHolds(100, 20, 0);
        ActiveRun run = aRun().removing(Removal.ARCHIVE).guardedAt(0.2, 5).begun();
        List<ExportItem> batch = leaving(run, 10);

        assertThat(holds(run, batch)).isFalse();
        assertThat(guard.look(batch)).isEqualTo(batch);
    }

    @Test
    void a_large_share_is_held_until_a_person_has_seen_it() {
        shopHolds(100, 21, 0);
        ActiveRun run = aRun().removing(Removal.ARCHIVE).guardedAt(0.2, 5).begun();
        List<ExportItem> batch = leaving(run, 10);

        assertThat(holds(run, batch)).isTrue();
        assertThat(guard.look(batch))
                .allSatisfy(stage -> assertThat(stage)
                        .isInstanceOfSatisfying(
                                Stage.Concluded.class,
                                held -> assertThat(held.conclusion())
                                        .isInstanceOf(Conclusion.AwaitsConfirmation.class)));
    }

    @Test
    void what_does_not_leave_is_not_held() {
        shopHolds(10, 10, 0);
        ActiveRun run = aRun().removing(Removal.ARCHIVE).guardedAt(0.2, 1).begun();
        ExportItem stays = aProduct("stays").state(Exported.State.EXPORTED).in(run);
        ExportItem leaves =
                aProduct("leaves").deletedInPim().state(Exported.State.EXPORTED).in(run);

        assertThat(guard.look(List.of(stays, leaves))).extracting(Stage::kind).containsExactly("loaded", "concluded");
    }

    @Test
    void few_are_never_questioned_whatever_their_share() {
        shopHolds(5, 4, 0);
        ActiveRun run = aRun().removing(Removal.DELETE).guardedAt(0.0, 5).begun();
        assertThat(holds(run, leaving(run, 4))).isFalse();
    }

    @Test
    void what_the_run_has_removed_before_counts_with_the_rest() {
        shopHolds(90, 15, 10); // 25 of 100
        ActiveRun run = aRun().removing(Removal.ARCHIVE).guardedAt(0.2, 5).begun();
        assertThat(holds(run, leaving(run, 1))).isTrue();
    }

    @Test
    void those_that_were_counted_once_are_not_counted_again() {
        shopHolds(1000, 30, 0);
        ActiveRun run = aRun().removing(Removal.ARCHIVE).guardedAt(0.2, 5).begun();

        guard.look(leaving(run, 10)); // counts
        int once = counted;
        guard.look(leaving(run, 10));
        guard.look(leaving(run, 10));
        assertThat(counted).isEqualTo(once);

        guard.look(leaving(run, 1)); // one more than was counted
        assertThat(counted).isGreaterThan(once);
    }

    @Test
    void a_batch_from_which_nothing_leaves_asks_nothing() {
        ActiveRun run = aRun().removing(Removal.ARCHIVE).guardedAt(0.0, 0).begun();
        guard.look(List.of(aProduct("P").state(Exported.State.EXPORTED).in(run)));
        assertThat(counted).isZero();
    }

    @Test
    void where_nothing_would_be_removed_nothing_is_held() {
        shopHolds(10, 10, 0);
        ActiveRun safe = aRun().guardedAt(0.0, 0).begun();
        assertThat(holds(safe, leaving(safe, 5))).isFalse();

        ActiveRun refresh =
                aRun().removing(Removal.DELETE).guardedAt(0.0, 0).forceRefresh().begun();
        assertThat(holds(refresh, leaving(refresh, 5))).isFalse();

        ActiveRun confirmed = aRun().removing(Removal.DELETE).guardedAt(0.0, 0).begun();
        confirmed.passRemovals();
        assertThat(holds(confirmed, leaving(confirmed, 5))).isFalse();
        assertThat(counted).isZero();
    }

    @Test
    void collections_are_guarded_where_they_are_deleted_and_stay_where_removals_archive() {
        shopHolds(10, 10, 0);
        ActiveRun archives = aRun().removing(Removal.ARCHIVE).guardedAt(0.0, 1).begun();
        guard.look(List.of(
                aCategory("C").deletedInPim().state(Exported.State.EXPORTED).in(archives)));
        assertThat(archives.stops()).isFalse();

        ActiveRun deletes = aRun().removing(Removal.DELETE).guardedAt(0.0, 1).begun();
        guard.look(List.of(
                aCategory("C").deletedInPim().state(Exported.State.EXPORTED).in(deletes)));
        assertThat(deletes.stops()).isTrue();
    }
}
