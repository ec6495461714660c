package io.silkroute.export.ledger;

import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.StagedItemsListener;
import io.silkroute.connector.ConnectorName;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The items that could not be brought to the shop: rejected by us, or parked after Shopify's refusal. They wait for a
 * person, until a later run succeeds with them or a person accepts that they are as they are.
 */
@Repository
public class Parked implements StagedItemsListener {

    private static final int SENTENCE = 2000;
    private static final String UNKNOWN = "UNKNOWN"; // an earlier version wrote no code

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Clock clock;
    private final Resolved resolved;

    Parked(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.resolved = new Resolved(jdbc, clock);
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.clock = clock;
    }

    /** @param owner the item that it goes out with, and that is refused; null for one that is itself */
    public record Item(ItemKey key, @Nullable ItemKey owner, Outcome outcome, Reason reason, int attempts) {}

    /**
     * One that waits, with why.
     *
     * @param owner the item that it goes out with, and that is refused; null for one that is itself
     * @param run the last to fail on it
     * @param since when it first failed; failing again changes nothing of that
     * @param triedAt when it was tried last
     * @param attempts how often it was tried since it first failed
     * @param accepted null: it waits for a person
     */
    public record Waiting(
            ItemKey key,
            @Nullable ItemKey owner,
            Outcome outcome,
            @Nullable String run,
            Instant since,
            Instant triedAt,
            String code,
            @Nullable String field,
            @Nullable String message,
            String sentence,
            @Nullable String holder,
            int attempts,
            @Nullable Acceptance accepted) {}

    /**
     * Some of them.
     *
     * @param run the last to fail on them; null for any
     * @param code of the failure; null for any
     * @param accepted those that a person has accepted; else those that wait for one
     */
    public record Which(@Nullable String run, @Nullable String code, boolean accepted) {

        /** What is given empty, as a link does that narrows by something else, narrows by nothing. */
        public Which {
            run = run == null || run.isEmpty() ? null : run;
            code = code == null || code.isEmpty() ? null : code;
        }

        private String condition() {
            // What is in conflict is listed with the conflicts.
            return " and standing = :standing and outcome <> 'conflict'"
                    + (run == null ? "" : " and run = :run")
                    + (code == null ? "" : " and code = :code");
        }

        private MapSqlParameterSource given(ConnectorName connector) {
            return new MapSqlParameterSource("connector", connector.text())
                    .addValue("standing", accepted ? Acceptance.ACCEPTED : Acceptance.OPEN)
                    .addValue("run", run)
                    .addValue("code", code);
        }
    }

    private static Which open(@Nullable String run, @Nullable String code) {
        return new Which(run, code, false);
    }

    /**
     * How many wait for one cause.
     *
     * @param since when the first of them first failed
     * @param latest when the last of them first failed
     * @param attempts the most that one of them was tried
     */
    public record Cause(String code, long count, Instant since, Instant latest, int attempts) {}

    private record Before(
            OffsetDateTime since,
            int attempts,
            @Nullable String code,
            @Nullable String sentence,
            @Nullable Acceptance accepted) {

        /** For the very cause that a person has accepted: many are told by the same code. */
        @Nullable
        Acceptance accepted(String code, String sentence) {
            return code.equals(this.code) && sentence.equals(this.sentence) ? accepted : null;
        }
    }

    /** Takes its part of a batch's record. @return those that wait no longer */
    public Set<ItemKey> record(BatchRecord record) {
        ConnectorName connector = record.connector();
        // Few are parked, so most of a batch's rows would be deletions of nothing.
        Set<ItemKey> closed = Ids.present(named, "parked", connector, record.waitNoLonger());
        resolved.add(connector, record.run().id(), asTheyStand(connector, closed));
        delete(connector, closed);
        // What goes out with an item waits only while the item does.
        jdbc.batchUpdate(
                "delete from parked where owner = ? and connector = ?",
                closed.stream()
                        .map(key -> new Object[] {key.toString(), connector.text()})
                        .toList());
        save(connector, record.run().id(), record.waiting());
        return closed;
    }

    private void save(ConnectorName connector, String run, Collection<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        Map<ItemKey, Before> before =
                before(connector, items.stream().map(Item::key).toList());
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        triedWith(
                connector,
                items.stream().filter(item -> before.containsKey(item.key())).toList(),
                now);
        delete(connector, before.keySet());
        jdbc.batchUpdate(
                "insert into parked (id, type, connector, owner, outcome, run, since, tried_at, code, field, message,"
                        + " sentence, holder, attempts, standing, accepted_by, accepted_at, note)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                items.stream()
                        .map(item -> {
                            Before known = before.get(item.key());
                            String code = cut(item.reason().code(), 100);
                            Acceptance accepted =
                                    known == null || code == null ? null : known.accepted(code, sentence(item));
                            return new Object[] {
                                item.key().id(),
                                item.key().type().word(),
                                connector.text(),
                                item.owner() == null ? null : item.owner().toString(),
                                item.outcome().word(),
                                run,
                                known == null ? now : known.since(),
                                now,
                                code,
                                cut(item.reason().field(), 400),
                                cut(item.reason().message(), SENTENCE),
                                sentence(item),
                                cut(item.reason().holder(), 400),
                                item.attempts() + (known == null ? 0 : known.attempts()),
                                accepted == null ? Acceptance.OPEN : Acceptance.ACCEPTED,
                                accepted == null ? null : accepted.by(),
                                accepted == null ? null : accepted.at().atOffset(ZoneOffset.UTC),
                                accepted == null ? null : accepted.note()
                            };
                        })
                        .toList());
    }

    /** What waits with an item that was tried again, and had no change of its own this time. */
    private void triedWith(ConnectorName connector, List<Item> again, OffsetDateTime now) {
        jdbc.batchUpdate(
                "update parked set outcome = ?, standing = case when code = ? and sentence = ? then standing else 'open' end, code = ?,"
                        + " field = ?, message = ?, sentence = ?, holder = ?, tried_at = ?, attempts = attempts + ?"
                        + " where owner = ? and connector = ?",
                again.stream()
                        .filter(item -> item.owner() == null)
                        .map(item -> new Object[] {
                            item.outcome().word(),
                            cut(item.reason().code(), 100),
                            with(item.key(), item.reason().sentence()),
                            cut(item.reason().code(), 100),
                            cut(item.reason().field(), 400),
                            cut(item.reason().message(), SENTENCE),
                            with(item.key(), item.reason().sentence()),
                            cut(item.reason().holder(), 400),
                            now,
                            item.attempts(),
                            item.key().toString(),
                            connector.text()
                        })
                        .toList());
    }

    private static String sentence(Item item) {
        return item.owner() == null
                ? shortened(item.reason().sentence())
                : with(item.owner(), item.reason().sentence());
    }

    private static String with(ItemKey owner, String sentence) {
        return shortened("With its " + owner + ": " + sentence);
    }

    private Map<ItemKey, Before> before(ConnectorName connector, Collection<ItemKey> keys) {
        Map<ItemKey, Before> before = new HashMap<>();
        Ids.slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select p.id, p.type, p.since, p.attempts, p.code, p.sentence, p.standing, p.accepted_by, p.accepted_at, p.note"
                                + " from " + Ids.TABLE + " join parked p on p.id = k.id"
                                + " and " + Ids.ofConnector("p"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            before.put(
                                    key(row),
                                    new Before(
                                            row.getObject("since", OffsetDateTime.class),
                                            row.getInt("attempts"),
                                            row.getString("code"),
                                            row.getString("sentence"),
                                            Acceptance.of(row)));
                        }));
        before.keySet().retainAll(Set.copyOf(keys));
        return before;
    }

    private List<Resolved.Closed> asTheyStand(ConnectorName connector, Set<ItemKey> keys) {
        List<Resolved.Closed> all = new ArrayList<>();
        Ids.slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select p.id, p.type, p.code, p.sentence, p.since from " + Ids.TABLE
                                + " join parked p on p.id = k.id and " + Ids.ofConnector("p"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            if (keys.contains(key(row))) {
                                all.add(new Resolved.Closed(
                                        key(row),
                                        row.getString("code") == null ? UNKNOWN : row.getString("code"),
                                        row.getString("sentence"),
                                        row.getObject("since", OffsetDateTime.class)));
                            }
                        }));
        return all;
    }

    /** What was accepted was so of the item as it was. */
    @Override
    public void staged(ConnectorName connector, Map<ItemKey, Long> arrivals, Set<ItemKey> changed) {
        if (!changed.isEmpty() && anyAccepted(connector)) {
            reopen(connector, changed);
            jdbc.batchUpdate(
                    "update parked set standing = 'open' where owner = ? and connector = ? and standing = 'accepted'",
                    changed.stream()
                            .map(key -> new Object[] {key.toString(), connector.text()})
                            .toList());
        }
    }

    private boolean anyAccepted(ConnectorName connector) {
        return !jdbc.queryForList(
                        "select 1 from parked where connector = ? and standing = 'accepted' fetch first 1 rows only",
                        connector.text())
                .isEmpty();
    }

    /** @return how many of these waited and are accepted now */
    public int accept(ConnectorName connector, Collection<ItemKey> keys, Acceptance accepted) {
        return Arrays.stream(jdbc.batchUpdate(
                        "update parked set standing = 'accepted', accepted_by = ?, accepted_at = ?, note = ?"
                                + " where id = ? and type = ? and connector = ? and standing = 'open'",
                        keys.stream()
                                .map(key -> new Object[] {
                                    accepted.by(),
                                    accepted.at().atOffset(ZoneOffset.UTC),
                                    accepted.note(),
                                    key.id(),
                                    key.type().word(),
                                    connector.text()
                                })
                                .toList()))
                .sum();
    }

    /** The same of all that wait for one cause, in one statement. */
    public int accept(ConnectorName connector, String code, Acceptance accepted) {
        return jdbc.update(
                "update parked set standing = 'accepted', accepted_by = ?, accepted_at = ?, note = ?"
                        + " where connector = ? and standing = 'open' and code = ?",
                accepted.by(),
                accepted.at().atOffset(ZoneOffset.UTC),
                accepted.note(),
                connector.text(),
                code);
    }

    /** They wait for a person again. @return how many of these were accepted */
    public int reopen(ConnectorName connector, Collection<ItemKey> keys) {
        return Arrays.stream(jdbc.batchUpdate(
                        "update parked set standing = 'open' where id = ? and type = ? and connector = ?"
                                + " and standing = 'accepted'",
                        keys.stream()
                                .map(key -> new Object[] {key.id(), key.type().word(), connector.text()})
                                .toList()))
                .sum();
    }

    private void delete(ConnectorName connector, Collection<ItemKey> keys) {
        jdbc.batchUpdate(
                "delete from parked where id = ? and type = ? and connector = ?",
                keys.stream()
                        .map(key -> new Object[] {key.id(), key.type().word(), connector.text()})
                        .toList());
    }

    /**
     * Those that wait, by their id.
     *
     * @param run the last to fail on them; null for any
     * @param code of the failure; null for any
     * @param after the item to go on behind; null for the first
     */
    public List<Waiting> of(
            ConnectorName connector, @Nullable String run, @Nullable String code, @Nullable ItemKey after, int limit) {
        return of(connector, open(run, code), after, limit);
    }

    public List<Waiting> of(ConnectorName connector, Which which, @Nullable ItemKey after, int limit) {
        String id = after == null ? "" : after.id();
        MapSqlParameterSource given = which.given(connector)
                .addValue("id", id)
                .addValue("type", after == null ? "" : after.type().word());
        return named.query(
                "select * from parked where connector = :connector" + which.condition()
                        + " and id >= :id and (id > :id or type > :type) order by id, type fetch first " + limit
                        + " rows only",
                given,
                Parked::read);
    }

    /** How many {@link #of} finds in all. */
    public long count(ConnectorName connector, @Nullable String run, @Nullable String code) {
        return count(connector, open(run, code));
    }

    public long count(ConnectorName connector, Which which) {
        Long count = named.queryForObject(
                "select count(*) from parked where connector = :connector" + which.condition(),
                which.given(connector),
                Long.class);
        return count == null ? 0 : count;
    }

    /** By cause how many wait, the most first. */
    public List<Cause> causes(ConnectorName connector) {
        return causes(connector, open(null, null));
    }

    /** @param run only those that it was the last to fail on; null for all */
    public List<Cause> causes(ConnectorName connector, @Nullable String run) {
        return causes(connector, open(run, null));
    }

    public List<Cause> causes(ConnectorName connector, Which which) {
        return named.query(
                "select code, count(*) as n, min(since) as first, max(since) as latest, max(attempts) as tries from parked"
                        + " where connector = :connector" + which.condition() + " group by code order by n desc, code",
                which.given(connector),
                (row, n) -> new Cause(
                        row.getString("code") == null ? UNKNOWN : row.getString("code"),
                        row.getLong("n"),
                        row.getObject("first", OffsetDateTime.class).toInstant(),
                        row.getObject("latest", OffsetDateTime.class).toInstant(),
                        row.getInt("tries")));
    }

    /** One that waits with another one, its owner. */
    public record Companion(ItemKey key, ItemKey owner) {}

    /** What waits with these items, because it goes out with them. */
    public List<Companion> with(ConnectorName connector, Collection<ItemKey> owners) {
        List<Companion> all = new ArrayList<>();
        Ids.slices(
                owners.stream().map(ItemKey::toString).toList(),
                slice -> named.query(
                        "select p.id, p.type, p.owner from " + Ids.TABLE + " join parked p on p.owner = k.id and "
                                + Ids.ofConnector("p"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            all.add(new Companion(
                                    key(row), ItemKey.of(row.getString("owner")).orElseThrow()));
                        }));
        return all;
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

    /**
     * What is to be tried again for all that {@link #of} finds: those themselves, and what they go out with.
     *
     * @param run the last to fail on them; null for any
     * @param code of the failure; null for any
     */
    public Set<ItemKey> owners(ConnectorName connector, @Nullable String run, @Nullable String code) {
        Which which = open(run, code);
        return new LinkedHashSet<>(named.query(
                "select id, type, owner from parked where connector = :connector" + which.condition()
                        + " order by id, type",
                which.given(connector),
                (row, n) -> {
                    ItemKey owner = owner(row);
                    return owner == null ? key(row) : owner;
                }));
    }

    /** The same for those of these that wait or are accepted. */
    public Set<ItemKey> owners(ConnectorName connector, Collection<ItemKey> keys) {
        Set<ItemKey> chosen = Set.copyOf(keys);
        Set<ItemKey> owners = new LinkedHashSet<>();
        Ids.slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select p.id, p.type, p.owner from " + Ids.TABLE + " join parked p on p.id = k.id and "
                                + Ids.ofConnector("p"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            ItemKey owner = owner(row);
                            if (chosen.contains(key(row))) {
                                owners.add(owner == null ? key(row) : owner);
                            }
                        }));
        return owners;
    }

    /** Which of these items wait. */
    public Set<ItemKey> among(ConnectorName connector, Collection<ItemKey> keys) {
        return Ids.present(named, "parked", connector, keys);
    }

    /** Those of these items that wait, with why. */
    public Map<ItemKey, Waiting> of(ConnectorName connector, Collection<ItemKey> keys) {
        Map<ItemKey, Waiting> waiting = new HashMap<>();
        Ids.slices(
                keys.stream().map(ItemKey::id).toList(),
                slice -> named.query(
                        "select p.* from " + Ids.TABLE + " join parked p on p.id = k.id and " + Ids.ofConnector("p"),
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            waiting.put(key(row), read(row, 0));
                        }));
        waiting.keySet().retainAll(Set.copyOf(keys));
        return waiting;
    }

    public long count(ConnectorName connector, Outcome outcome) {
        return counts(List.of(connector), outcome).getOrDefault(connector, 0L);
    }

    public Map<ConnectorName, Long> counts(Collection<ConnectorName> connectors, Outcome outcome) {
        return Ids.numbers(
                named,
                connectors,
                "select count(*) from parked p where p.connector = k.id and p.outcome = :outcome"
                        + " and p.standing = 'open'",
                Map.of("outcome", outcome.word()));
    }

    /** How many a person has accepted. */
    public Map<ConnectorName, Long> accepted(Collection<ConnectorName> connectors) {
        return Ids.numbers(
                named,
                connectors,
                "select count(*) from parked p where p.connector = k.id and p.standing = 'accepted'",
                Map.of());
    }

    private static @Nullable ItemKey owner(ResultSet row) throws SQLException {
        String owner = row.getString("owner");
        return owner == null ? null : ItemKey.of(owner).orElseThrow();
    }

    private static ItemKey key(ResultSet row) throws SQLException {
        return new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id"));
    }

    private static Waiting read(ResultSet row, int n) throws SQLException {
        OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
        OffsetDateTime tried = row.getObject("tried_at", OffsetDateTime.class);
        String code = row.getString("code");
        return new Waiting(
                key(row),
                owner(row),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getString("run"),
                since.toInstant(),
                (tried == null ? since : tried).toInstant(),
                code == null ? UNKNOWN : code,
                row.getString("field"),
                row.getString("message"),
                row.getString("sentence"),
                row.getString("holder"),
                row.getInt("attempts"),
                Acceptance.of(row));
    }

    private static String shortened(String text) {
        return text.length() <= SENTENCE ? text : text.substring(0, SENTENCE - 1) + "…";
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
