package io.silkroute.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.changed.ChangedItems;
import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The log of changed items and reading it, on every database. */
abstract class LogPositionContract {

    private static final ConnectorName C = new ConnectorName("c");

    private final SettableClock clock = SettableClock.at("2026-11-20T10:00:00Z");
    private TransactionTemplate transaction;
    private ChangedItems log;
    private LogPosition position;
    private long nanos;

    abstract DataSource database();

    @BeforeEach
    void open() {
        DataSource database = database();
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        log = new ChangedItems(new JdbcTemplate(database), clock);
        position = new LogPosition(log, () -> nanos, -1);
    }

    private void note(String... ids) {
        log.note(C, List.of(ids).stream().map(ItemKey::product).toList());
    }

    private List<String> read() {
        List<ChangedItems.Row> rows = position.next(100);
        position.read(rows);
        return rows.stream()
                .flatMap(row -> row.keys().stream())
                .map(ItemKey::id)
                .toList();
    }

    @Test
    void each_row_is_read_once_and_in_order() {
        note("A", "B b");
        note("C");

        assertThat(read()).containsExactly("A", "B b", "C");
        note("D");
        assertThat(read()).containsExactly("D");
        assertThat(read()).isEmpty();
    }

    @Test
    void a_row_whose_transaction_ends_later_is_read_when_it_does() throws Exception {
        CountDownLatch noted = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
            note("SLOW");
            noted.countDown();
            await(go);
        }));
        await(noted);
        note("QUICK");

        assertThat(read()).containsExactly("QUICK");
        long before = position.low();
        assertThat(before).as("what is still to come is not passed over").isLessThan(position.high());
        go.countDown();
        slow.get();

        assertThat(read()).containsExactly("SLOW");
    }

    @Test
    void a_place_that_stays_empty_is_passed_over_in_the_end() {
        transaction.executeWithoutResult(status -> {
            note("LOST");
            status.setRollbackOnly();
        });
        note("A");
        assertThat(read()).containsExactly("A");

        nanos = Duration.ofMinutes(3).toNanos();
        assertThat(read()).isEmpty();
        assertThat(position.low()).isEqualTo(position.high());
    }

    @Test
    void many_items_are_several_rows() {
        log.note(
                C,
                IntStream.range(0, 2_500)
                        .mapToObj(i -> ItemKey.product("P" + i))
                        .toList());

        assertThat(log.after(-1, 100)).hasSize(3);
        assertThat(read()).hasSize(2_500);
    }

    @Test
    void a_day_later_all_but_the_newest_is_forgotten() {
        IntStream.range(0, 20).forEach(i -> note("P" + i));
        long newest = log.span().orElseThrow().last();
        log.forgetOld();
        assertThat(log.after(-1, 100)).hasSize(20);

        clock.set(clock.instant().plus(Duration.ofHours(25)));
        log.forgetOld();

        assertThat(log.span()).contains(new ChangedItems.Span(newest, newest));
    }

    @Test
    void nothing_names_a_connector_that_is_deleted_but_that_it_is() {
        note("A");
        log.staged(new ConnectorName("other"), java.util.Map.of(), Set.of(ItemKey.product("B")));

        log.purge(C);

        assertThat(log.after(-1, 9)).extracting(ChangedItems.Row::connector).containsExactly("other", null);
        assertThat(log.after(-1, 9).get(1).items()).isEqualTo("c");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
