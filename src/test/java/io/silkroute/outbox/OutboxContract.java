package io.silkroute.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/** What the outbox promises on every database. */
abstract class OutboxContract {

    private static final ConnectorName C = new ConnectorName("c");

    private final SettableClock clock = SettableClock.at("2026-11-20T12:00:00Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Heard first = new Heard();
    private final Heard second = new Heard();
    private final List<Entry> log = new ArrayList<>();
    private TransactionTemplate transaction;
    private OutboxEvents events;
    private OutboxReader reader;
    private JdbcTemplate jdbc;
    private final AtomicInteger transactions = new AtomicInteger();

    abstract DataSource database();

    /** Notes what it is told, or fails. */
    private static final class Heard implements OutboxListener {

        private final List<Told> told = new ArrayList<>();
        private @Nullable String refused;

        @Override
        public void happened(List<Told> events) {
            for (Told one : events) {
                if (one.event().cause().equals(refused)) {
                    throw new IllegalStateException("cannot take " + refused);
                }
            }
            told.addAll(events);
        }

        List<String> causes() {
            return told.stream().map(one -> one.event().cause()).toList();
        }
    }

    @BeforeEach
    void open() {
        DataSource database = database();
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database) {
            @Override
            protected void doBegin(Object status, TransactionDefinition definition) {
                transactions.incrementAndGet();
                super.doBegin(status, definition);
            }
        });
        events = new OutboxEvents(jdbc, new ObjectMapper(), clock);
        reader = reader();
        reader.find();
    }

    private OutboxReader reader() {
        return new OutboxReader(
                events,
                new OutboxProgress(jdbc),
                Map.of("first", first, "second", second),
                log::addAll,
                transaction,
                clock,
                meters,
                Duration.ofSeconds(1),
                "embedded");
    }

    private OutboxEvent event(String type, String cause) {
        return new OutboxEvent(
                type, C, cause, clock.instant(), "It has happened.", "/here", Map.of("n", 1, "list", List.of("a")));
    }

    private void put(String cause) {
        events.put(event("code-used", cause));
    }

    /** What the route does at each tick. */
    private void tick() {
        for (String listener : reader.find()) {
            try {
                reader.tell(listener);
            } catch (RuntimeException failure) {
                reader.failed(listener, failure);
            }
        }
    }

    private void later(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    @Test
    void what_has_happened_is_told_to_each_in_order_and_once() {
        put("1");
        put("2");
        tick();
        put("3");
        tick();
        tick();
        assertThat(first.causes()).containsExactly("1", "2", "3");
        assertThat(second.causes()).containsExactly("1", "2", "3");
        assertThat(first.told.get(0).event()).isEqualTo(event("code-used", "1"));
        assertThat(first.told).extracting(OutboxListener.Told::id).doesNotHaveDuplicates();
    }

    @Test
    void nothing_new_costs_no_transaction() {
        put("1");
        tick();
        int before = transactions.get();
        tick();
        assertThat(transactions).hasValue(before);
    }

    @Test
    void what_has_not_happened_is_not_told() {
        transaction.executeWithoutResult(status -> {
            put("rolled back");
            status.setRollbackOnly();
        });
        tick();
        assertThat(first.causes()).isEmpty();
    }

    @Test
    void the_same_thing_is_told_once_and_the_same_trouble_again() {
        put("order 1");
        put("order 1");
        tick();
        put("order 1");
        events.put(event("run-failed", "items"));
        events.put(event("run-failed", "items"));
        tick();
        later(Duration.ofMinutes(1));
        events.put(event("run-failed", "items"));
        tick();
        assertThat(first.causes()).containsExactly("order 1", "items", "items");
    }

    @Test
    void what_was_written_first_and_committed_last_is_not_passed_over() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Thread slow = new Thread(() -> transaction.executeWithoutResult(status -> {
            put("slow");
            written.countDown();
            try {
                told.await();
            } catch (InterruptedException e) {
                failed.set(e);
            }
        }));
        slow.start();
        written.await();
        put("quick");
        tick();
        assertThat(first.causes()).containsExactly("quick");
        told.countDown();
        slow.join();
        tick();
        assertThat(first.causes()).containsExactly("quick", "slow");
        assertThat(failed).hasNullValue();
    }

    @Test
    void one_that_fails_holds_no_other_up_and_is_told_again_with_growing_pauses() {
        first.refused = "2";
        put("1");
        put("2");
        put("3");
        tick();
        assertThat(first.causes()).isEmpty();
        assertThat(second.causes()).containsExactly("1", "2", "3");

        tick();
        assertThat(first.causes()).as("before its pause is over").isEmpty();
        later(Duration.ofSeconds(1));
        tick(); // one at a time now, so that the first is taken
        assertThat(first.causes()).containsExactly("1");
        tick();
        later(Duration.ofMillis(900));
        tick();
        assertThat(first.causes()).containsExactly("1");
        first.refused = null;
        later(Duration.ofMillis(100));
        tick();
        assertThat(first.causes()).containsExactly("1", "2", "3");
    }

    @Test
    void what_is_never_taken_is_passed_over_after_a_day_and_told() {
        first.refused = "poison";
        put("poison");
        put("next");
        Instant begun = clock.instant();
        for (int i = 0; i < 40 && first.causes().isEmpty(); i++) {
            tick();
            later(Duration.ofHours(1));
        }
        assertThat(first.causes()).containsExactly("next");
        assertThat(Duration.between(begun, clock.instant())).isBetween(Duration.ofHours(20), Duration.ofHours(40));
        assertThat(log)
                .extracting(Entry::sentence)
                .singleElement()
                .asString()
                .contains("code-used", "first", "given up");
        assertThat(meters.counter("silkroute.outbox.passed.over").count()).isEqualTo(1);
    }

    @Test
    void one_node_tells_a_listener_at_a_time_and_a_dead_ones_is_taken_over() {
        put("1");
        assertThat(reader.find()).containsExactly("first", "second");
        assertThat(reader().find()).isEmpty();
        later(Duration.ofMinutes(11));
        OutboxReader other = reader();
        assertThat(other.find()).containsExactly("first", "second");
    }

    @Test
    void a_restart_goes_on_where_it_was() {
        put("1");
        reader.find();
        reader = reader();
        reader.started();
        tick();
        assertThat(first.causes()).containsExactly("1");
    }

    @Test
    void the_lag_is_that_of_the_furthest_behind() {
        assertThat(meters.get("silkroute.outbox.lag").gauge().value()).isZero();
        first.refused = "1";
        put("1");
        tick();
        later(Duration.ofSeconds(90));
        assertThat(meters.get("silkroute.outbox.lag").gauge().value()).isEqualTo(90);
    }

    @Test
    void the_lag_begins_when_it_was_written_however_long_ago_it_happened() {
        events.put(new OutboxEvent(
                "code-used", C, "old order", clock.instant().minus(Duration.ofDays(30)), "Used.", "/here", Map.of()));
        later(Duration.ofSeconds(5));
        assertThat(meters.get("silkroute.outbox.lag").gauge().value()).isEqualTo(5);
    }

    @Test
    void what_is_too_long_is_cut_and_says_so() {
        events.put(new OutboxEvent(
                "conflict",
                C,
                "long",
                clock.instant(),
                "x".repeat(3000),
                "/here",
                Map.of("short", "kept", "long", "y".repeat(20_000))));
        tick();
        assertThat(first.told.get(0).event().sentence()).hasSize(1000);
        assertThat(first.told.get(0).event().data()).isEqualTo(Map.of("short", "kept", "shortened", true));
    }

    @Test
    void a_connector_takes_its_events_along() {
        put("1");
        events.purge(C);
        tick();
        assertThat(first.causes()).isEmpty();
    }
}
