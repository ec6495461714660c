package io.silkroute.mail;

import io.silkroute.platform.TestDatabase;
import javax.sql.DataSource;

class PostgresqlMailTest extends MailContract {

    @Override
    DataSource database() {
        return TestDatabase.postgresql();
    }
}
