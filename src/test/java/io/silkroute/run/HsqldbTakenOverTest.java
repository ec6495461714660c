package io.silkroute.run;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbTakenOverTest extends TakenOverContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
