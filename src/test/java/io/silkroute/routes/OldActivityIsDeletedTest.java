package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.camel.component.sql.SqlComponent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class OldActivityIsDeletedTest extends RouteTest {

    private static final OffsetDateTime OLDEST = OffsetDateTime.parse("2026-11-20T10:00:00Z");

    private final DelegatingDataSource database = new DelegatingDataSource();

    OldActivityIsDeletedTest() {
        super("activity-retention");
    }

    public static class Retention {
        public OffsetDateTime oldest() {
            return OLDEST;
        }
    }

    @Override
    void arrange() {
        property("silkroute.activity.retention-slice", "2");
        database.setTargetDataSource(Database.HSQLDB.empty());
        bind("retention", new Retention());
        camel.getComponent("sql", SqlComponent.class).setDataSource(database);
    }

    private JdbcTemplate fill(Database kind) {
        database.setTargetDataSource(kind.empty());
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (int minutes : new int[] {-4, -3, -2, -1, 0, 1}) {
            jdbc.update(
                    "insert into activity (noted_at, kind, n, sentence) values (?, 'note', 0, ?)",
                    OLDEST.plusMinutes(minutes),
                    minutes);
        }
        return jdbc;
    }

    private List<String> left(JdbcTemplate jdbc) {
        return jdbc.queryForList("select sentence from activity order by noted_at", String.class);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_is_older_goes_slice_by_slice(Database kind) {
        JdbcTemplate jdbc = fill(kind);
        var run = send("activity-retention", null);
        assertThat(run.getException()).isNull();
        assertThat(left(jdbc)).containsExactly("0", "1");
        assertThat(run.getProperty("CamelLoopIndex", Integer.class)).isEqualTo(2); // two slices of two, and one of none
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_database_that_is_away_is_asked_once_and_again_at_the_next_time(Database kind) {
        JdbcTemplate jdbc = fill(kind);
        DataSource there = Objects.requireNonNull(database.getTargetDataSource());
        database.setTargetDataSource(new Away());
        assertThat(send("activity-retention", null).getException()).hasRootCauseMessage("away");
        database.setTargetDataSource(there);
        assertThat(send("activity-retention", null).getException()).isNull();
        assertThat(left(jdbc)).containsExactly("0", "1");
    }

    private static final class Away extends org.springframework.jdbc.datasource.AbstractDataSource {

        @Override
        public java.sql.Connection getConnection() throws java.sql.SQLException {
            throw new java.sql.SQLException("away");
        }

        @Override
        public java.sql.Connection getConnection(String user, String password) throws java.sql.SQLException {
            throw new java.sql.SQLException("away");
        }
    }
}
