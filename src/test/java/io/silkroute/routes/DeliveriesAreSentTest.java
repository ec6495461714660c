package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.component.sql.SqlComponent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class DeliveriesAreSentTest extends RouteTest {

    private static final OffsetDateTime OLDEST = OffsetDateTime.parse("2026-11-20T10:00:00Z");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final DelegatingDataSource database = new DelegatingDataSource();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    DeliveriesAreSentTest() {
        super("deliveries");
    }

    /** Batches of two addresses are due; on one the connector itself fails. */
    public class DueDeliveries {
        public List<String> find() {
            return List.of("bad", "good");
        }

        public void send(String batch) {
            if (batch.equals("bad")) {
                throw new IllegalStateException("a defect");
            }
            done.add("sent " + batch);
        }

        public void failed(String batch, Exception failure) {
            done.add(batch + " failed: " + failure.getMessage());
        }
    }

    public static class Deliveries {
        public OffsetDateTime oldest() {
            return OLDEST;
        }
    }

    @Override
    void arrange() {
        property("silkroute.activity.retention-slice", "2");
        database.setTargetDataSource(Database.HSQLDB.empty());
        bind("dueDeliveries", new DueDeliveries());
        bind("deliveries", new Deliveries());
        bind("deliveryThreads", threads);
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
    void an_address_that_fails_holds_no_other_up() {
        assertThat(send("due-deliveries", null).getException()).isNull();
        assertThat(done).containsExactlyInAnyOrder("bad failed: a defect", "sent good");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void old_deliveries_go_slice_by_slice_but_those_that_are_still_to_be_sent(Database kind) {
        database.setTargetDataSource(kind.empty());
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (int minutes : new int[] {-4, -3, -2, -1, 1}) {
            OffsetDateTime at = OLDEST.plusMinutes(minutes);
            jdbc.update(
                    "insert into outgoing_delivery (webhook_id, connector, event, type, receiver, url, format, body, state,"
                            + " asked, created_at, attempts) values (?, 'c', 'e', 't', 'r', 'u', 'standard', '{}', ?, false,"
                            + " ?, 0)",
                    "m" + minutes,
                    minutes == -2 ? "pending" : "delivered",
                    at);
            jdbc.update(
                    "insert into outgoing_attempt (delivery, connector, attempted_at, millis) values (1, 'c', ?, 1)",
                    at);
        }
        assertThat(send("outgoing-retention", null).getException()).isNull();
        assertThat(jdbc.queryForList("select webhook_id from outgoing_delivery order by created_at", String.class))
                .containsExactly("m-2", "m1");
        assertThat(jdbc.queryForObject("select count(*) from outgoing_attempt", Long.class))
                .isEqualTo(1);
    }
}
