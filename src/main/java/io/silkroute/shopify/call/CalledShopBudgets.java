package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopBudgets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Of the shops that were called since start-up. */
@Component
class CalledShopBudgets implements ShopBudgets {

    private final Shops shops;

    CalledShopBudgets(Shops shops) {
        this.shops = shops;
    }

    @Override
    public Optional<Level> of(ConnectorName connector) {
        return shops.known(connector).flatMap(shop -> shop.admission.standing());
    }
}
