package io.silkroute.loyalty.ledger;

import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of orders as they stand in the books. */
@Repository
class LedgerOrders {

    private static final String COLUMNS = "name, created_at, updated_at, paid_at, status, test, cancelled, customer,"
            + " currency, total, subtotal, refunded, booked, counted, credited, spent, earned, taken_back, tier, import_id";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    LedgerOrders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    Map<Long, LedgerOrder> find(ConnectorName connector, Collection<Long> ids) {
        Map<Long, LedgerOrder> found = new HashMap<>();
        Ids.slices(
                ids.stream().map(String::valueOf).toList(),
                slice -> named.query(
                        "select o.* from " + Ids.TABLE + " join loyalty_order o on o.id = k.id and "
                                + Ids.ofConnector("o"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            LedgerOrder order = order(row);
                            found.put(order.id(), order);
                        }));
        return found;
    }

    /** All orders of these customers, each customer's by itself. */
    Map<String, List<LedgerOrder>> ofCustomers(ConnectorName connector, Collection<String> customers) {
        Map<String, List<LedgerOrder>> found = new HashMap<>();
        Ids.slices(
                customers,
                slice -> named.query(
                        "select o.* from " + Ids.TABLE + " join loyalty_order o on o.customer = k.id and "
                                + Ids.ofConnector("o"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            LedgerOrder order = order(row);
                            found.computeIfAbsent(row.getString("customer"), any -> new ArrayList<>())
                                    .add(order);
                        }));
        return found;
    }

    List<LedgerOrder> latest(ConnectorName connector, String customer, int limit) {
        return jdbc.query(
                "select * from loyalty_order where customer = ? and connector = ? order by paid_at desc, id desc fetch first "
                        + limit + " rows only",
                (row, n) -> order(row),
                customer,
                connector.text());
    }

    void insert(ConnectorName connector, Collection<LedgerOrder> orders) {
        jdbc.batchUpdate(
                "insert into loyalty_order (" + COLUMNS + ", id, connector) values (" + "?, ".repeat(21) + "?)",
                rows(connector, orders));
    }

    void update(ConnectorName connector, Collection<LedgerOrder> orders) {
        jdbc.batchUpdate(
                "update loyalty_order set " + COLUMNS.replace(",", " = ?,") + " = ? where id = ? and connector = ?",
                rows(connector, orders));
    }

    /** Totals follow all orders of these customers. */
    void countAll(ConnectorName connector, Collection<String> customers) {
        jdbc.batchUpdate(
                "update loyalty_order set counted = true where customer = ? and connector = ? and counted = false",
                customers.stream()
                        .map(customer -> new Object[] {customer, connector.text()})
                        .toList());
    }

    private static List<Object[]> rows(ConnectorName connector, Collection<LedgerOrder> orders) {
        return orders.stream()
                .map(order -> new Object[] {
                    order.name(),
                    column(order.createdAt()),
                    column(order.updatedAt()),
                    column(order.paidAt()),
                    order.status(),
                    order.test(),
                    order.cancelled(),
                    order.customer(),
                    order.currency(),
                    order.total(),
                    order.subtotal(),
                    order.refunded(),
                    order.booked(),
                    order.counted(),
                    order.credited(),
                    order.spent(),
                    order.earned(),
                    order.takenBack(),
                    order.tier(),
                    order.importId(),
                    order.key(),
                    connector.text()
                })
                .toList();
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static LedgerOrder order(ResultSet row) throws SQLException {
        @Nullable String status = row.getString("status");
        return new LedgerOrder(
                Long.parseLong(row.getString("id")),
                row.getString("name"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "paid_at"),
                status == null ? "" : status,
                row.getBoolean("test"),
                row.getBoolean("cancelled"),
                row.getString("customer"),
                row.getString("currency"),
                row.getBigDecimal("total"),
                row.getBigDecimal("subtotal"),
                row.getBigDecimal("refunded"),
                row.getBoolean("booked"),
                row.getBoolean("counted"),
                row.getBoolean("credited"),
                row.getBigDecimal("spent"),
                row.getBigDecimal("earned"),
                row.getBigDecimal("taken_back"),
                row.getString("tier"),
                row.getString("import_id"));
    }
}
