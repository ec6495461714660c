package io.silkroute.inbound.receipt;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlReceiptsTest extends ReceiptsContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
