package io.silkroute.mail;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class HsqldbMailTest extends MailContract {

    @Override
    DataSource database() {
        return TestDatabase.hsqldb();
    }
}
