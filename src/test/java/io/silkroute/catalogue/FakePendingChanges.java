package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** A queue of which only the length is known. */
public final class FakePendingChanges extends PendingChanges {

    private final long length;

    public FakePendingChanges(long length) {
        super(new NoDatabase(), Clock.systemUTC());
        this.length = length;
    }

    @Override
    public long count(ConnectorName connector, String runs) {
        return length;
    }

    @SuppressWarnings("NullAway") // it has no name to tell
    private static final class NoDatabase extends JdbcTemplate {
        @Override
        public <T> T execute(ConnectionCallback<T> action) {
            return null;
        }
    }
}
