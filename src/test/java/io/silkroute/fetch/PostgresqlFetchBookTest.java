package io.silkroute.fetch;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlFetchBookTest extends FetchBookContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
