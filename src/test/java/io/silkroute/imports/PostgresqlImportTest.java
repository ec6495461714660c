package io.silkroute.imports;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlImportTest extends ImportContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
