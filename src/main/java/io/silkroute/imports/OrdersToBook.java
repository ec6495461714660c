package io.silkroute.imports;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The store of what has changed in a shop and is to be read and booked: an order, or a customer with the last one. */
@Repository
class OrdersToBook {

    private static final int SLICE = 2_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OrdersToBook(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param version by which it is known, so that what changes again while it is read is read again */
    record Noted(ShopifyId id, String version) {}

    void note(ConnectorName connector, Collection<ShopifyId> ids, boolean customers) {
        String version = UUID.randomUUID().toString();
        OffsetDateTime now = now();
        List<Object[]> keys = ids.stream()
                .map(ShopifyId::gid)
                .sorted()
                .map(gid -> new Object[] {gid, connector.text()})
                .toList();
        transaction.executeWithoutResult(status -> {
            jdbc.batchUpdate("delete from order_to_book where shopify_id = ? and connector = ?", keys);
            jdbc.batchUpdate(
                    "insert into order_to_book (shopify_id, connector, customer, version, noted_at) values (?, ?, ?, ?, ?)",
                    keys.stream()
                            .map(key -> new Object[] {key[0], key[1], customers, version, now})
                            .toList());
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Is something of a connector to be read? */
    boolean any(ConnectorName connector) {
        return !jdbc.query(
                        "select shopify_id from order_to_book where connector = ? fetch first 1 rows only",
                        (row, n) -> row.getString("shopify_id"),
                        connector.text())
                .isEmpty();
    }

    /** What was noted first; what has failed comes after what has not. */
    List<Noted> next(ConnectorName connector, boolean customers, int most) {
        return jdbc.query(
                "select shopify_id, version from order_to_book where connector = ? and customer = ? order by noted_at,"
                        + " shopify_id fetch first " + most + " rows only",
                (row, n) -> new Noted(new ShopifyId(row.getString("shopify_id")), row.getString("version")),
                connector.text(),
                customers);
    }

    void booked(ConnectorName connector, Collection<Noted> noted) {
        jdbc.batchUpdate(
                "delete from order_to_book where shopify_id = ? and connector = ? and version = ?",
                noted.stream()
                        .map(one -> new Object[] {one.id().gid(), connector.text(), one.version()})
                        .toList());
    }

    /** These could not be read or booked: they do not hold up what stands behind them. */
    void failed(ConnectorName connector, Collection<Noted> noted) {
        OffsetDateTime now = now();
        jdbc.batchUpdate(
                "update order_to_book set noted_at = ? where shopify_id = ? and connector = ?",
                noted.stream()
                        .map(one -> new Object[] {now, one.id().gid(), connector.text()})
                        .toList());
    }

    /** Nobody wants to know any more. */
    void forget(ConnectorName connector) {
        List<Object[]> keys;
        do {
            keys = jdbc.query(
                    "select shopify_id, connector from order_to_book where connector = ? fetch first " + SLICE
                            + " rows only",
                    (row, n) -> new Object[] {row.getString("shopify_id"), row.getString("connector")},
                    connector.text());
            jdbc.batchUpdate("delete from order_to_book where shopify_id = ? and connector = ?", keys);
        } while (keys.size() == SLICE);
    }
}
