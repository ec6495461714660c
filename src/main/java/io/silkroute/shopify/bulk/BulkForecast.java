package io.silkroute.shopify.bulk;

import java.time.Duration;
import java.util.Locale;

/**
 * Which way is sooner done: single calls, that the bucket's refill bounds, or bulk operations, that cost no points
 * but take their own time.
 */
public record BulkForecast(Duration singly, Duration bulk, String sentence) {

    // A bulk operation takes at least this long, from upload to result, however few its lines.
    private static final double START_SECONDS = 15;

    public boolean bulkIsSooner() {
        return bulk.compareTo(singly) < 0;
    }

    /**
     * @param points of all single calls together
     * @param available points in the bucket now
     * @param linesPerSecond measured rate of this shop's bulk operations, all that run at a time together
     */
    static BulkForecast of(long items, double points, double available, double restoreRate, double linesPerSecond) {
        double singly = Math.max(0, points - available) / Math.max(restoreRate, 1e-3);
        double bulk = START_SECONDS + items / Math.max(linesPerSecond, 1e-3);
        String sentence = String.format(
                Locale.ROOT,
                "%,d items cost about %,.0f points: %,.0f s by single calls at %,.0f points/s,"
                        + " %,.0f s by bulk operation at %,.1f items/s; taken: %s.",
                items,
                points,
                singly,
                restoreRate,
                bulk,
                linesPerSecond,
                bulk < singly ? "bulk operation" : "single calls");
        return new BulkForecast(seconds(singly), seconds(bulk), sentence);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (Math.min(seconds, 1e9) * 1000));
    }
}
