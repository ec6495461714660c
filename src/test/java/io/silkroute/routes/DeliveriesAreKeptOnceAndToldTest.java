package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class DeliveriesAreKeptOnceAndToldTest extends RouteTest {

    private static final OffsetDateTime OLDEST = OffsetDateTime.parse("2026-11-20T10:00:00Z");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final DelegatingDataSource database = new DelegatingDataSource();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    DeliveriesAreKeptOnceAndToldTest() {
        super("shop-events");
    }

    public record Delivery(String key) {}

    public class ShopDeliveries {
        public Delivery read(String text) {
            return new Delivery(text);
        }

        public void keep(Delivery delivery) {
            if (delivery.key().equals("unlucky")) {
                throw new IllegalStateException("the database is away");
            }
            done.add("kept " + delivery.key());
        }

        public OffsetDateTime oldest() {
            return OLDEST;
        }
    }

    /** Batches of two connectors are due; one cannot be told. */
    public class DueEvents {
        public List<String> find() {
            return List.of("bad", "good");
        }

        public void tell(String batch) {
            if (batch.equals("bad")) {
                throw new IllegalStateException("a defect");
            }
            done.add("told " + batch);
        }

        public void failed(String batch, Exception failure) {
            done.add(batch + " failed: " + failure.getMessage());
        }
    }

    @Override
    void arrange() {
        property("silkroute.activity.retention-slice", "2");
        database.setTargetDataSource(Database.HSQLDB.empty());
        bind("shopDeliveries", new ShopDeliveries());
        bind("dueEvents", new DueEvents());
        bind("shopEventThreads", threads);
        bind("knownDeliveries", MemoryIdempotentRepository.memoryIdempotentRepository());
        camel.getComponent("sql", SqlComponent.class).setDataSource(database);
    }

    @BeforeEach
    void empty() {
        done.clear();
    }

    @AfterAll
    void shutDown() {
        threads.shutdown();
    }

    @Test
    void a_delivery_that_comes_again_is_kept_once() {
        send("shop-events", "one");
        send("shop-events", "other");
        send("shop-events", "one");
        assertThat(done).containsExactly("kept one", "kept other");
    }

    @Test
    void one_that_could_not_be_kept_is_not_taken_for_known() {
        assertThat(send("shop-events", "unlucky").getException()).hasMessage("the database is away");
        assertThat(send("shop-events", "unlucky").getException()).hasMessage("the database is away");
    }

    @Test
    void what_cannot_be_told_is_put_off_and_holds_no_other_up() {
        assertThat(send("due-events", null).getException()).isNull();
        assertThat(done).containsExactlyInAnyOrder("bad failed: a defect", "told good");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void old_deliveries_go_slice_by_slice_but_what_is_still_to_be_told(Database kind) {
        database.setTargetDataSource(kind.empty());
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (int minutes : new int[] {-4, -3, -2, -1, 1}) {
            jdbc.update(
                    "insert into shop_object (subject, id, connector, deleted, first_at, latest_at, waiting, newest, due_at,"
                            + " attempts) values ('order', ?, 'c', false, ?, ?, 0, 1, ?, 0)",
                    "o" + minutes,
                    OLDEST.plusMinutes(minutes),
                    OLDEST.plusMinutes(minutes),
                    minutes == -1 ? OLDEST : null);
        }
        assertThat(send("delivery-retention", null).getException()).isNull();
        assertThat(jdbc.queryForList("select id from shop_object order by latest_at", String.class))
                .containsExactly("o-1", "o1");
    }
}
