package io.silkroute.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.hsqldb.jdbc.JDBCDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class WaitingItemsOfBeforeTest {

    private final JDBCDataSource database = new JDBCDataSource();

    private FluentConfiguration migrations() {
        return Flyway.configure()
                .dataSource(database)
                .placeholders(Map.of("text", "longvarchar", "bytes", "longvarbinary", "digest", "varbinary(32)"))
                .locations("classpath:db/migration");
    }

    @Test
    void what_waited_before_there_was_a_table_of_it_waits_since_then() {
        database.setURL("jdbc:hsqldb:mem:" + UUID.randomUUID());
        database.setUser("sa");
        migrations().target("86").load().migrate();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        item(jdbc, "P1", "product", null);
        item(jdbc, "V1", "variant", "P1");
        item(jdbc, "V2", "variant", "P2");
        item(jdbc, "V3", "variant", null);
        jdbc.update(
                "insert into pending_change (id, type, connector, owner, place, arrival, cause, attempts, deferred, since)"
                        + " values ('V2', 'variant', 'c', 'P2', 1, 1, 'pushed', 0, true, timestamp'2026-11-01 10:00:00+0:00')");

        migrations().load().migrate();

        assertThat(jdbc.queryForList("select id from waiting_item order by id", String.class))
                .containsExactly("V2", "V3");
        assertThat(jdbc.queryForObject(
                        "select count(*) from waiting_item where id = 'V2' and since < timestamp'2026-11-02 00:00:00+0:00'",
                        Long.class))
                .isEqualTo(1);
    }

    private static void item(JdbcTemplate jdbc, String id, String type, @Nullable String parent) {
        jdbc.update(
                "insert into item (id, type, connector, parent, status, deleted, arrival, first_arrival, raw_digest,"
                        + " image_digest, image) values (?, ?, 'c', ?, 'visible', false, 1, 1, X'00', X'00', X'00')",
                id,
                type,
                parent);
    }
}
