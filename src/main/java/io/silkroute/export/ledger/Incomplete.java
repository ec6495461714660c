package io.silkroute.export.ledger;

import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The items that are in the shop with something left out, by cause. An item's next export says anew what is missing; one
 * that is whole, or has left the shop, stands here no longer.
 */
@Repository
public class Incomplete {

    private static final int SENTENCE = 2000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Clock clock;

    Incomplete(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.clock = clock;
    }

    /**
     * One cause of one item.
     *
     * @param sentence what exactly is missing
     * @param since when it was first missing; it stays when the item goes out without it again
     * @param run the last to send it so
     */
    public record Missing(
            ItemKey key,
            Omission cause,
            String sentence,
            Instant since,
            @Nullable String run) {}

    /** Of which of these items is something left out? */
    public Set<ItemKey> among(ConnectorName connector, Collection<ItemKey> keys) {
        return Ids.present(named, "incomplete", connector, keys);
    }

    /** Takes its part of a batch's record. @return the items of which something is or was missing */
    public Set<ItemKey> record(BatchRecord record) {
        Map<ItemKey, List<LeftOut>> held = record.held();
        // Few are incomplete, so most of a batch's rows would be deletions of nothing.
        Map<ItemKey, Map<Omission, OffsetDateTime>> since = since(record.connector(), held.keySet());
        jdbc.batchUpdate(
                "delete from incomplete where id = ? and type = ? and connector = ?",
                since.keySet().stream()
                        .map(key -> new Object[] {
                            key.id(), key.type().word(), record.connector().text()
                        })
                        .toList());
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Object[]> rows = new ArrayList<>();
        held.forEach((key, leftOut) -> {
            int place = 0;
            for (Map.Entry<Omission, String> cause : sentences(leftOut).entrySet()) {
                rows.add(new Object[] {
                    key.id(),
                    key.type().word(),
                    record.connector().text(),
                    cause.getKey().word(),
                    place++,
                    cause.getValue(),
                    since.getOrDefault(key, Map.of()).getOrDefault(cause.getKey(), now),
                    record.run().id()
                });
            }
        });
        jdbc.batchUpdate(
                "insert into incomplete (id, type, connector, cause, place, sentence, since, run)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
        Set<ItemKey> otherwise = new HashSet<>(since.keySet());
        held.forEach((key, leftOut) -> {
            if (!leftOut.isEmpty()) {
                otherwise.add(key);
            }
        });
        return otherwise;
    }

    private static Map<Omission, String> sentences(List<LeftOut> leftOut) {
        Map<Omission, String> sentences = new EnumMap<>(Omission.class);
        leftOut.forEach(one -> sentences.merge(one.cause(), one.sentence(), (some, more) -> cut(some + " " + more)));
        return sentences;
    }

    private static String cut(String text) {
        return text.length() <= SENTENCE ? text : text.substring(0, SENTENCE - 1) + "…";
    }

    private Map<ItemKey, Map<Omission, OffsetDateTime>> since(ConnectorName connector, Set<ItemKey> keys) {
        Map<ItemKey, Map<Omission, OffsetDateTime>> since = new HashMap<>();
        Ids.slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select t.id, t.type, t.cause, t.since from " + Ids.TABLE + " join incomplete t on t.id = k.id"
                                + " and " + Ids.ofConnector("t"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            ItemKey item = key(row);
                            if (!keys.contains(item)) {
                                return; // of another type, with the same id
                            }
                            Map<Omission, OffsetDateTime> causes =
                                    since.computeIfAbsent(item, key -> new EnumMap<>(Omission.class));
                            OffsetDateTime first = row.getObject("since", OffsetDateTime.class);
                            Omission.of(row.getString("cause")).ifPresent(cause -> causes.put(cause, first));
                        }));
        return since;
    }

    /** How many items, however many causes each has. */
    public long count(ConnectorName connector) {
        return counts(List.of(connector)).getOrDefault(connector, 0L);
    }

    public Map<ConnectorName, Long> counts(Collection<ConnectorName> connectors) {
        return Ids.numbers(
                named,
                connectors,
                "select count(*) from incomplete t where t.connector = k.id and t.place = 0",
                Map.of());
    }

    /** Since when the first of those is incomplete, by cause. */
    public Map<Omission, Instant> sinceByCause(ConnectorName connector) {
        Map<Omission, Instant> since = new EnumMap<>(Omission.class);
        jdbc.query(
                "select cause, min(since) as first from incomplete where connector = ? group by cause",
                row -> {
                    Instant first = row.getObject("first", OffsetDateTime.class).toInstant();
                    Omission.of(row.getString("cause")).ifPresent(cause -> since.put(cause, first));
                },
                connector.text());
        return since;
    }

    /** How many items by cause; an item with two causes counts in both. */
    public Map<Omission, Long> byCause(ConnectorName connector) {
        Map<Omission, Long> counts = new EnumMap<>(Omission.class);
        jdbc.query(
                "select cause, count(*) as n from incomplete where connector = ? group by cause",
                row -> {
                    long n = row.getLong("n");
                    Omission.of(row.getString("cause")).ifPresent(cause -> counts.put(cause, n));
                },
                connector.text());
        return counts;
    }

    /** Those of one cause, by id. @param after the one to go on behind; null for the first */
    public List<Missing> of(ConnectorName connector, Omission cause, @Nullable ItemKey after, int limit) {
        String id = after == null ? "" : after.id();
        return jdbc.query(
                "select * from incomplete where connector = ? and cause = ? and id >= ? and (id > ? or type > ?)"
                        + " order by id, type fetch first " + limit + " rows only",
                Incomplete::read,
                connector.text(),
                cause.word(),
                id,
                id,
                after == null ? "" : after.type().word());
    }

    /** What is missing of one item. */
    public List<Missing> of(ConnectorName connector, ItemKey key) {
        return jdbc.query(
                "select * from incomplete where id = ? and type = ? and connector = ? order by place",
                Incomplete::read,
                key.id(),
                key.type().word(),
                connector.text());
    }

    private static ItemKey key(ResultSet row) throws SQLException {
        return new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id"));
    }

    private static Missing read(ResultSet row, int n) throws SQLException {
        return new Missing(
                key(row),
                Omission.of(row.getString("cause")).orElseThrow(),
                row.getString("sentence"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("run"));
    }
}
