package io.silkroute.metrics;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbMetricsTest extends MetricsContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
