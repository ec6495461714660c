package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorName;
import io.silkroute.order.ImportFigures;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Adds up what came of an import. */
@Repository
class LedgerFigures {

    private final JdbcTemplate jdbc;
    private final LoyaltyBooks books;
    private final LedgerEntries entries;

    LedgerFigures(JdbcTemplate jdbc, LoyaltyBooks books, LedgerEntries entries) {
        this.jdbc = jdbc;
        this.books = books;
        this.entries = entries;
    }

    ImportFigures of(ConnectorName connector, String importId) {
        String currency = books.find(connector).map(LoyaltyBooks.Book::currency).orElse(null);
        BigDecimal cashback = entries.ofImport(connector, importId);
        return Objects.requireNonNull(jdbc.queryForObject(
                "select sum(case when booked = true then 1 else 0 end) as orders, count(distinct case when booked = true"
                        + " then customer end) as customers, min(created_at) as first_at, max(created_at) as last_at"
                        + " from loyalty_order where import_id = ? and connector = ?",
                (row, n) -> new ImportFigures(
                        row.getLong("orders"),
                        row.getLong("customers"),
                        cashback,
                        currency,
                        instant(row, "first_at"),
                        instant(row, "last_at")),
                importId,
                connector.text()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
