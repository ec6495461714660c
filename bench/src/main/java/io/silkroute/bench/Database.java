package io.silkroute.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Where the connector keeps its books: HSQLDB inside it, or PostgreSQL as a process of its own. */
record Database(EmbeddedPostgres postgres, Path data) implements AutoCloseable {

    static Database of(String kind, Path folder) throws IOException {
        Path data = folder.resolve("postgresql");
        return new Database(
                kind.equals("postgresql")
                        ? EmbeddedPostgres.builder()
                                .setDataDirectory(data.toFile())
                                .setOverrideWorkingDirectory(folder.toFile())
                                .start()
                        : null,
                data);
    }

    boolean separate() {
        return postgres != null;
    }

    /** CPU seconds of its processes that live now; 0 inside the connector. */
    double cpu() throws IOException {
        if (postgres == null) {
            return 0;
        }
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(server), server.descendants())
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
                .sum();
    }

    /** A fresh database for a connector. */
    List<String> settings(String name) throws IOException {
        if (postgres == null) {
            return List.of();
        }
        String database = "bench_" + name.replaceAll("\\W", "_");
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return List.of(
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", database),
                "--spring.datasource.username=postgres");
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
