package io.silkroute.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hsqldb.jdbc.JDBCDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An empty database with all tables, as the application makes them. They are made once for all tests of a process, and
 * copied at every call.
 */
public final class TestDatabase {

    private static final String TEMPLATE = "template_of_tests";

    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable Template template;

    private TestDatabase() {}

    public static DataSource hsqldb() {
        JDBCDataSource copy = inMemory();
        JdbcTemplate jdbc = new JdbcTemplate(copy);
        template().definitions().forEach(jdbc::execute);
        template().rows().forEach(row -> jdbc.update(row.insert(), row.values()));
        return copy;
    }

    /** The tables, and what the migrations put in. */
    private record Template(List<String> definitions, List<Row> rows) {}

    private record Row(String insert, Object[] values) {}

    private static synchronized Template template() {
        if (template == null) {
            JdbcTemplate original = new JdbcTemplate(migrated(inMemory(), DatabaseConfiguration.HSQLDB_TYPES));
            List<String> definitions = original.queryForList("script", String.class).stream()
                    .filter(line -> !line.matches("(?s)(CREATE USER|ALTER USER|CREATE SCHEMA|GRANT DBA) .*"))
                    .toList();
            List<Row> rows = new ArrayList<>();
            original.queryForList(
                            "select table_name from information_schema.tables where table_schema = 'PUBLIC'"
                                    + " and table_name <> 'flyway_schema_history'",
                            String.class)
                    .forEach(table -> original.query("select * from \"" + table + "\"", row -> {
                        Object[] values = new Object[row.getMetaData().getColumnCount()];
                        for (int i = 0; i < values.length; i++) {
                            values[i] = row.getObject(i + 1);
                        }
                        String places = String.join(", ", Collections.nCopies(values.length, "?"));
                        rows.add(new Row("insert into \"" + table + "\" values (" + places + ")", values));
                    }));
            template = new Template(definitions, rows);
        }
        return template;
    }

    private static JDBCDataSource inMemory() {
        JDBCDataSource dataSource = new JDBCDataSource();
        dataSource.setURL("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc");
        dataSource.setUser("sa");
        return dataSource;
    }

    /** A real PostgreSQL, started as a process of its own once for all tests; a new database at every call. */
    public static synchronized DataSource postgresql() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off") // it does not outlive its tests
                        .setServerConfig("full_page_writes", "off")
                        .start();
                create(postgres, TEMPLATE);
                migrated(postgres.getDatabase("postgres", TEMPLATE), DatabaseConfiguration.POSTGRESQL_TYPES);
            }
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            create(postgres, name + " template " + TEMPLATE);
            return postgres.getDatabase("postgres", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(EmbeddedPostgres server, String database) {
        new JdbcTemplate(server.getPostgresDatabase()).execute("create database " + database);
    }

    private static DataSource migrated(DataSource dataSource, Map<String, String> types) {
        Flyway.configure()
                .dataSource(dataSource)
                .placeholders(types)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return dataSource;
    }
}
