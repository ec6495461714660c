package io.silkroute.usage;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlUsagePullTest extends UsagePullContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
