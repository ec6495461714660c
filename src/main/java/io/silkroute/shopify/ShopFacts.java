package io.silkroute.shopify;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopZones;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What a connector's shop has said of itself last. */
@Repository
public class ShopFacts implements ConnectorData, ShopZones {

    private static final int LONGEST_ZONE = 64;
    private static final int LONGEST_LANGUAGES = 1000;

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
            try {
                jdbc.update("insert into shop_facts (connector, currency) values (?, ?)", connector.text(), currency);
            } catch (DuplicateKeyException askedTwiceAtATime) {
                sellsIn(connector, currency);
            }
        }
    }

    @Override
    public Optional<ZoneId> zone(ConnectorName connector) {
        return jdbc
                .query(
                        "select zone from shop_facts where connector = ?",
                        (row, n) -> named(row.getString(1)),
                        connector.text())
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Map<ConnectorName, ZoneId> zones() {
        Map<ConnectorName, ZoneId> zones = new HashMap<>();
        jdbc.query("select connector, zone from shop_facts where zone is not null", row -> {
            ConnectorName connector = new ConnectorName(row.getString(1));
            named(row.getString(2)).ifPresent(zone -> zones.put(connector, zone));
        });
        return zones;
    }

    /** Kept beside its currency. @param zone null: it does not say, and what was known stays */
    public void liesIn(ConnectorName connector, @Nullable String zone) {
        named(zone)
                .ifPresent(known -> jdbc.update(
                        "update shop_facts set zone = ? where connector = ? and (zone is null or zone <> ?)",
                        known.getId(),
                        connector.text(),
                        known.getId()));
    }

    /** Its languages by Shopify's codes, its own first; none where it did not tell; empty until it was asked once. */
    public Optional<List<String>> languages(ConnectorName connector) {
        return jdbc
                .queryForList(
                        "select languages from shop_facts where connector = ? and languages is not null",
                        String.class,
                        connector.text())
                .stream()
                .findFirst()
                .map(text -> text.isBlank() ? List.of() : List.of(text.split(" ")));
    }

    /** Kept beside its currency. @param codes its own language first; none: it does not tell */
    public void speaks(ConnectorName connector, List<String> codes) {
        String text = String.join(" ", codes);
        if (text.length() <= LONGEST_LANGUAGES && !languages(connector).equals(Optional.of(codes))) {
            jdbc.update("update shop_facts set languages = ? where connector = ?", text, connector.text());
        }
    }

    private static Optional<ZoneId> named(@Nullable String zone) {
        try {
            return zone == null || zone.length() > LONGEST_ZONE ? Optional.empty() : Optional.of(ZoneId.of(zone));
        } catch (DateTimeException newZone) {
            return Optional.empty();
        }
    }

    /** Its active locations, Shopify's id by name; empty while they are not known. Names are found in any case. */
    public Optional<SortedMap<String, String>> locations(ConnectorName connector) {
        SortedMap<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        jdbc.query(
                "select name, id from shop_location where connector = ?",
                row -> {
                    byName.put(row.getString("name"), row.getString("id"));
                },
                connector.text());
        return byName.isEmpty() ? Optional.empty() : Optional.of(byName);
    }

    /** Takes the place of those that were known. @param byName empty: they are not known any more */
    public void stocksAt(ConnectorName connector, Map<String, String> byName) {
        if (locations(connector).map(byName::equals).orElse(byName.isEmpty())) {
            return;
        }
        jdbc.update("delete from shop_location where connector = ?", connector.text());
        List<Object[]> rows = new ArrayList<>();
        byName.forEach((name, id) -> rows.add(new Object[] {connector.text(), id, name}));
        jdbc.batchUpdate("insert into shop_location (connector, id, name) values (?, ?, ?)", rows);
    }

    @Override
    public void purge(ConnectorName connector) {
        jdbc.update("delete from shop_location where connector = ?", connector.text());
        jdbc.update("delete from shop_facts where connector = ?", connector.text());
    }
}
