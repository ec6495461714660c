package io.silkroute.outbox;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbOutboxTest extends OutboxContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
