package io.silkroute.usage;

import io.silkroute.connector.ConnectorName;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of checkpoints, and of who reads a connector's orders by schedule. */
@Repository
class UsagePulls {

    private static final int LONGEST = 2000;

    private final JdbcTemplate jdbc;

    UsagePulls(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param epoch by which a reading that has begun before everything was cleared is known
     * @param problem why the last look ended early, in a sentence
     */
    record Book(
            String shop,
            String epoch,
            Instant coveredFrom,
            @Nullable Instant checkpoint,
            @Nullable String currency,
            @Nullable Instant pulledAt,
            @Nullable String problem) {

        PullState state() {
            return new PullState(coveredFrom, checkpoint, pulledAt, problem);
        }
    }

    Optional<Book> find(ConnectorName connector) {
        return jdbc
                .query(
                        "select * from usage_pull where connector = ?",
                        (row, n) -> new Book(
                                row.getString("shop"),
                                row.getString("epoch"),
                                instant(row.getObject("covered_from", OffsetDateTime.class))
                                        .orElseThrow(),
                                instant(row.getObject("checkpoint", OffsetDateTime.class))
                                        .orElse(null),
                                row.getString("currency"),
                                instant(row.getObject("pulled_at", OffsetDateTime.class))
                                        .orElse(null),
                                row.getString("problem")),
                        connector.text())
                .stream()
                .findFirst();
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    void add(ConnectorName connector, String shop, Instant coveredFrom) {
        jdbc.update(
                "insert into usage_pull (connector, shop, epoch, covered_from) values (?, ?, ?, ?)",
                connector.text(),
                shop,
                UUID.randomUUID().toString(),
                column(coveredFrom));
    }

    /** Ends what was begun on a book: nothing more is stored on it. @return false if somebody else has ended it */
    boolean close(ConnectorName connector, Book book) {
        return jdbc.update(
                        "update usage_pull set epoch = ? where connector = ? and epoch = ?",
                        UUID.randomUUID().toString(),
                        connector.text(),
                        book.epoch())
                > 0;
    }

    void forget(ConnectorName connector) {
        jdbc.update("delete from usage_pull where connector = ?", connector.text());
    }

    /**
     * Takes a connector's next look at its orders for this node; false if its time has not come or another node is at it.
     *
     * @param due one that ended later than this was a while ago enough
     */
    boolean take(ConnectorName connector, Instant due, Instant now, Duration lease) {
        return jdbc.update(
                        "update usage_pull set lease_until = ? where connector = ? and (lease_until is null or lease_until < ?)"
                                + " and (ended_at is null or ended_at <= ?)",
                        column(now.plus(lease)),
                        connector.text(),
                        column(now),
                        column(due))
                > 0;
    }

    /** A database that only one process can open has no other nodes: what is taken at start-up was a dead one's. */
    void releaseAll() {
        jdbc.update("update usage_pull set lease_until = null where lease_until is not null");
    }

    /**
     * Moves the checkpoint on, as the first statement of the transaction that stores what it covers.
     *
     * @param upTo never moves it back; null: nothing was changed
     * @return false if everything was cleared since the reading began: then nothing is to be stored
     */
    boolean advance(
            ConnectorName connector, Book book, @Nullable Instant upTo, @Nullable String currency, Instant lease) {
        OffsetDateTime reached = upTo == null ? null : column(upTo);
        if (jdbc.update(
                        "update usage_pull set lease_until = case when lease_until is null then null"
                                + " else cast(? as timestamp(6) with time zone) end where connector = ? and epoch = ?",
                        column(lease),
                        connector.text(),
                        book.epoch())
                == 0) {
            return false;
        }
        if (currency != null) {
            jdbc.update(
                    "update usage_pull set currency = ? where connector = ? and (currency is null or currency <> ?)",
                    currency,
                    connector.text(),
                    currency);
        }
        if (reached != null) {
            jdbc.update(
                    "update usage_pull set checkpoint = ? where connector = ? and (checkpoint is null or checkpoint < ?)",
                    reached,
                    connector.text(),
                    reached);
        }
        return true;
    }

    /** A look has ended. @param problem null: at its own end */
    void ended(ConnectorName connector, Book book, Instant now, @Nullable String problem) {
        jdbc.update(
                "update usage_pull set ended_at = ?, lease_until = null, problem = ? where connector = ? and epoch = ?",
                column(now),
                problem == null || problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST),
                connector.text(),
                book.epoch());
        if (problem == null) {
            jdbc.update(
                    "update usage_pull set pulled_at = ? where connector = ? and epoch = ?",
                    column(now),
                    connector.text(),
                    book.epoch());
        }
    }

    /** A look was ended by us; the next one does not wait. */
    void release(ConnectorName connector) {
        jdbc.update("update usage_pull set lease_until = null where connector = ?", connector.text());
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
