package io.silkroute.imports;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
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

    OrdersToBook(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** @param version by which it is known, so that what changes again while it is read is read again */
    record Noted(ShopifyId id, String version) {}

    void note(ConnectorName connector, Collection<ShopifyId> ids, boolean customers) {
        String version = UUID.randomUUID().toString();
        List<Object[]> keys = ids.stream()
                .map(ShopifyId::gid)
                .sorted()
                .map(gid -> new Object[] {gid, connector.text()})
                .toList();
        transaction.executeWithoutResult(status -> {
            jdbc.batchUpdate("delete from order_to_book where shopify_id = ? and connector = ?", keys);
            jdbc.batchUpdate(
                    "insert into order_to_book (shopify_id, connector, customer, version) values (?, ?, ?, ?)",
                    keys.stream()
                            .map(key -> new Object[] {key[0], key[1], customers, version})
                            .toList());
        });
    }

    /** The connectors of which something is to be read. */
    List<ConnectorName> connectors() {
        return jdbc.query(
                "select distinct connector from order_to_book",
                (row, n) -> new ConnectorName(row.getString("connector")));
    }

    List<Noted> next(ConnectorName connector, boolean customers, int most) {
        return jdbc.query(
                "select shopify_id, version from order_to_book where connector = ? and customer = ? order by shopify_id"
                        + " fetch first " + most + " rows only",
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
