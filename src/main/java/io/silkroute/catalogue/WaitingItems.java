package io.silkroute.catalogue;

import io.silkroute.activity.LikePattern;
import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The items whose parent the PIM has not sent: they cannot go out before it comes. An item waits from the moment it is
 * staged until its parent is, or until a version of it comes that names another one or is a deletion.
 */
@Repository
@EnableConfigurationProperties(WaitingSettings.class)
public class WaitingItems {

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final WaitingSettings settings;
    private final Clock clock;

    WaitingItems(JdbcTemplate jdbc, WaitingSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param parent which it names; null: none
     * @param overdue has it waited for longer than {@code silkroute.waiting.needs-you-after}?
     */
    public record Waiting(ItemKey key, @Nullable String parent, Instant since, boolean overdue) {

        /** Its place in the list. */
        public After place() {
            return new After(since, key.id());
        }

        /** What is missing, for the people who feed the PIM. */
        public String sentence() {
            return WaitingItems.sentence(key.type(), parent);
        }
    }

    static String sentence(ItemType type, @Nullable String parent) {
        if (type == ItemType.CAMPAIGN) {
            return parent == null || parent.isEmpty()
                    ? "Waits for the first product to be in the shop: it applies to all products but some."
                    : "Waits for what it applies to, " + parent + " first, which is not in the shop yet.";
        }
        if (type == ItemType.CODE) {
            return "Waits for its campaign " + parent + ", which is not there yet.";
        }
        return parent == null
                ? "This variant names no product (parent). Send it again with the id of its product."
                : "Waits for its product " + parent + ", which the PIM has not sent yet.";
    }

    /** A place in the list: behind this item. */
    public record After(Instant since, String id) {

        /** Of a text that {@link #toString} made; empty if it is no other's. */
        public static Optional<After> of(String cursor) {
            int colon = cursor.indexOf(':');
            try {
                return colon < 1
                        ? Optional.empty()
                        : Optional.of(new After(
                                Instant.EPOCH.plus(Long.parseLong(cursor.substring(0, colon)), ChronoUnit.MICROS),
                                cursor.substring(colon + 1)));
            } catch (ArithmeticException | DateTimeException | NumberFormatException notACursor) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, since) + ":" + id;
        }
    }

    record Arrived(ItemKey key, @Nullable String parent) {}

    /** These wait now; those that waited already wait since then. Within the caller's transaction. */
    void add(ConnectorName connector, Collection<Arrived> items) {
        if (items.isEmpty()) {
            return;
        }
        Set<ItemKey> known = Ids.present(
                named,
                "waiting_item",
                connector,
                items.stream().map(Arrived::key).toList());
        List<Object[]> parents = new ArrayList<>();
        List<Object[]> added = new ArrayList<>();
        OffsetDateTime now = now();
        for (Arrived item : items) {
            String type = item.key().type().word();
            if (known.contains(item.key())) {
                parents.add(new @Nullable Object[] {item.parent(), item.key().id(), type, connector.text()});
            } else {
                added.add(new @Nullable Object[] {item.key().id(), type, connector.text(), item.parent(), now});
            }
        }
        jdbc.batchUpdate("update waiting_item set parent = ? where id = ? and type = ? and connector = ?", parents);
        jdbc.batchUpdate("insert into waiting_item (id, type, connector, parent, since) values (?, ?, ?, ?, ?)", added);
    }

    /** These wait for another item to be in the shop. @param parents the first of those, by what waits */
    public void await(ConnectorName connector, Map<ItemKey, String> parents) {
        List<Arrived> items = new ArrayList<>();
        parents.forEach((key, parent) -> items.add(new Arrived(key, parent)));
        add(connector, items);
    }

    /** These wait no longer. */
    public void release(ConnectorName connector, Collection<ItemKey> items) {
        release(connector, items, ItemType.VARIANT, List.of());
    }

    /** These wait no longer, and neither do those of a type that waited for one of these parents. */
    void release(ConnectorName connector, Collection<ItemKey> items, ItemType waiting, Collection<String> parents) {
        if (items.isEmpty() && parents.isEmpty() || !any(connector)) {
            return;
        }
        Set<ItemKey> released = new HashSet<>(Ids.present(named, "waiting_item", connector, items));
        Ids.slices(
                parents,
                slice -> named.query(
                        "select w.id, w.type from " + Ids.TABLE + " join waiting_item w on w.parent = k.id"
                                + " and w.type = :type and " + Ids.ofConnector("w"),
                        new MapSqlParameterSource("connector", connector.text())
                                .addValue("type", waiting.word())
                                .addValue("ids", slice),
                        row -> {
                            released.add(new ItemKey(
                                    ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")));
                        }));
        jdbc.batchUpdate(
                "delete from waiting_item where id = ? and type = ? and connector = ?",
                released.stream()
                        .map(key -> new Object[] {key.id(), key.type().word(), connector.text()})
                        .toList());
    }

    private boolean any(ConnectorName connector) {
        return !jdbc.queryForList(
                        "select 1 from waiting_item where connector = ? fetch first 1 rows only", connector.text())
                .isEmpty();
    }

    /** How many wait: the one number that is told everywhere. */
    public long count(ConnectorName connector) {
        return counts(List.of(connector)).getOrDefault(connector, 0L);
    }

    public Map<ConnectorName, Long> counts(Collection<ConnectorName> connectors) {
        return Ids.numbers(named, connectors, "select count(*) from waiting_item w where w.connector = k.id", Map.of());
    }

    /** How many have waited for longer than {@code silkroute.waiting.needs-you-after}, and so need a person. */
    public long overdue(ConnectorName connector) {
        return overdue(List.of(connector)).getOrDefault(connector, 0L);
    }

    public Map<ConnectorName, Long> overdue(Collection<ConnectorName> connectors) {
        return Ids.numbers(
                named,
                connectors,
                "select count(*) from waiting_item w where w.connector = k.id and w.since < :overdue",
                Map.of("overdue", overdueSince()));
    }

    /**
     * Those that wait, longest first.
     *
     * @param q a part of the item's or its parent's id; empty: any
     * @param overdue only those that are
     */
    public List<Waiting> page(ConnectorName connector, String q, boolean overdue, @Nullable After after, int limit) {
        StringBuilder sql =
                new StringBuilder("select id, type, parent, since from waiting_item where connector = :connector");
        OffsetDateTime overdueSince = overdueSince();
        MapSqlParameterSource given = new MapSqlParameterSource("connector", connector.text());
        if (!q.isEmpty()) {
            sql.append(" and (lower(id) like :q escape '!' or lower(parent) like :q escape '!')");
            given.addValue("q", LikePattern.containing(q.toLowerCase(Locale.ROOT)));
        }
        if (overdue) {
            sql.append(" and since < :overdue");
            given.addValue("overdue", overdueSince);
        }
        if (after != null) {
            sql.append(" and (since > :since or since = :since and id > :id)");
            given.addValue("since", after.since().atOffset(ZoneOffset.UTC)).addValue("id", after.id());
        }
        sql.append(" order by since, id fetch first ").append(limit).append(" rows only");
        return named.query(sql.toString(), given, (row, n) -> {
            Instant since = row.getObject("since", OffsetDateTime.class).toInstant();
            return new Waiting(
                    new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")),
                    row.getString("parent"),
                    since,
                    since.isBefore(overdueSince.toInstant()));
        });
    }

    private OffsetDateTime overdueSince() {
        return now().minus(settings.needsYouAfter());
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    public Optional<Waiting> find(ConnectorName connector, ItemKey key) {
        return jdbc
                .query(
                        "select parent, since from waiting_item where id = ? and type = ? and connector = ?",
                        (row, n) -> {
                            Instant since =
                                    row.getObject("since", OffsetDateTime.class).toInstant();
                            return new Waiting(
                                    key,
                                    row.getString("parent"),
                                    since,
                                    since.isBefore(overdueSince().toInstant()));
                        },
                        key.id(),
                        key.type().word(),
                        connector.text())
                .stream()
                .findFirst();
    }

    /** Which of these items wait. */
    public Set<ItemKey> among(ConnectorName connector, Collection<ItemKey> keys) {
        return Ids.present(named, "waiting_item", connector, keys);
    }
}
