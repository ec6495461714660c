package io.silkroute.mirror;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets a person, in every copy there is. */
@Component
public class Erasure {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ErasedCustomers erased;

    Erasure(JdbcTemplate jdbc, TransactionTemplate transaction, ErasedCustomers erased) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.erased = erased;
    }

    /**
     * Name, e-mail address and telephone number of a customer are deleted, with the words by which they were found, also
     * where they stand at the customer's orders; whatever the shop tells of them later is not kept. Ids, times and amounts
     * stay. It may be called again, and for a customer that is not known.
     */
    public void erase(ConnectorName connector, ShopifyId customer) {
        transaction.executeWithoutResult(status -> {
            // What is being stored is stored first, and what is stored later has nothing personal any more.
            jdbc.update("update mirror_stream set shop = shop where connector = ?", connector.text());
            erased.add(connector, customer);
            List<Object[]> objects = jdbc.query(
                    "select shopify_id, copy from mirror_object where customer = ? and connector = ?",
                    (row, n) -> new Object[] {row.getString(1), row.getLong(2)},
                    customer.gid(),
                    connector.text());
            jdbc.batchUpdate(
                    "update mirror_object set personal = null, digest = ? where shopify_id = ? and copy = ?",
                    objects.stream()
                            .map(key -> new Object[] {new byte[0], key[0], key[1]})
                            .toList());
            jdbc.batchUpdate("delete from mirror_word where source = ? and copy = ? and word like '~%'", objects);
        });
    }
}
