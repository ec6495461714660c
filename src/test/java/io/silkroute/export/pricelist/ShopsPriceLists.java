package io.silkroute.export.pricelist;

import io.silkroute.activity.ActivityLog;
import io.silkroute.shopify.Gateway;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** Price lists for tests of other packages. */
public final class ShopsPriceLists {

    private ShopsPriceLists() {}

    /** Of shops that are asked through this gateway. */
    public static PriceListsOfRun of(Gateway gateway, ActivityLog activity) {
        return new PriceListsOfRun(
                gateway,
                new ShopPriceLists(new JdbcTemplate(), new ObjectMapper(), Clock.systemUTC()),
                activity,
                event -> {});
    }
}
