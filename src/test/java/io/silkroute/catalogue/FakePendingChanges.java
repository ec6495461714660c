package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
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

    @Override
    public Waiting waiting(ConnectorName connector) {
        return new Waiting(Map.of(ItemType.PRODUCT, length), 0);
    }

    /** All of them products: P0, P1 and so on. */
    @Override
    public List<Change> first(ConnectorName connector, ItemType type, int limit) {
        return LongStream.range(0, Math.min(limit, length))
                .mapToObj(i -> new Change(ItemKey.product("P" + i), i, i, "pushed", 0))
                .toList();
    }

    @SuppressWarnings("NullAway") // it has no name to tell
    private static final class NoDatabase extends JdbcTemplate {
        @Override
        public <T> T execute(ConnectionCallback<T> action) {
            return null;
        }
    }
}
