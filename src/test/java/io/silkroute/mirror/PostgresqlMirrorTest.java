package io.silkroute.mirror;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlMirrorTest extends MirrorContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
