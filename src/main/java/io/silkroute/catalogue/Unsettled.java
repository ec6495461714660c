package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Items that are not in the shop as the PIM sent them last, although nothing is pending for them: filtered, parked,
 * removed, or rendered by another mapping. All others that are not pending are settled: when one comes again
 * unchanged, there is nothing to do. The few are written down, so that the many cost nothing.
 */
@Repository
public class Unsettled {

    private static final int SLICE = 2_000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final TransactionTemplate transaction;

    Unsettled(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.transaction = transaction;
    }

    /** Those of some items that are not settled: pending, or in this table. */
    Set<ItemKey> among(ConnectorName connector, Collection<ItemKey> keys) {
        // In this order: a run takes an item from the queue and into this table at once, and is seen to have done so.
        Set<ItemKey> among = Ids.present(named, "pending_change", connector, keys);
        among.addAll(Ids.present(named, "unsettled", connector, keys));
        return among;
    }

    /** These are in the shop as they are; in the transaction that takes them from the queue. */
    public void settle(ConnectorName connector, Collection<ItemKey> keys) {
        // Few were not, so that most deletions would be of nothing.
        jdbc.batchUpdate(
                "delete from unsettled where id = ? and type = ? and connector = ?",
                rows(connector, Ids.present(named, "unsettled", connector, keys)));
    }

    /** These are not; in the transaction that takes them from the queue. */
    public void unsettle(ConnectorName connector, Collection<ItemKey> keys) {
        List<ItemKey> added = new ArrayList<>(keys);
        added.removeAll(Ids.present(named, "unsettled", connector, keys));
        jdbc.batchUpdate("insert into unsettled (id, type, connector) values (?, ?, ?)", rows(connector, added));
    }

    /** None of a connector's items is settled any more; in slices, because a million rows at once would fill the memory. */
    public void unsettleAll(ConnectorName connector) {
        for (ItemType type : ItemType.values()) {
            List<ItemKey> slice = List.of();
            do {
                String after =
                        slice.isEmpty() ? "" : slice.get(slice.size() - 1).id();
                slice = behind(connector, type, after);
                List<ItemKey> keys = slice;
                while (!unsettledAtOnce(connector, keys)) {
                    // a run has written one of them down meanwhile
                }
            } while (slice.size() == SLICE);
        }
    }

    private boolean unsettledAtOnce(ConnectorName connector, List<ItemKey> keys) {
        try {
            transaction.executeWithoutResult(status -> unsettle(connector, keys));
            return true;
        } catch (DuplicateKeyException | ConcurrencyFailureException another) {
            return false;
        }
    }

    private List<ItemKey> behind(ConnectorName connector, ItemType type, String after) {
        return jdbc.query(
                "select id from item where connector = ? and type = ? and id > ? order by id fetch first " + SLICE
                        + " rows only",
                (row, n) -> new ItemKey(type, row.getString("id")),
                connector.text(),
                type.word(),
                after);
    }

    private static List<Object[]> rows(ConnectorName connector, Collection<ItemKey> keys) {
        return keys.stream()
                .map(key -> new Object[] {key.id(), key.type().word(), connector.text()})
                .toList();
    }
}
