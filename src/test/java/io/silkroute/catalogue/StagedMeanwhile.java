package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** A variant that is staged after whichever of the catalogue and the queue is asked first, and before the other is. */
public final class StagedMeanwhile {

    private final Item variant;
    private final Change change;
    private boolean staged;

    public StagedMeanwhile(Item variant, Change change) {
        this.variant = variant;
        this.change = change;
    }

    public Items items() {
        return new Items(new JdbcTemplate()) {
            @Override
            public Map<String, List<Item>> variantsOf(ConnectorName connector, Collection<String> products) {
                return asked() ? Map.of(products.iterator().next(), List.of(variant)) : Map.of();
            }

            @Override
            public Map<String, Stored> find(ConnectorName connector, ItemType type, Collection<String> ids) {
                return Map.of();
            }
        };
    }

    public PendingChanges pending() {
        return new PendingChanges(new NoDatabase(), Clock.systemUTC()) {
            @Override
            public List<Owned> ownedBy(ConnectorName connector, Collection<String> products) {
                return asked() ? List.of(new Owned(products.iterator().next(), change)) : List.of();
            }
        };
    }

    private boolean asked() {
        boolean before = staged;
        staged = true;
        return before;
    }

    @SuppressWarnings("NullAway") // it has no name to tell
    private static final class NoDatabase extends JdbcTemplate {
        @Override
        public <T> T execute(ConnectionCallback<T> action) {
            return null;
        }
    }
}
