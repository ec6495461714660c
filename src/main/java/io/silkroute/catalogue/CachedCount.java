package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Counts that are looked at far more often than they matter. A short queue is counted anew each time, however long that
 * takes on a busy machine; a count of many that takes long is remembered for as long as keeps counting below a twentieth of the time, and no longer than things stand
 * as they stood when it began.
 */
public final class CachedCount {

    /** So few are never remembered. */
    public static final int SHORT = 10_000;

    private static final int TIMES_ITS_COST = 20;
    private static final long CHEAP_NANOS = 100_000_000;

    private final Function<Collection<ConnectorName>, Map<ConnectorName, Long>> counting;
    private final Map<ConnectorName, Counted> counted = new ConcurrentHashMap<>();

    private record Counted(String stand, long number, long until) {}

    /** @param counting gives a number for each connector that it is asked for, all of them at once */
    public CachedCount(Function<Collection<ConnectorName>, Map<ConnectorName, Long>> counting) {
        this.counting = counting;
    }

    /** @param stand how things stand, read before this is asked: a number of another stand is told no more */
    public long of(ConnectorName connector, String stand) {
        return of(Map.of(connector, stand)).getOrDefault(connector, 0L);
    }

    /** @param stands of each connector that is asked for */
    public Map<ConnectorName, Long> of(Map<ConnectorName, String> stands) {
        long asked = System.nanoTime();
        Map<ConnectorName, Long> numbers = new HashMap<>();
        List<ConnectorName> anew = new ArrayList<>();
        stands.forEach((connector, stand) -> {
            Counted last = counted.get(connector);
            if (last != null && last.stand().equals(stand) && asked - last.until() < 0) {
                numbers.put(connector, last.number());
            } else {
                anew.add(connector);
            }
        });
        if (!anew.isEmpty()) {
            Map<ConnectorName, Long> found = counting.apply(anew);
            long now = System.nanoTime();
            long until = now + TIMES_ITS_COST * (now - asked);
            boolean cheap = now - asked < CHEAP_NANOS
                    || found.values().stream().mapToLong(Long::longValue).sum() <= SHORT;
            for (ConnectorName connector : anew) {
                long number = found.getOrDefault(connector, 0L);
                numbers.put(connector, number);
                if (cheap) {
                    counted.remove(connector);
                } else {
                    counted.put(connector, new Counted(stands.getOrDefault(connector, ""), number, until));
                }
            }
        }
        return numbers;
    }
}
