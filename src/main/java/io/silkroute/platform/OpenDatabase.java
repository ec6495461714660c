package io.silkroute.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.stereotype.Component;

/** The embedded database ends with its last connection. This one lasts, while those of the pool come and go. */
@Component
class OpenDatabase implements AutoCloseable {

    private final @Nullable Connection lasting;

    OpenDatabase(DataSourceProperties database) throws SQLException {
        String url = database.determineUrl();
        lasting = DatabaseConfiguration.isPostgresql(url)
                ? null
                : DriverManager.getConnection(url, database.determineUsername(), database.determinePassword());
    }

    @Override
    public void close() throws SQLException {
        if (lasting != null) {
            lasting.close();
        }
    }
}
