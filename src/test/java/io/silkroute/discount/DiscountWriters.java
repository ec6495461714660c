package io.silkroute.discount;

import io.silkroute.export.ledger.Exports;
import io.silkroute.platform.TestDatabase;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Clock;
import java.time.Duration;
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

    private static DiscountLookup lookup() {
        return new DiscountLookup(time -> {}, ONCE);
    }

    static DiscountWriter writer(FakeGateway gateway, Clock clock) {
        return new DiscountWriter(gateway, lookup(), codes(gateway), clock);
    }
}
