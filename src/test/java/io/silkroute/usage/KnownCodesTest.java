package io.silkroute.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.StoredItems;
import io.silkroute.connector.ConnectorName;
import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Codes of items that an earlier version took in. */
class KnownCodesTest {

    private static final ConnectorName C = new ConnectorName("c");

    private final DataSource database = TestDatabase.hsqldb();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final StoredItems items = new StoredItems(jdbc);
    private final KnownCodes codes =
            new KnownCodes(jdbc, items, new TransactionTemplate(new JdbcTransactionManager(database)));

    private void tookItemsInBefore() {
        jdbc.update("insert into known_code_gap (connector) values ('c')");
        items.holding(
                C,
                "{'type':'campaign','id':'BF','code':'bf26'}",
                "{'type':'campaign','id':'SUMMER','method':'automatic','name':{'en_US':'Summer'}}",
                "{'type':'code','id':'BF-1','campaign':'BF','code':'Anna10'}",
                "{'type':'campaign','id':'OLD','code':'old'}");
        jdbc.update("update item set deleted = true where id = 'OLD'");
    }

    @Test
    void they_are_noted_at_the_next_start() {
        tookItemsInBefore();

        codes.fill();

        assertThat(jdbc.queryForList("select use_key from known_code order by use_key", String.class))
                .containsExactly("a SUMMER", "a Summer", "c ANNA10", "c BF26");
        assertThat(jdbc.queryForObject("select campaign from known_code where code = 'Anna10'", String.class))
                .isEqualTo("BF");
        assertThat(codes.any(C)).isTrue();
    }

    @Test
    void until_then_no_orders_are_read_for_them() {
        tookItemsInBefore();
        jdbc.update("insert into known_code (use_key, connector, code, campaign) values ('c BF26', 'c', 'bf26', 'BF')");
        assertThat(codes.any(C)).isFalse();

        codes.fill();
        codes.fill();

        assertThat(codes.any(C)).isTrue();
    }
}
