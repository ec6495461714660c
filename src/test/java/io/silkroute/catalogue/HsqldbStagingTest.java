package io.silkroute.catalogue;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbStagingTest extends StagingContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
