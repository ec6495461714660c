package io.silkroute.export.pricelist;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.ObjectMapper;

/** The price lists that shops have told of last, and when. */
@Repository
class ShopPriceLists implements ConnectorData {

    // A run of a few items is not to ask each time.
    private static final Duration FRESH = Duration.ofMinutes(15);

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    ShopPriceLists(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Empty until the shop has told. */
    Optional<List<ShopPriceList>> known(ConnectorName connector) {
        return jdbc
                .queryForList("select lists from shop_price_lists where connector = ?", String.class, connector.text())
                .stream()
                .findFirst()
                .map(lists -> List.of(json.readValue(lists, ShopPriceList[].class)));
    }

    /** Has the shop told of them a short while ago? */
    boolean areFresh(ConnectorName connector) {
        return jdbc
                .queryForList(
                        "select read_at from shop_price_lists where connector = ?",
                        OffsetDateTime.class,
                        connector.text())
                .stream()
                .anyMatch(read -> read.toInstant().plus(FRESH).isAfter(clock.instant()));
    }

    void put(ConnectorName connector, List<ShopPriceList> lists) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        String text = json.writeValueAsString(lists);
        int known = jdbc.update(
                "update shop_price_lists set lists = ?, read_at = ? where connector = ?", text, now, connector.text());
        if (known == 0) {
            try {
                jdbc.update(
                        "insert into shop_price_lists (connector, lists, read_at) values (?, ?, ?)",
                        connector.text(),
                        text,
                        now);
            } catch (DuplicateKeyException readTwiceAtATime) {
                put(connector, lists);
            }
        }
    }

    /** The shop may have others by now; what is known holds until they are read. */
    void expire(ConnectorName connector) {
        jdbc.update(
                "update shop_price_lists set read_at = ? where connector = ?",
                Instant.EPOCH.atOffset(ZoneOffset.UTC),
                connector.text());
    }

    /** Those of the shop before are none of this one's. */
    @EventListener
    void shopChanged(ShopChanged changed) {
        purge(changed.name());
    }

    @Override
    public void purge(ConnectorName connector) {
        jdbc.update("delete from shop_price_lists where connector = ?", connector.text());
    }
}
