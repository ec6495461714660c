package io.silkroute.discount;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells once of each discount that is over by its own end date. The shop ends it by itself, so nothing is written there.
 */
@Repository("discountEnds")
class Ends implements ConnectorData {

    private static final int AT_ONCE = 500;

    private final JdbcTemplate jdbc;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ConnectorTable table;

    Ends(JdbcTemplate jdbc, ActivityLog activity, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
        this.table = new ConnectorTable(jdbc, "discount_end", "id", "type", "connector");
    }

    /** Within the transaction that records them. @param ends of those that are in the shop and will be over */
    void record(ConnectorName connector, Collection<ItemKey> all, Map<ItemKey, Instant> ends) {
        jdbc.batchUpdate(
                "delete from discount_end where id = ? and type = ? and connector = ?",
                all.stream()
                        .map(key -> new Object[] {key.id(), key.type().word(), connector.text()})
                        .toList());
        Instant now = clock.instant();
        jdbc.batchUpdate(
                "insert into discount_end (id, type, connector, ends) values (?, ?, ?, ?)",
                ends.entrySet().stream()
                        .filter(one -> one.getValue().isAfter(now))
                        .map(one -> new Object[] {
                            one.getKey().id(),
                            one.getKey().type().word(),
                            connector.text(),
                            one.getValue().atOffset(ZoneOffset.UTC)
                        })
                        .toList());
    }

    private record Over(ItemKey key, String connector, OffsetDateTime ends) {}

    /** Of several nodes one tells. */
    public void tell() {
        transaction.executeWithoutResult(
                status -> over().stream().filter(this::take).forEach(this::tell));
    }

    private List<Over> over() {
        return jdbc.query(
                "select id, type, connector, ends from discount_end where ends <= ? order by ends fetch first "
                        + AT_ONCE + " rows only",
                (row, n) -> new Over(
                        new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("id")),
                        row.getString("connector"),
                        row.getObject("ends", OffsetDateTime.class)),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    private boolean take(Over one) {
        return jdbc.update(
                        "delete from discount_end where id = ? and type = ? and connector = ? and ends = ?",
                        one.key().id(),
                        one.key().type().word(),
                        one.connector(),
                        one.ends())
                > 0;
    }

    private void tell(Over one) {
        activity.append(List.of(Entry.note(
                one.connector(),
                null,
                one.key().type().word(),
                one.key().id(),
                "The %s is over: its end date, %s, has come. The shop has ended it by itself; nothing was written."
                        .formatted(one.key().type(), one.ends().toInstant()))));
    }

    @Override
    public void sweep(ConnectorName connector) {
        table.sweep(connector);
    }

    @Override
    public void purge(ConnectorName connector) {
        table.purge(connector);
    }
}
