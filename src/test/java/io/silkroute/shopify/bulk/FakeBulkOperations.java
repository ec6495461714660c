package io.silkroute.shopify.bulk;

import io.silkroute.connector.ConnectorName;
import java.time.Duration;

/** Forecasts what a test wants, and remembers what it was asked for. */
@SuppressWarnings("NullAway") // it talks to no shop
public final class FakeBulkOperations extends BulkOperations {

    private final boolean sooner;
    private double points = -1;

    public FakeBulkOperations(boolean sooner) {
        super(null, null, null, null, null, null);
        this.sooner = sooner;
    }

    @Override
    public BulkForecast forecast(ConnectorName connector, long items, double points) {
        this.points = points;
        return new BulkForecast(
                Duration.ofSeconds(10), Duration.ofSeconds(sooner ? 1 : 100), items + " items were forecast.");
    }

    /** Of all items together; negative if nobody asked. */
    public double points() {
        return points;
    }
}
