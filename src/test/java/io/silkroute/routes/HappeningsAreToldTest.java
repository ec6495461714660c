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

class HappeningsAreToldTest extends RouteTest {

    private static final OffsetDateTime OLDEST = OffsetDateTime.parse("2026-11-20T10:00:00Z");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final DelegatingDataSource database = new DelegatingDataSource();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    HappeningsAreToldTest() {
        super("outbox");
    }

    /** Two listeners are due; one fails. */
    public class OutboxReader {
        public List<String> find() {
            return List.of("bad", "good");
        }

        public void tell(String listener) {
            if (listener.equals("bad")) {
                throw new IllegalStateException("a defect");
            }
            done.add("told " + listener);
        }

        public void failed(String listener, Exception failure) {
            done.add(listener + " failed: " + failure.getMessage());
        }
    }

    public class Outlook {
        public void look() {
            done.add("looked");
        }
    }

    public static class OutboxEvents {
        public OffsetDateTime oldestKept() {
            return OLDEST;
        }
    }

    @Override
    void arrange() {
        property("silkroute.activity.retention-slice", "2");
        database.setTargetDataSource(Database.HSQLDB.empty());
        bind("outboxReader", new OutboxReader());
        bind("outboxEvents", new OutboxEvents());
        bind("outlook", new Outlook());
        bind("outboxThreads", threads);
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
    void a_listener_that_fails_holds_no_other_up() {
        assertThat(send("outbox", null).getException()).isNull();
        assertThat(done).containsExactlyInAnyOrder("bad failed: a defect", "told good");
    }

    @Test
    void what_time_brings_is_looked_for() {
        assertThat(send("outlook", null).getException()).isNull();
        assertThat(done).containsExactly("looked");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void old_events_go_slice_by_slice_but_what_has_no_place_yet(Database kind) {
        database.setTargetDataSource(kind.empty());
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (int minutes : new int[] {-5, -4, -3, -2, -1, 1}) {
            jdbc.update(
                    "insert into outbox_event (event_key, type, cause, happened_at, put_at, sentence, address, data, place)"
                            + " values (?, 't', ?, ?, ?, '', '', '{}', ?)",
                    "k" + minutes,
                    "c" + minutes,
                    OLDEST.minusYears(1), // an old order may be read today
                    OLDEST.plusMinutes(minutes),
                    minutes == -2 ? 0 : minutes == -3 ? -1 : 10 + minutes);
        }
        assertThat(send("outbox-retention", null).getException()).isNull();
        assertThat(jdbc.queryForList("select cause from outbox_event order by put_at", String.class))
                .containsExactly("c-2", "c1");
    }
}
