package io.silkroute.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

class VanishedNodeTest {

    @Test
    @Timeout(120) // for ever, if it fails
    void rows_that_a_vanished_node_has_locked_are_free_when_its_lease_is_over() throws SQLException {
        BasicDataSource node = new BasicDataSource();
        node.setUrl(((PGSimpleDataSource) TestDatabase.postgresql()).getURL());
        node.setUsername("postgres");
        DatabaseConfiguration.rowsOfVanishedNodes(Duration.ofMillis(500))
                .postProcessBeforeInitialization(node, "dataSource");
        try (node;
                Connection another = node.getConnection()) {
            Connection vanished = node.getConnection();
            another.createStatement().execute("create table held (n integer)");
            another.createStatement().execute("insert into held values (1)");
            vanished.setAutoCommit(false);
            vanished.createStatement().execute("update held set n = 2");

            assertThat(another.createStatement().executeUpdate("update held set n = n + 10"))
                    .isEqualTo(1);
        }
    }
}
