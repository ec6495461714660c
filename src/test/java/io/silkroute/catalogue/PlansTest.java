package io.silkroute.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.TestDatabase;
import io.silkroute.tracing.Traces;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** HSQLDB plans a statement by the rows of the moment in which it is prepared, and pooled statements stay prepared. */
class PlansTest {

    private final Set<String> prepared = new LinkedHashSet<>();
    private final DataSource database = TestDatabase.hsqldb();

    @Test
    void what_is_prepared_while_tables_are_empty_reads_them_by_id_all_the_same() throws SQLException {
        askForSets();

        List<String> ofSets =
                prepared.stream().filter(sql -> sql.contains("unnest(")).toList();
        assertThat(ofSets).hasSizeGreaterThan(10);
        for (String sql : ofSets) {
            assertThat(plan(sql)).as(sql).contains("index=").doesNotContain("_connector\n");
        }
    }

    private void askForSets() {
        JdbcTemplate jdbc = new JdbcTemplate(recorded());
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        jdbc.update(
                "insert into connector (name, active, config, created_at) values ('c', true, '{}', current_timestamp)");
        PendingChanges pending = new PendingChanges(jdbc, Clock.systemUTC());
        Items items = new Items(jdbc);
        new Staging(
                        new StagedItems(jdbc),
                        pending,
                        new Unsettled(jdbc, transaction),
                        new WaitingItems(jdbc, new WaitingSettings(Duration.ofHours(1)), Clock.systemUTC()),
                        List.of(),
                        entries -> {},
                        transaction,
                        Clock.systemUTC(),
                        Traces.none())
                .stage("c", "receipt", 1, null, """
                        {"type":"category","id":"tops","parent":"all"}
                        {"type":"product","id":"P1","categories":["tops"]}
                        {"type":"variant","id":"V1","parent":"P1"}""".getBytes(StandardCharsets.UTF_8));
        List<String> product = List.of("P1");
        items.find(new ConnectorName("c"), ItemType.PRODUCT, product);
        items.variantsOf(new ConnectorName("c"), product);
        items.passing(
                new ConnectorName("c"), List.of("tops"), new ExportFilter(true, List.of("sale"), List.of("shirts")));
        pending.ofProducts(new ConnectorName("c"), product);
        pending.ownedBy(new ConnectorName("c"), product);
        pending.markSettledProductsOf(new ConnectorName("c"), List.of("tops"));
    }

    private String plan(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database.getConnection();
                PreparedStatement explain = connection.prepareStatement("explain plan for " + sql);
                ResultSet lines = explain.executeQuery()) {
            while (lines.next()) {
                plan.append(lines.getString(1).toLowerCase(Locale.ROOT)).append('\n');
            }
        }
        return plan.toString();
    }

    private DataSource recorded() {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                prepared.add((String) arguments[0]);
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
            }
        };
    }
}
