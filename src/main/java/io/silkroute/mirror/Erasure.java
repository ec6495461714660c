package io.silkroute.mirror;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets a person, in every copy there is. */
@Component
public class Erasure {

    private static final int SLICE = 500;
    private static final RowMapper<Object[]> KEY = (row, n) -> new Object[] {row.getString(1), row.getLong(2)};

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
            erase(jdbc.query(
                    "select shopify_id, copy from mirror_object where customer = ? and connector = ?",
                    KEY,
                    customer.gid(),
                    connector.text()));
        });
    }

    /** The same for whatever one finds by a word of a person, such as an e-mail address: orders of guests. */
    int eraseNamed(ConnectorName connector, String word) {
        return count(transaction.execute(status -> erase(jdbc.query(
                "select distinct object, copy from mirror_word where connector = ? and word = ?",
                KEY,
                connector.text(),
                word))));
    }

    /** The same for every person of a shop. */
    int eraseAll(ConnectorName connector) {
        int all = 0;
        int slice;
        do {
            slice = count(transaction.execute(status -> erase(jdbc.query(
                    "select shopify_id, copy from mirror_object where connector = ? and personal is not null"
                            + " fetch first " + SLICE + " rows only",
                    KEY,
                    connector.text()))));
            all += slice;
        } while (slice > 0);
        return all;
    }

    private int erase(List<Object[]> objects) {
        jdbc.batchUpdate(
                "update mirror_object set personal = null, digest = ? where shopify_id = ? and copy = ?",
                objects.stream()
                        .map(key -> new Object[] {new byte[0], key[0], key[1]})
                        .toList());
        jdbc.batchUpdate("delete from mirror_word where source = ? and copy = ? and word like '~%'", objects);
        return objects.size();
    }

    private static int count(@Nullable Integer erased) {
        return erased == null ? 0 : erased;
    }
}
