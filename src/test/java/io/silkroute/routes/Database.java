package io.silkroute.routes;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

/** The two that SQL in a route has to run on. */
enum Database {
    HSQLDB {
        @Override
        DataSource empty() {
            return TestDatabase.hsqldb();
        }
    },
    POSTGRESQL {
        @Override
        DataSource empty() {
            return TestDatabase.postgresql();
        }
    };

    /** A new one, with all tables. */
    abstract DataSource empty();
}
