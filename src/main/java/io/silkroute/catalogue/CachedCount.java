package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * Counts that are looked at far more often than they matter. A short queue is counted anew each time; a count that
 * takes long is remembered for as long as keeps counting below a twentieth of the time, and no longer than things stand
 * as they stood when it began.
 */
final class CachedCount {

    private static final int TIMES_ITS_COST = 20;
    private static final long CHEAP_NANOS = 100_000_000;

    private final ToLongFunction<ConnectorName> counting;
    private final Map<ConnectorName, Counted> counted = new ConcurrentHashMap<>();

    private record Counted(String stand, long number, long until) {}

    CachedCount(ToLongFunction<ConnectorName> counting) {
        this.counting = counting;
    }

    /** @param stand how things stand, read before this is asked: a number of another stand is told no more */
    long of(ConnectorName connector, String stand) {
        long asked = System.nanoTime();
        Counted last = counted.get(connector);
        if (last != null && last.stand().equals(stand) && asked - last.until() < 0) {
            return last.number();
        }
        long number = counting.applyAsLong(connector);
        long now = System.nanoTime();
        if (now - asked < CHEAP_NANOS) {
            counted.remove(connector);
        } else {
            counted.put(connector, new Counted(stand, number, now + TIMES_ITS_COST * (now - asked)));
        }
        return number;
    }
}
