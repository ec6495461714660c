package io.silkroute.reference;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlTargetsTest extends TargetsContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
