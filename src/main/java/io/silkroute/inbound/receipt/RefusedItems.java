package io.silkroute.inbound.receipt;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.Ids;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.StagedItemsListener;
import io.silkroute.connector.ConnectorName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The items that were refused at the door and are still to be mended. A refusal is open until the item is accepted
 * later, is refused anew (then that refusal counts), a person has seen it, or its receipt is forgotten. One without a
 * usable id cannot come again: it waits for a person.
 */
@Repository
public class RefusedItems implements StagedItemsListener {

    private static final int SLICE = 500;
    private static final String SEE =
            "update receipt_line set standing = 'closed', seen_by = ?, seen_at = ?, note = ? where ";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final TransactionTemplate transaction;
    private final ActivityLog activity;
    private final Clock clock;

    RefusedItems(JdbcTemplate jdbc, TransactionTemplate transaction, ActivityLog activity, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.transaction = transaction;
        this.activity = activity;
        this.clock = clock;
    }

    private record Refused(
            long id, @Nullable String type, @Nullable String item, long arrival, long place) {

        String key() {
            return type + " " + item;
        }
    }

    /** How many refused items of a connector are still to be mended: the one number that is told everywhere. */
    public long count(ConnectorName connector) {
        return counts(List.of(connector)).getOrDefault(connector, 0L);
    }

    public Map<ConnectorName, Long> counts(Collection<ConnectorName> connectors) {
        return Ids.numbers(
                named,
                connectors,
                "select count(*) from receipt_line l where l.connector = k.id and l.standing = 'open'",
                Map.of());
    }

    /** What a delivery left to be mended. @param reason of one of them */
    public record OfDelivery(String receipt, long count, Instant since, String reason) {}

    /** The deliveries that left something to be mended, the latest first. */
    public List<OfDelivery> byDelivery(ConnectorName connector, int limit) {
        return jdbc.query(
                "select l.receipt, count(*) as n, min(l.noted_at) as since, min(l.reason) as reason, max(l.id) as latest"
                        + " from receipt_line l where l.connector = ? and l.standing = 'open' group by l.receipt"
                        + " order by latest desc fetch first " + limit + " rows only",
                (row, n) -> new OfDelivery(
                        row.getString("receipt"),
                        row.getLong("n"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("reason")),
                connector.text());
    }

    /** What was refused with a receipt that is kept now counts, slice by slice; of each item the newest refusal. */
    void open(String connector, String receipt) {
        long behind = -1;
        List<Refused> slice;
        do {
            long from = behind;
            slice = inTransaction(() -> openSlice(connector, receipt, from));
            behind = slice.isEmpty() ? behind : slice.get(slice.size() - 1).place();
        } while (slice.size() == SLICE);
    }

    private <T> T inTransaction(Supplier<T> step) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> step.get()));
        } catch (TransactionException away) {
            throw new DataAccessResourceFailureException("the database is away", away);
        }
    }

    /** @param behind the place of the last line that was looked at */
    private List<Refused> openSlice(String connector, String receipt, long behind) {
        List<Refused> drafts = jdbc.query(
                "select id, type, item, arrival, place from receipt_line where receipt = ? and kind = 'refused'"
                        + " and place > ? and standing = 'draft' order by receipt, kind, place fetch first " + SLICE
                        + " rows only",
                (row, n) -> line(row),
                receipt,
                behind);
        Map<String, Refused> newest = new HashMap<>();
        drafts.stream().filter(line -> line.item() != null).forEach(line -> newest.put(line.key(), line));
        List<Refused> closed = new ArrayList<>();
        for (Refused earlier : open(new ConnectorName(connector), newest.values())) {
            Refused later = newest.get(earlier.key());
            if (later != null && earlier.arrival() <= later.arrival()) {
                closed.add(earlier);
            }
        }
        List<Refused> opened = new ArrayList<>();
        for (Refused draft : drafts) {
            boolean counts = draft.item() == null || draft.equals(newest.get(draft.key()));
            (counts ? opened : closed).add(draft);
        }
        close(closed);
        // Not those that an item has closed meanwhile.
        update("update receipt_line set standing = 'open' where id = ? and standing = 'draft'", opened);
        return drafts;
    }

    @Override
    public void staged(ConnectorName connector, Map<ItemKey, Long> arrivals, Set<ItemKey> changed) {
        if (!any(connector)) {
            return;
        }
        Map<String, Long> byId = new HashMap<>();
        arrivals.forEach((key, arrival) -> byId.merge(key.id(), arrival, Math::max));
        List<Refused> closed = new ArrayList<>();
        eachOf(connector, byId.keySet(), "standing <> 'closed'", line -> {
            // A type that was not usable is mended by whatever item has the id.
            Long arrival = line.type() == null
                    ? byId.get(line.item())
                    : arrivals.get(new ItemKey(ItemType.of(line.type()).orElseThrow(), String.valueOf(line.item())));
            if (arrival != null && arrival >= line.arrival()) {
                closed.add(line);
            }
        });
        close(closed);
    }

    private boolean any(ConnectorName connector) {
        return !jdbc.queryForList(
                        // Behind the closed ones in the index; a list of words would read them all.
                        "select 1 from receipt_line where connector = ? and standing > 'closed' fetch first 1 rows only",
                        connector.text())
                .isEmpty();
    }

    private List<Refused> open(ConnectorName connector, Collection<Refused> lines) {
        List<Refused> open = new ArrayList<>();
        eachOf(
                connector,
                lines.stream().map(Refused::item).filter(Objects::nonNull).toList(),
                "standing = 'open'",
                open::add);
        return open;
    }

    private void eachOf(
            ConnectorName connector, Collection<String> items, String condition, Consumer<Refused> consumer) {
        Ids.slices(
                items,
                slice -> named.query(
                        "select l.id, l.type, l.item, l.arrival, l.place from " + Ids.TABLE
                                + " join receipt_line l on l.item = k.id and " + Ids.ofConnector("l")
                                + " where l.kind = 'refused' and l." + condition,
                        new MapSqlParameterSource("connector", connector.text()).addValue("ids", slice),
                        row -> {
                            consumer.accept(line(row));
                        }));
    }

    /**
     * One refused item.
     *
     * @param at when it was refused
     * @param seenBy who has accepted that; null: nobody
     * @param note why; null if nobody said
     */
    public record Line(
            long id,
            String receipt,
            Instant at,
            @Nullable String type,
            @Nullable String item,
            String reason,
            @Nullable String seenBy,
            @Nullable Instant seenAt,
            @Nullable String note) {}

    /** Which of the refused items: still to be mended, seen by a person, or mended since. */
    public enum Which {
        OPEN("standing = 'open'"),
        SEEN("standing = 'closed' and seen_by is not null"),
        MENDED("standing = 'closed' and seen_by is null");

        private final String condition;

        Which(String condition) {
            this.condition = condition;
        }
    }

    /** The latest first. @param before the id of the last one that was read; null: from the latest on */
    public List<Line> page(ConnectorName connector, Which which, @Nullable Long before, int limit) {
        return jdbc.query(
                "select id, receipt, noted_at, type, item, reason, seen_by, seen_at, note from receipt_line"
                        + " where connector = ? and kind = 'refused' and " + which.condition
                        + " and id < ? order by connector desc, standing desc, id desc fetch first " + limit
                        + " rows only",
                RefusedItems::read,
                connector.text(),
                before == null ? Long.MAX_VALUE : before);
    }

    private static Line read(ResultSet row, int n) throws SQLException {
        OffsetDateTime seen = row.getObject("seen_at", OffsetDateTime.class);
        return new Line(
                row.getLong("id"),
                row.getString("receipt"),
                row.getObject("noted_at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("item"),
                row.getString("reason"),
                row.getString("seen_by"),
                seen == null ? null : seen.toInstant(),
                row.getString("note"));
    }

    /** A person has seen these, and they are not counted as open any more. @return how many were open */
    public int see(ConnectorName connector, Collection<Long> ids, String actor, String note) {
        return Objects.requireNonNull(transaction.execute(status -> {
            int seen = 0;
            for (int n : jdbc.batchUpdate(
                    SEE + "id = ? and kind = 'refused' and connector = ? and standing = 'open'",
                    ids.stream()
                            .map(id -> new Object[] {cut(actor, 100), now(), cut(note, 1000), id, connector.text()})
                            .toList())) {
                seen += n;
            }
            if (seen > 0) {
                activity.append(
                        Entry.ofOperator(connector.text(), actor, marked(seen) + (note.isBlank() ? "." : ": " + note)));
            }
            return seen;
        }));
    }

    private static String marked(int seen) {
        return seen == 1 ? "Marked one refused item as seen" : "Marked " + seen + " refused items as seen";
    }

    private static @Nullable String cut(String text, int most) {
        return text.isBlank() ? null : text.length() <= most ? text : text.substring(0, most);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** A person has seen what a receipt refused: it is not counted as open any more. */
    public void see(ConnectorName connector, String receipt, String actor) {
        transaction.executeWithoutResult(status -> {
            int seen = jdbc.update(
                    SEE + "receipt = ? and kind = 'refused' and connector = ? and standing = 'open'",
                    cut(actor, 100),
                    now(),
                    null,
                    receipt,
                    connector.text());
            if (seen > 0) {
                activity.append(Entry.ofOperator(connector.text(), actor, marked(seen) + ".")
                        .withDetail("{\"receipt\":\"" + receipt + "\"}"));
            }
        });
    }

    private void close(List<Refused> lines) {
        update("update receipt_line set standing = 'closed' where id = ?", lines);
    }

    private void update(String sql, List<Refused> lines) {
        jdbc.batchUpdate(
                sql,
                lines.stream()
                        .map(Refused::id)
                        .distinct()
                        .sorted()
                        .map(id -> new Object[] {id})
                        .toList());
    }

    private static Refused line(ResultSet row) throws SQLException {
        return new Refused(
                row.getLong("id"),
                row.getString("type"),
                row.getString("item"),
                row.getLong("arrival"),
                row.getLong("place"));
    }
}
