package io.silkroute.export.ledger;

import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The items that wait for a person: rejected by us, or parked after Shopify's refusal. */
@Repository
public class Parked {

    private static final int SENTENCE = 2000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Clock clock;

    Parked(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.clock = clock;
    }

    public record Item(ItemKey key, Outcome outcome, Reason reason, int attempts) {}

    /** One that waits, with why. */
    public record Waiting(
            ItemKey key,
            Outcome outcome,
            @Nullable String run,
            Instant since,
            @Nullable String code,
            @Nullable String field,
            @Nullable String message,
            String sentence,
            int attempts) {}

    /** Takes its part of a batch's record. */
    public void record(BatchRecord record) {
        close(record.connector(), record.waitNoLonger());
        save(record.connector(), record.run().id(), record.waiting());
    }

    private void save(ConnectorName connector, String run, Collection<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        close(connector, items.stream().map(Item::key).toList());
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.batchUpdate(
                "insert into parked (id, type, connector, outcome, run, since, code, field, message, sentence, attempts)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                items.stream()
                        .map(item -> new Object[] {
                            item.key().id(),
                            item.key().type().word(),
                            connector.text(),
                            item.outcome().word(),
                            run,
                            now,
                            cut(item.reason().code(), 100),
                            cut(item.reason().field(), 400),
                            cut(item.reason().message(), SENTENCE),
                            cut(item.reason().sentence(), SENTENCE),
                            item.attempts()
                        })
                        .toList());
    }

    /** They wait no longer: a later run succeeded. */
    private void close(ConnectorName connector, Collection<ItemKey> keys) {
        // Few are parked, so most of a batch's rows would be deletions of nothing.
        List<Object[]> waiting = Ids.present(named, "parked", connector, keys).stream()
                .map(key -> new Object[] {key.id(), key.type().word(), connector.text()})
                .toList();
        jdbc.batchUpdate("delete from parked where id = ? and type = ? and connector = ?", waiting);
    }

    public List<Waiting> of(ConnectorName connector, int limit) {
        return jdbc.query(
                "select * from parked where connector = ? order by since desc, id fetch first " + limit + " rows only",
                Parked::read,
                connector.text());
    }

    public Optional<Waiting> find(ConnectorName connector, ItemKey key) {
        return jdbc
                .query(
                        "select * from parked where id = ? and type = ? and connector = ?",
                        Parked::read,
                        key.id(),
                        key.type().word(),
                        connector.text())
                .stream()
                .findFirst();
    }

    /** All that wait, parked and rejected. */
    public List<ItemKey> keys(ConnectorName connector) {
        return jdbc.query(
                "select id, type from parked where connector = ?",
                (row, n) -> new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")),
                connector.text());
    }

    public List<Waiting> ofRun(String run) {
        return jdbc.query("select * from parked where run = ?", Parked::read, run);
    }

    public long count(ConnectorName connector, Outcome outcome) {
        Long count = jdbc.queryForObject(
                "select count(*) from parked where connector = ? and outcome = ?",
                Long.class,
                connector.text(),
                outcome.word());
        return count == null ? 0 : count;
    }

    private static Waiting read(ResultSet row, int n) throws SQLException {
        return new Waiting(
                new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getString("run"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("code"),
                row.getString("field"),
                row.getString("message"),
                row.getString("sentence"),
                row.getInt("attempts"));
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
