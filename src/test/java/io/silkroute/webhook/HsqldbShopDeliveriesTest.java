package io.silkroute.webhook;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbShopDeliveriesTest extends ShopDeliveriesContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
