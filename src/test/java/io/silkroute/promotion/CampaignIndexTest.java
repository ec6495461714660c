package io.silkroute.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.StoredItems;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.platform.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The index of campaigns and codes at a start after an upgrade. */
class CampaignIndexTest {

    private static final ConnectorName C = new ConnectorName("c");

    private final DataSource database = TestDatabase.hsqldb();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final StoredItems items = new StoredItems(jdbc);
    private final CampaignIndex index = new CampaignIndex(
            jdbc,
            items,
            new One(new Connector(C, true, ConnectorConfig.DEFAULTS, Instant.EPOCH)),
            new TransactionTemplate(new JdbcTransactionManager(database)));

    private record One(Connector connector) implements Connectors {

        @Override
        public Optional<Connector> find(ConnectorName name) {
            return Optional.of(connector);
        }

        @Override
        public List<Connector> all() {
            return List.of(connector);
        }

        @Override
        public Secrets secrets(ConnectorName name) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void what_is_not_in_it_yet_is_added_and_what_was_keeps_its_number() {
        items.holding(
                C,
                "{'type':'campaign','id':'K','code':'K'}",
                "{'type':'code','id':'K-1','campaign':'K','code':'ANNA'}",
                "{'type':'code','id':'K-2','campaign':'K','code':'BEN'}");
        jdbc.update("insert into code_index (id, connector, campaign, code, code_key, own, off, arrival, words)"
                + " values ('K-2', 'c', 'K', 'BEN', 'ben', false, false, 77, 'ben')");

        index.fill();

        assertThat(index.campaign(C, "K")).isPresent();
        assertThat(index.code(C, "K-1")).get().returns(0L, IndexedCode::arrival);
        assertThat(index.code(C, "K-2")).get().returns(77L, IndexedCode::arrival);
    }
}
