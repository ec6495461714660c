package io.silkroute.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hsqldb.jdbc.JDBCDataSource;
import org.jspecify.annotations.Nullable;

/** An empty database with all tables, as the application makes them. */
public final class TestDatabase {

    private static @Nullable EmbeddedPostgres postgres;

    private TestDatabase() {}

    public static DataSource hsqldb() {
        JDBCDataSource dataSource = new JDBCDataSource();
        dataSource.setURL("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc");
        dataSource.setUser("sa");
        return migrated(dataSource, DatabaseConfiguration.HSQLDB_TYPES);
    }

    /** A real PostgreSQL, started as a process of its own once for all tests; a new database at every call. */
    public static synchronized DataSource postgresql() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder().start();
            }
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            return migrated(postgres.getDatabase("postgres", name), DatabaseConfiguration.POSTGRESQL_TYPES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSource migrated(DataSource dataSource, java.util.Map<String, String> types) {
        Flyway.configure()
                .dataSource(dataSource)
                .placeholders(types)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return dataSource;
    }
}
