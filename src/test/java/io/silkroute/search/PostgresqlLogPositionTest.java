package io.silkroute.search;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlLogPositionTest extends LogPositionContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
