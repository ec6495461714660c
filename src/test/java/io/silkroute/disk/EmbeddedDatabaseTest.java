package io.silkroute.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

class EmbeddedDatabaseTest {

    private final Path folder;

    EmbeddedDatabaseTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final List<String> stops = new ArrayList<>();
    private final FailedWrites failures = new FailedWrites((what, cause) -> stops.add(what));

    @Test
    void the_database_does_not_end_with_the_pools_last_connection() throws SQLException, InterruptedException {
        // This one forgets everything when it ends.
        DataSourceProperties properties = properties("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";shutdown=true");
        try (EmbeddedDatabase open = open(properties, false);
                BasicDataSource pool = new BasicDataSource()) {
            pool.setUrl(properties.getUrl());
            pool.setUsername("sa");
            pool.setMaxConn(Duration.ofMillis(500));
            pool.setLogExpiredConnections(false);
            try (Connection first = pool.getConnection()) {
                first.createStatement().execute("create table kept (n integer)");
            }
            Thread.sleep(600);
            assertThat(count(pool.getConnection())).isZero();
        }
    }

    @Test
    void the_database_has_a_password_of_its_own() throws Exception {
        DataSourceProperties properties = inFiles();
        try (EmbeddedDatabase open = open(properties, false)) {
            assertThat(properties.getPassword()).hasSizeGreaterThan(25);
            assertThatThrownBy(() -> DriverManager.getConnection(properties.getUrl(), "sa", ""))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void one_that_had_none_is_given_a_password() throws Exception {
        DataSourceProperties properties = inFiles();
        try (Connection earlier = DriverManager.getConnection(properties.getUrl(), "sa", "")) {
            earlier.createStatement().execute("create table kept (n integer)");
        }
        for (int start = 0; start < 2; start++) {
            properties.setPassword("");
            try (EmbeddedDatabase open = open(properties, false);
                    Connection now = connection(properties)) {
                assertThat(count(now)).isZero();
            }
        }
    }

    @Test
    void a_password_that_is_configured_is_used() throws Exception {
        DataSourceProperties properties = inFiles();
        properties.setPassword("configured");
        try (EmbeddedDatabase open = open(properties, false)) {
            assertThat(folder.resolve("db.password")).doesNotExist();
            connection(properties).close();
        }
    }

    @Test
    void a_last_line_that_is_cut_goes_and_nothing_else() throws Exception {
        DataSourceProperties properties = filledAndKilled();
        Files.writeString(log(), "/*C7*/INSERT INTO KEPT VAL", StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);

        try (EmbeddedDatabase open = open(properties, false);
                Connection connection = connection(properties)) {
            assertThat(count(connection)).isEqualTo(3);
        }
    }

    @Test
    void a_line_that_is_cut_before_others_refuses_the_start() throws Exception {
        DataSourceProperties properties = filledAndKilled();
        cutTheSecondRow();

        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> open(properties, false));

        assertThat(refused)
                .hasMessageContaining("cannot be replayed to the end")
                .hasMessageContaining("line 10 of it was cut");
        assertThat(refused.remedy()).contains("silkroute.disk.accept-loss=true");
        assertThat(stops).isEmpty();

        assertThatThrownBy(() -> open(properties, false)).isInstanceOf(StartRefused.class);
    }

    @Test
    void the_loss_can_be_accepted_and_the_log_is_kept() throws Exception {
        DataSourceProperties properties = filledAndKilled();
        cutTheSecondRow();

        try (EmbeddedDatabase open = open(properties, true);
                Connection connection = connection(properties)) {
            assertThat(count(connection)).isEqualTo(1);
        }
        assertThat(folder.resolve("db.log.kept")).content().contains("VALUES(3)");
    }

    @Test
    void one_that_another_process_has_open_is_said_to_be_in_use() throws Exception {
        DataSourceProperties properties = inFiles();
        Path lock = folder.resolve("db.lck");
        try (EmbeddedDatabase open = open(properties, false)) {
            Files.copy(lock, folder.resolve("other.lck"));
        }
        Files.move(folder.resolve("other.lck"), lock);

        assertThatThrownBy(() -> open(properties, false))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("in use");
    }

    @Test
    void what_the_engine_says_of_a_failed_write_stops_the_process() throws Exception {
        DataSourceProperties properties = inFiles();
        try (EmbeddedDatabase open = open(properties, false);
                Connection connection = connection(properties);
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (n integer)");
            assertThat(stops).isEmpty();

            failures.translate("commit", null, new SQLException("File input/output error", "S1000", -452));

            assertThat(stops).hasSize(1);
        }
    }

    private DataSourceProperties inFiles() {
        return properties("jdbc:hsqldb:file:" + folder.resolve("db") + ";hsqldb.write_delay=false;shutdown=true");
    }

    private static DataSourceProperties properties(String url) {
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl(url);
        properties.setUsername("sa");
        properties.setPassword("");
        return properties;
    }

    private EmbeddedDatabase open(DataSourceProperties properties, boolean acceptLoss) {
        return EmbeddedDatabase.open(properties, folder.resolve("db.password"), acceptLoss, failures);
    }

    private static Connection connection(DataSourceProperties properties) throws SQLException {
        return DriverManager.getConnection(properties.getUrl(), "sa", properties.getPassword());
    }

    private Path log() {
        return folder.resolve("db.log");
    }

    /** Three rows in the log, each committed, as a process leaves them that was killed. */
    private DataSourceProperties filledAndKilled() throws Exception {
        DataSourceProperties properties = inFiles();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (EmbeddedDatabase open = open(properties, false);
                Connection connection = connection(properties);
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (n integer)");
            for (int n = 1; n <= 3; n++) {
                statement.execute("insert into kept values (" + n + ")");
            }
            move(folder, copy, How.COPY);
        }
        move(copy, folder, How.MOVE);
        properties.setPassword("");
        return properties;
    }

    private enum How {
        COPY,
        MOVE
    }

    private static void move(Path from, Path to, How how) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".lck")) {
                    continue;
                }
                Path target = to.resolve(file.getFileName());
                Files.deleteIfExists(target);
                if (how == How.COPY) {
                    Files.copy(file, target);
                } else {
                    Files.move(file, target);
                }
            }
        }
    }

    private void cutTheSecondRow() throws IOException {
        String whole = Files.readString(log(), StandardCharsets.ISO_8859_1);
        String cut = whole.replaceFirst("INSERT INTO KEPT VALUES\\(2\\)\n", "INSERT INTO KEPT VAL");
        assertThat(cut).isNotEqualTo(whole);
        Files.writeString(log(), cut, StandardCharsets.ISO_8859_1);
    }

    private static int count(Connection connection) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from kept")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
