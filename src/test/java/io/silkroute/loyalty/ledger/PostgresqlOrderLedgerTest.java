package io.silkroute.loyalty.ledger;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlOrderLedgerTest extends OrderLedgerContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
