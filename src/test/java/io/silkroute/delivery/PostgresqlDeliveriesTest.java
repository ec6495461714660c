package io.silkroute.delivery;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlDeliveriesTest extends DeliveriesContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
