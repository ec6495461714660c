package io.silkroute.catalogue;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlStagingTest extends StagingContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
