package io.silkroute.search;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbLogPositionTest extends LogPositionContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
