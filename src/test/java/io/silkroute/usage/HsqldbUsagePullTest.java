package io.silkroute.usage;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbUsagePullTest extends UsagePullContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
