package io.silkroute.catalogue.changed;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.StagedItemsListener;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The log of changed items: written with each change, followed by every node in its own time, kept for a day. */
@Repository
public class ChangedItems implements StagedItemsListener, ConnectorData {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final int KEYS_OF_A_ROW = 1_000;
    private static final int SLICE = 1_000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public ChangedItems(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One row of the log.
     *
     * @param place its number; rows of transactions that end later may have a lower one
     * @param connector whose items these are; null if a connector was deleted
     * @param items a line each, none: it may be any of the connector's; the name of the connector that was deleted
     */
    public record Row(long place, @Nullable String connector, String items) {

        public List<ItemKey> keys() {
            return items.lines().flatMap(line -> ItemKey.of(line).stream()).toList();
        }
    }

    /** Within the transaction that changes them, be it their image, what the shop holds, or who waits for a person. */
    public void note(ConnectorName connector, Collection<ItemKey> items) {
        List<ItemKey> all = List.copyOf(items);
        for (int from = 0; from < all.size(); from += KEYS_OF_A_ROW) {
            add(
                    connector.text(),
                    all.subList(from, Math.min(all.size(), from + KEYS_OF_A_ROW)).stream()
                            .map(ItemKey::toString)
                            .collect(Collectors.joining("\n")));
        }
    }

    /** The same, where a whole set is changed by a statement that tells no items. */
    public void noteAny(ConnectorName connector) {
        add(connector.text(), "");
    }

    private void add(@Nullable String connector, String items) {
        jdbc.update("insert into changed_items (noted_at, connector, items) values (?, ?, ?)", now(), connector, items);
    }

    @Override
    public void staged(ConnectorName connector, Map<ItemKey, Long> arrivals, Set<ItemKey> changed) {
        note(connector, changed);
    }

    @Override
    public void purge(ConnectorName connector) {
        jdbc.update("delete from changed_items where connector = ?", connector.text());
        add(null, connector.text());
    }

    /** In their order. @param behind a place */
    public List<Row> after(long behind, int limit) {
        return jdbc.query(
                "select place, connector, items from changed_items where place > ? order by place fetch first " + limit
                        + " rows only",
                (row, n) -> new Row(row.getLong(1), row.getString(2), row.getString(3)),
                behind);
    }

    /** The one at a place, if there is any. */
    public Optional<Row> at(long place) {
        return after(place - 1, 1).stream().filter(row -> row.place() == place).findFirst();
    }

    /** When the row at a place was noted; empty if there is none. */
    public Optional<Instant> notedAt(long place) {
        return jdbc
                .query(
                        "select noted_at from changed_items where place = ?",
                        (row, n) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        place)
                .stream()
                .findFirst();
    }

    /** The places between two others at which there is a row. */
    public List<Long> placesBetween(long low, long high) {
        return jdbc.query(
                "select place from changed_items where place > ? and place < ? order by place",
                (row, n) -> row.getLong("place"),
                low,
                high);
    }

    /** The first row that is there and the last; empty if nothing is there. */
    public Optional<Span> span() {
        List<Long> ends = Stream.of("place", "place desc")
                .flatMap(order -> jdbc
                        .queryForList(
                                "select place from changed_items order by " + order + " fetch first 1 rows only",
                                Long.class)
                        .stream())
                .toList();
        return ends.size() < 2 ? Optional.empty() : Optional.of(new Span(ends.get(0), ends.get(1)));
    }

    /** @param first the lowest place that is there @param last the highest */
    public record Span(long first, long last) {}

    /** Forgets what is older than a day, but never the newest row, which tells how far the log has come. */
    public void forgetOld() {
        OffsetDateTime oldest = now().minus(KEPT);
        List<Object[]> old;
        do {
            old = jdbc
                    .query(
                            "select place, noted_at from changed_items where place < (select max(place) from changed_items)"
                                    + " order by place fetch first " + SLICE + " rows only",
                            (row, n) -> row.getObject(2, OffsetDateTime.class).isBefore(oldest)
                                    ? new Object[] {row.getLong(1)}
                                    : new Object[0])
                    .stream()
                    .takeWhile(row -> row.length > 0)
                    .toList();
            jdbc.batchUpdate("delete from changed_items where place = ?", old);
        } while (old.size() == SLICE);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
