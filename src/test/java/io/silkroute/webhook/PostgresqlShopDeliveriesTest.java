package io.silkroute.webhook;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlShopDeliveriesTest extends ShopDeliveriesContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
