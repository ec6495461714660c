package io.silkroute.fetch;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbFetchBookTest extends FetchBookContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
