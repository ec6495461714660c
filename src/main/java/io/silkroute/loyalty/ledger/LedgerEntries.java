package io.silkroute.loyalty.ledger;

import io.silkroute.catalogue.Ids;
import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.BoundedText;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of the ledger's entries: they are added, read and added up, and nothing else. */
@Repository
public class LedgerEntries {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_ACTOR = 100;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    LedgerEntries(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    /** What is to be added for an order. */
    record Added(String customer, String order, LedgerKind kind, BigDecimal amount) {}

    void add(ConnectorName connector, Collection<Added> entries, Instant at, @Nullable String importId) {
        jdbc.batchUpdate(
                "insert into loyalty_entry (connector, customer, order_id, kind, amount, booked_at, import_id)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                entries.stream()
                        .map(entry -> new Object[] {
                            connector.text(),
                            entry.customer(),
                            entry.order(),
                            entry.kind().word(),
                            entry.amount(),
                            column(at),
                            importId
                        })
                        .toList());
    }

    /** What a person has decided; no order ever changes it. */
    public void adjust(
            ConnectorName connector, String customer, BigDecimal amount, Instant at, String reason, String actor) {
        jdbc.update(
                "insert into loyalty_entry (connector, customer, kind, amount, booked_at, reason, actor)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                connector.text(),
                customer,
                LedgerKind.ADJUSTED.word(),
                amount,
                column(at),
                BoundedText.bounded(reason, LONGEST_REASON),
                BoundedText.bounded(actor, LONGEST_ACTOR));
    }

    /** The entries of these orders, in the order in which they were made, each order's by itself. */
    Map<String, List<LedgerEntry>> ofOrders(ConnectorName connector, Collection<String> orders) {
        Map<String, List<LedgerEntry>> found = new HashMap<>();
        Ids.slices(
                orders,
                slice -> named.query(
                        "select e.* from " + Ids.TABLE + " join loyalty_entry e on e.order_id = k.id and "
                                + Ids.ofConnector("e") + " order by e.id",
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            LedgerEntry entry = entry(row);
                            found.computeIfAbsent(row.getString("order_id"), any -> new ArrayList<>())
                                    .add(entry);
                        }));
        return found;
    }

    /** What each of these customers has: the sum of all entries. */
    public Map<String, BigDecimal> balances(ConnectorName connector, Collection<String> customers) {
        Map<String, BigDecimal> balances = new HashMap<>();
        Ids.slices(
                customers,
                slice -> named.query(
                        "select e.customer, sum(e.amount) as balance from " + Ids.TABLE
                                + " join loyalty_entry e on e.customer = k.id and " + Ids.ofConnector("e")
                                + " group by e.customer",
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            balances.put(row.getString("customer"), row.getBigDecimal("balance"));
                        }));
        return balances;
    }

    /** Latest first. @param before only entries that were made before this one; null: from the latest on */
    public List<LedgerEntry> page(ConnectorName connector, String customer, @Nullable Long before, int limit) {
        return jdbc.query(
                "select * from loyalty_entry where customer = ? and connector = ? and id < ? order by id desc fetch first "
                        + limit + " rows only",
                (row, n) -> entry(row),
                customer,
                connector.text(),
                before == null ? Long.MAX_VALUE : before);
    }

    BigDecimal ofImport(ConnectorName connector, String importId) {
        return Optional.ofNullable(jdbc.queryForObject(
                        "select sum(amount) from loyalty_entry where import_id = ? and connector = ?",
                        BigDecimal.class,
                        importId,
                        connector.text()))
                .orElse(BigDecimal.ZERO);
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(
                row.getLong("id"),
                row.getString("customer"),
                row.getString("order_id"),
                LedgerKind.valueOf(
                        row.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
                row.getBigDecimal("amount"),
                row.getObject("booked_at", OffsetDateTime.class).toInstant(),
                row.getString("import_id"),
                row.getString("reason"),
                row.getString("actor"));
    }
}
