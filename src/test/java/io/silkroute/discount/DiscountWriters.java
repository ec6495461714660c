package io.silkroute.discount;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.edited.EditedItems;
import io.silkroute.export.ledger.Exports;
import io.silkroute.platform.TestDatabase;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.ObjectMapper;

/** Writes discounts to a shop that answers as a test has told it to, without a pause. */
final class DiscountWriters {

    private static final Duration ONCE = Duration.ofMillis(1);

    private DiscountWriters() {}

    static RedeemCodes codes(FakeGateway gateway) {
        Exports exports = new Exports(new JdbcTemplate(TestDatabase.hsqldb()), new ObjectMapper(), Clock.systemUTC());
        ShopifySettings settings = new ShopifySettings(
                1, ONCE, ONCE, 1, ONCE, ONCE, DataSize.ofMegabytes(1), ONCE, 1, DataSize.ofMegabytes(1), 1, ONCE, 1);
        return new RedeemCodes(gateway, lookup(), exports, settings, time -> {});
    }

    static DiscountLookup lookup() {
        return new DiscountLookup(time -> {}, ONCE);
    }

    static DiscountWriter writer(FakeGateway gateway, Clock clock) {
        return new DiscountWriter(gateway, lookup(), codes(gateway), new NothingEdited(), clock);
    }

    private static final class NothingEdited implements EditedItems {

        @Override
        public Map<String, EditedInShop> of(ConnectorName connector, ItemType type, Collection<String> ids) {
            return Map.of();
        }

        @Override
        public EditedInShop found(ConnectorName connector, ItemKey key) {
            return EditedInShop.NOTHING;
        }

        @Override
        public void came(ConnectorName connector, List<Came> items) {}
    }
}
