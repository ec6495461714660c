package io.silkroute.catalogue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * Counts that are looked at far more often than they matter. A short queue is counted anew each time; a count that
 * takes long is remembered for as long as keeps counting below a twentieth of the time.
 */
final class BriefCount {

    private static final int TIMES_ITS_COST = 20;
    private static final long CHEAP_NANOS = 100_000_000;

    private final ToLongFunction<String> counting;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    private record Counted(long number, long until) {}

    BriefCount(ToLongFunction<String> counting) {
        this.counting = counting;
    }

    long of(String connector) {
        long asked = System.nanoTime();
        Counted last = counted.get(connector);
        if (last != null && asked - last.until() < 0) {
            return last.number();
        }
        long number = counting.applyAsLong(connector);
        long now = System.nanoTime();
        if (now - asked < CHEAP_NANOS) {
            counted.remove(connector);
        } else {
            counted.put(connector, new Counted(number, now + TIMES_ITS_COST * (now - asked)));
        }
        return number;
    }
}
