package io.silkroute.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

class OpenDatabaseTest {

    // This one forgets everything when it ends.
    private final String url = "jdbc:hsqldb:mem:" + UUID.randomUUID() + ";shutdown=true";

    @Test
    void the_database_does_not_end_with_the_pools_last_connection() throws SQLException, InterruptedException {
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl(url);
        properties.setUsername("sa");
        properties.setPassword("");
        try (OpenDatabase open = new OpenDatabase(properties);
                BasicDataSource pool = new BasicDataSource()) {
            pool.setUrl(url);
            pool.setUsername("sa");
            pool.setMaxConn(Duration.ofMillis(500));
            pool.setLogExpiredConnections(false);
            try (Connection first = pool.getConnection()) {
                first.createStatement().execute("create table kept (n integer)");
            }
            Thread.sleep(600);
            try (Connection second = pool.getConnection();
                    var rows = second.createStatement().executeQuery("select count(*) from kept")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }
}
