package io.silkroute.conflict;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The items whose objects are still to be read anew. */
@Repository
class ShopLooks {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ShopLooks(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One that is due. */
    record Look(ItemKey key, DetectedBy by, OffsetDateTime due) {}

    /** @return as they are noted now */
    List<Look> note(ConnectorName connector, Collection<ItemKey> keys, DetectedBy by) {
        return note(
                connector, keys.stream().map(key -> new Look(key, by, now())).toList());
    }

    /** Puts them off. */
    void later(ConnectorName connector, Collection<Look> looks, Duration pause) {
        OffsetDateTime due = now().plus(pause);
        note(
                connector,
                looks.stream().map(look -> new Look(look.key(), look.by(), due)).toList());
    }

    private List<Look> note(ConnectorName connector, List<Look> looks) {
        // Two that note the same item wait for each other in the same order.
        List<Look> sorted = looks.stream()
                .sorted(java.util.Comparator.comparing(look -> look.key().toString()))
                .toList();
        transaction.executeWithoutResult(status -> sorted.forEach(look -> {
            int known = jdbc.update(
                    "update shop_look set due = ?, detected_by = ? where item = ? and type = ? and connector = ?",
                    look.due(),
                    look.by().word(),
                    look.key().id(),
                    look.key().type().word(),
                    connector.text());
            if (known == 0) {
                jdbc.update(
                        "insert into shop_look (due, detected_by, item, type, connector) values (?, ?, ?, ?, ?)",
                        look.due(),
                        look.by().word(),
                        look.key().id(),
                        look.key().type().word(),
                        connector.text());
            }
        }));
        return looks;
    }

    /** They were looked at; one that was noted again meanwhile stays. */
    void done(ConnectorName connector, Collection<Look> looks) {
        jdbc.batchUpdate(
                "delete from shop_look where item = ? and type = ? and connector = ? and due <= ?",
                looks.stream()
                        .map(look ->
                                new Object[] {look.key().id(), look.key().type().word(), connector.text(), look.due()})
                        .toList());
    }

    List<Look> due(ConnectorName connector, int limit) {
        return jdbc.query(
                "select item, type, detected_by, due from shop_look where connector = ? and due <= ? order by due"
                        + " fetch first " + limit + " rows only",
                (row, n) -> new Look(
                        new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("item")),
                        DetectedBy.of(row.getString("detected_by")),
                        row.getObject("due", OffsetDateTime.class)),
                connector.text(),
                now());
    }

    private OffsetDateTime now() {
        return Instant.ofEpochMilli(clock.millis()).atOffset(ZoneOffset.UTC);
    }
}
