package io.silkroute.export.ledger;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbLedgerTest extends LedgerContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
