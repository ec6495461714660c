package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.apache.camel.component.sql.SqlComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class NotedObjectsAreReadAnewTest extends RouteTest {

    private static final OffsetDateTime OLDEST = OffsetDateTime.parse("2026-11-20T10:00:00Z");

    private final DelegatingDataSource database = new DelegatingDataSource();

    NotedObjectsAreReadAnewTest() {
        super("conflict-looks");
    }

    public static class Retention {
        public OffsetDateTime oldest() {
            return OLDEST;
        }
    }

    @Override
    void arrange() throws Exception {
        property("silkroute.activity.retention-slice", "2");
        database.setTargetDataSource(Database.HSQLDB.empty());
        bind("retention", new Retention());
        camel.getComponent("sql", SqlComponent.class).setDataSource(database);
        replace("conflict-looks", "look-at-what-is-due");
    }

    @Test
    void each_tick_asks_once() {
        send("conflict-looks", null);
        assertThat(reached("look-at-what-is-due")).containsValue(1);
    }

    @Test
    void a_tick_that_fails_is_followed_by_another() {
        fails("look-at-what-is-due", new IllegalStateException("the database is away"));
        assertThat(send("conflict-looks", null).getException()).hasMessage("the database is away");
        send("conflict-looks", null);
        assertThat(reached("look-at-what-is-due")).containsValue(2);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_was_resolved_long_ago_goes_slice_by_slice_and_what_is_open_stays(Database kind) {
        database.setTargetDataSource(kind.empty());
        JdbcTemplate jdbc = new JdbcTemplate(database);
        conflict(jdbc, "open", null);
        for (int minutes : new int[] {-3, -2, -1, 1}) {
            conflict(jdbc, "r" + minutes, OLDEST.plusMinutes(minutes));
        }
        assertThat(send("conflict-retention", null).getException()).isNull();
        assertThat(jdbc.queryForList("select id from shop_conflict order by id", String.class))
                .containsExactly("open", "r1");
    }

    private static void conflict(JdbcTemplate jdbc, String id, OffsetDateTime resolved) {
        jdbc.update(
                "insert into shop_conflict (id, connector, type, item, kind, slot, detected_at, changed_at, detected_by,"
                        + " fields, recommendation, reason, resolved_at) values (?, 'c', 'product', 'P', 'modified', ?, ?, ?,"
                        + " 'report', ?, 'pim', 'because', ?)",
                id,
                resolved == null ? "open" : id,
                OLDEST,
                OLDEST,
                "[]".getBytes(StandardCharsets.UTF_8),
                resolved);
    }
}
