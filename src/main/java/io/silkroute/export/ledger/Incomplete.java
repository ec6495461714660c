package io.silkroute.export.ledger;

import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.StagedItemsListener;
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
import java.util.Arrays;
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
public class Incomplete implements StagedItemsListener {

    private static final int ACCEPTED_PLACE = -1;

    private static final int SENTENCE = 2000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Clock clock;
    private final Resolved resolved;

    Incomplete(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.resolved = new Resolved(jdbc, clock);
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.clock = clock;
    }

    /**
     * One cause of one item.
     *
     * @param sentence what exactly is missing
     * @param since when it was first missing; it stays when the item goes out without it again
     * @param run the last to send it so
     * @param accepted null: no person has accepted that it is so
     */
    public record Missing(
            ItemKey key,
            Omission cause,
            String sentence,
            Instant since,
            @Nullable String run,
            @Nullable Acceptance accepted) {}

    /** A cause of an item as it stood before a batch. */
    private record Before(
            String sentence, OffsetDateTime since, @Nullable Acceptance accepted) {}

    /** Of which of these items is something left out? */
    public Set<ItemKey> among(ConnectorName connector, Collection<ItemKey> keys) {
        return Ids.present(named, "incomplete", connector, keys);
    }

    /** Takes its part of a batch's record. @return the items of which something is or was missing */
    public Set<ItemKey> record(BatchRecord record) {
        Map<ItemKey, List<LeftOut>> held = record.held();
        // Few are incomplete, so most of a batch's rows would be deletions of nothing.
        Map<ItemKey, Map<Omission, Before>> before = before(record.connector(), held.keySet());
        resolved.add(record.connector(), record.run().id(), closed(before, held));
        jdbc.batchUpdate(
                "delete from incomplete where id = ? and type = ? and connector = ?",
                before.keySet().stream()
                        .map(key -> new Object[] {
                            key.id(), key.type().word(), record.connector().text()
                        })
                        .toList());
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Object[]> rows = new ArrayList<>();
        held.forEach((key, leftOut) -> {
            int place = 0;
            for (Map.Entry<Omission, String> cause : sentences(leftOut).entrySet()) {
                Before known = before.getOrDefault(key, Map.of()).get(cause.getKey());
                // Another picture, say, is another matter.
                Acceptance accepted =
                        known == null || !known.sentence().equals(cause.getValue()) ? null : known.accepted();
                rows.add(new Object[] {
                    key.id(),
                    key.type().word(),
                    record.connector().text(),
                    cause.getKey().word(),
                    accepted == null ? place++ : ACCEPTED_PLACE,
                    cause.getValue(),
                    known == null ? now : known.since(),
                    record.run().id(),
                    accepted == null ? Acceptance.OPEN : Acceptance.ACCEPTED,
                    accepted == null ? null : accepted.by(),
                    accepted == null ? null : accepted.at().atOffset(ZoneOffset.UTC),
                    accepted == null ? null : accepted.note()
                });
            }
        });
        jdbc.batchUpdate(
                "insert into incomplete (id, type, connector, cause, place, sentence, since, run, standing, accepted_by,"
                        + " accepted_at, note) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
        Set<ItemKey> otherwise = new HashSet<>(before.keySet());
        held.forEach((key, leftOut) -> {
            if (!leftOut.isEmpty()) {
                otherwise.add(key);
            }
        });
        return otherwise;
    }

    private static List<Resolved.Closed> closed(
            Map<ItemKey, Map<Omission, Before>> before, Map<ItemKey, List<LeftOut>> held) {
        List<Resolved.Closed> closed = new ArrayList<>();
        before.forEach((key, causes) -> causes.forEach((cause, known) -> {
            if (held.getOrDefault(key, List.of()).stream().noneMatch(left -> left.cause() == cause)) {
                closed.add(new Resolved.Closed(key, cause.word(), known.sentence(), known.since()));
            }
        }));
        return closed;
    }

    /** What was accepted was so of the item as it was. */
    @Override
    public void staged(ConnectorName connector, Map<ItemKey, Long> arrivals, Set<ItemKey> changed) {
        if (!changed.isEmpty() && anyAccepted(connector)) {
            reopen(connector, null, changed);
        }
    }

    private boolean anyAccepted(ConnectorName connector) {
        return !jdbc.queryForList(
                        "select 1 from incomplete where connector = ? and standing = 'accepted' fetch first 1 rows only",
                        connector.text())
                .isEmpty();
    }

    /** @return how many of these were open for this cause and are accepted now */
    public int accept(ConnectorName connector, Omission cause, Collection<ItemKey> keys, Acceptance accepted) {
        int n = Arrays.stream(jdbc.batchUpdate(
                        "update incomplete set standing = 'accepted', accepted_by = ?, accepted_at = ?, note = ?"
                                + " where id = ? and type = ? and connector = ? and cause = ? and standing = 'open'",
                        keys.stream()
                                .map(key -> new Object[] {
                                    accepted.by(),
                                    accepted.at().atOffset(ZoneOffset.UTC),
                                    accepted.note(),
                                    key.id(),
                                    key.type().word(),
                                    connector.text(),
                                    cause.word()
                                })
                                .toList()))
                .sum();
        place(connector, keys);
        return n;
    }

    /** They are open again. @param cause null: for whichever cause @return how many of these were accepted */
    public int reopen(ConnectorName connector, @Nullable Omission cause, Collection<ItemKey> keys) {
        Set<ItemKey> there = among(connector, keys);
        int n = Arrays.stream(jdbc.batchUpdate(
                        "update incomplete set standing = 'open' where id = ? and type = ? and connector = ?"
                                + (cause == null ? "" : " and cause = '" + cause.word() + "'")
                                + " and standing = 'accepted'",
                        there.stream()
                                .map(key -> new Object[] {key.id(), key.type().word(), connector.text()})
                                .toList()))
                .sum();
        place(connector, there);
        return n;
    }

    /** The first open cause of each of these items counts it. */
    private void place(ConnectorName connector, Collection<ItemKey> keys) {
        Set<ItemKey> asked = Set.copyOf(keys);
        Map<ItemKey, Integer> open = new HashMap<>();
        List<Object[]> places = new ArrayList<>();
        Ids.slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select t.id, t.type, t.cause, t.standing from " + Ids.TABLE
                                + " join incomplete t on t.id = k.id and " + Ids.ofConnector("t")
                                + " order by t.id, t.type, t.place, t.cause",
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            ItemKey key = key(row);
                            if (!asked.contains(key)) {
                                return; // of another type, with the same id
                            }
                            boolean accepted = row.getString("standing").equals(Acceptance.ACCEPTED);
                            places.add(new Object[] {
                                accepted ? ACCEPTED_PLACE : open.merge(key, 1, Integer::sum) - 1,
                                key.id(),
                                key.type().word(),
                                connector.text(),
                                row.getString("cause")
                            });
                        }));
        jdbc.batchUpdate(
                "update incomplete set place = ? where id = ? and type = ? and connector = ? and cause = ?", places);
    }

    private static Map<Omission, String> sentences(List<LeftOut> leftOut) {
        Map<Omission, String> sentences = new EnumMap<>(Omission.class);
        leftOut.forEach(one -> sentences.merge(one.cause(), one.sentence(), (some, more) -> cut(some + " " + more)));
        return sentences;
    }

    private static String cut(String text) {
        return text.length() <= SENTENCE ? text : text.substring(0, SENTENCE - 1) + "…";
    }

    private Map<ItemKey, Map<Omission, Before>> before(ConnectorName connector, Set<ItemKey> keys) {
        Map<ItemKey, Map<Omission, Before>> before = new HashMap<>();
        Ids.slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select t.id, t.type, t.cause, t.sentence, t.since, t.standing, t.accepted_by, t.accepted_at, t.note"
                                + " from " + Ids.TABLE + " join incomplete t on t.id = k.id and "
                                + Ids.ofConnector("t"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            ItemKey item = key(row);
                            if (!keys.contains(item)) {
                                return; // of another type, with the same id
                            }
                            Map<Omission, Before> causes =
                                    before.computeIfAbsent(item, key -> new EnumMap<>(Omission.class));
                            Before known = new Before(
                                    row.getString("sentence"),
                                    row.getObject("since", OffsetDateTime.class),
                                    Acceptance.of(row));
                            Omission.of(row.getString("cause")).ifPresent(cause -> causes.put(cause, known));
                        }));
        return before;
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

    /** How many causes of items a person has accepted. */
    public Map<ConnectorName, Long> accepted(Collection<ConnectorName> connectors) {
        return Ids.numbers(
                named,
                connectors,
                "select count(*) from incomplete t where t.connector = k.id and t.standing = 'accepted'",
                Map.of());
    }

    /** Since when the first of those is incomplete, by cause. */
    public Map<Omission, Instant> sinceByCause(ConnectorName connector) {
        Map<Omission, Instant> since = new EnumMap<>(Omission.class);
        jdbc.query(
                "select cause, min(since) as first from incomplete where connector = ? and standing = 'open' group by cause",
                row -> {
                    Instant first = row.getObject("first", OffsetDateTime.class).toInstant();
                    Omission.of(row.getString("cause")).ifPresent(cause -> since.put(cause, first));
                },
                connector.text());
        return since;
    }

    /** How many items by cause; an item with two causes counts in both. */
    public Map<Omission, Long> byCause(ConnectorName connector) {
        return byCause(connector, false);
    }

    /** @param accepted those that a person has accepted; else those that are open */
    public Map<Omission, Long> byCause(ConnectorName connector, boolean accepted) {
        Map<Omission, Long> counts = new EnumMap<>(Omission.class);
        jdbc.query(
                "select cause, count(*) as n from incomplete where connector = ? and standing = ? group by cause",
                row -> {
                    long n = row.getLong("n");
                    Omission.of(row.getString("cause")).ifPresent(cause -> counts.put(cause, n));
                },
                connector.text(),
                accepted ? Acceptance.ACCEPTED : Acceptance.OPEN);
        return counts;
    }

    /** Those of one cause, by id. @param after the one to go on behind; null for the first */
    public List<Missing> of(ConnectorName connector, Omission cause, @Nullable ItemKey after, int limit) {
        return of(connector, cause, false, after, limit);
    }

    /** @param accepted those that a person has accepted; else those that are open */
    public List<Missing> of(
            ConnectorName connector, Omission cause, boolean accepted, @Nullable ItemKey after, int limit) {
        String id = after == null ? "" : after.id();
        return jdbc.query(
                "select * from incomplete where connector = ? and cause = ? and standing = ? and id >= ?"
                        + " and (id > ? or type > ?) order by id, type fetch first " + limit + " rows only",
                Incomplete::read,
                connector.text(),
                cause.word(),
                accepted ? Acceptance.ACCEPTED : Acceptance.OPEN,
                id,
                id,
                after == null ? "" : after.type().word());
    }

    /** What is missing of one item. */
    public List<Missing> of(ConnectorName connector, ItemKey key) {
        return jdbc.query(
                "select * from incomplete where id = ? and type = ? and connector = ? order by place, cause",
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
                row.getString("run"),
                Acceptance.of(row));
    }
}
