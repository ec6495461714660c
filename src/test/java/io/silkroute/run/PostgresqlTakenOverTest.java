package io.silkroute.run;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlTakenOverTest extends TakenOverContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
