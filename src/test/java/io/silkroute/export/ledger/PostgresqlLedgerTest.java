package io.silkroute.export.ledger;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlLedgerTest extends LedgerContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
