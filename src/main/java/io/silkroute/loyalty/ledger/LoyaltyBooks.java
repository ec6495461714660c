package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorName;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of connectors' books: which shop's they are, who works on them, and how far an evaluation has come. */
@Repository
public class LoyaltyBooks {

    private final JdbcTemplate jdbc;

    LoyaltyBooks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param currency of all of it; null: no order has told it yet
     * @param evaluatedOn the day in the shop's zone on which every tier was looked at last; null: never
     * @param evaluation one that is under way; null: none
     * @param place the customer that it has come to; empty: it begins
     */
    public record Book(
            String shop,
            @Nullable String currency,
            @Nullable String evaluatedOn,
            @Nullable String evaluation,
            String place,
            long lookedAt,
            long moved) {}

    public Optional<Book> find(ConnectorName connector) {
        return jdbc
                .query(
                        "select * from loyalty_book where connector = ?",
                        (row, n) -> new Book(
                                row.getString("shop"),
                                row.getString("currency"),
                                row.getString("evaluated_on"),
                                row.getString("evaluation"),
                                row.getString("place") == null ? "" : row.getString("place"),
                                row.getLong("looked_at"),
                                row.getLong("moved")),
                        connector.text())
                .stream()
                .findFirst();
    }

    /** Makes them where there are none. @return whose they are */
    Book open(ConnectorName connector, String shop) {
        Optional<Book> book = find(connector);
        if (book.isPresent()) {
            return book.get();
        }
        try {
            jdbc.update("insert into loyalty_book (connector, shop) values (?, ?)", connector.text(), shop);
        } catch (DuplicateKeyException openedElsewhere) {
            return find(connector).orElseThrow(() -> openedElsewhere);
        }
        return find(connector).orElseThrow();
    }

    void becomes(ConnectorName connector, String shop) {
        jdbc.update(
                "update loyalty_book set shop = ?, currency = null, evaluated_on = null, evaluation = null, place = null"
                        + " where connector = ?",
                shop,
                connector.text());
    }

    /** Nobody else writes in these books until the transaction ends. */
    Book lock(ConnectorName connector) {
        jdbc.update("update loyalty_book set shop = shop where connector = ?", connector.text());
        return find(connector)
                .orElseThrow(() -> new IllegalStateException("the books of " + connector + " were deleted meanwhile"));
    }

    void keptIn(ConnectorName connector, String currency) {
        jdbc.update("update loyalty_book set currency = ? where connector = ?", currency, connector.text());
    }

    /** Takes the evaluation of these books, unless another node has it. */
    public boolean take(ConnectorName connector, Instant now, Duration lease) {
        return jdbc.update(
                        "update loyalty_book set lease_until = ? where connector = ? and (lease_until is null or"
                                + " lease_until < ?)",
                        column(now.plus(lease)),
                        connector.text(),
                        column(now))
                > 0;
    }

    public void release(ConnectorName connector) {
        jdbc.update("update loyalty_book set lease_until = null where connector = ?", connector.text());
    }

    public void releaseAll() {
        jdbc.update("update loyalty_book set lease_until = null where lease_until is not null");
    }

    /** An evaluation begins, in the place of one that is under way. @param what {@code daily} or {@code asked} */
    public void begin(ConnectorName connector, String what) {
        jdbc.update(
                "update loyalty_book set evaluation = ?, place = null, looked_at = 0, moved = 0 where connector = ?",
                what,
                connector.text());
    }

    public void advance(ConnectorName connector, String place, long looked, long moved, Instant leaseUntil) {
        jdbc.update(
                "update loyalty_book set place = ?, looked_at = looked_at + ?, moved = moved + ?, lease_until = ?"
                        + " where connector = ?",
                place,
                looked,
                moved,
                column(leaseUntil),
                connector.text());
    }

    public void evaluated(ConnectorName connector, String day) {
        jdbc.update(
                "update loyalty_book set evaluated_on = ?, evaluation = null, place = null where connector = ?",
                day,
                connector.text());
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
