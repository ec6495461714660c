package io.silkroute.inbound.receipt;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbReceiptsTest extends ReceiptsContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
