package io.silkroute.shopify;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What a connector's shop has said of itself last. */
@Repository
public class ShopFacts implements ConnectorData {

    private final JdbcTemplate jdbc;

    public ShopFacts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In which the shop has its prices, ISO 4217; empty until it was asked once. */
    public Optional<String> currency(ConnectorName connector) {
        return jdbc
                .queryForList("select currency from shop_facts where connector = ?", String.class, connector.text())
                .stream()
                .findFirst();
    }

    /** Writes only what is new: every run comes by here. */
    public void sellsIn(ConnectorName connector, String currency) {
        if (currency(connector).filter(currency::equals).isPresent()) {
            return;
        }
        int known = jdbc.update("update shop_facts set currency = ? where connector = ?", currency, connector.text());
        if (known == 0) {
            jdbc.update("insert into shop_facts (connector, currency) values (?, ?)", connector.text(), currency);
        }
    }

    @Override
    public void purge(ConnectorName connector) {
        jdbc.update("delete from shop_facts where connector = ?", connector.text());
    }
}
