package io.silkroute.search;

import io.silkroute.catalogue.changed.ChangedItems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * How far a node has read the log of changed items. A row's place is given out before its transaction ends, so that a
 * lower one may be seen later: a missing place is looked for until no transaction can still be writing it.
 */
final class LogPosition {

    private static final long LONGEST_TRANSACTION_NANOS = Duration.ofMinutes(2).toNanos();

    private final ChangedItems log;
    private final LongSupplier nanos;
    private final TreeMap<Long, Long> readAt = new TreeMap<>();
    private long low;

    /** @param low all places up to here are read */
    LogPosition(ChangedItems log, LongSupplier nanos, long low) {
        this.log = log;
        this.nanos = nanos;
        this.low = low;
    }

    /** All places up to this one are read. */
    long low() {
        return low;
    }

    /** The highest place that is read. */
    long high() {
        return readAt.isEmpty() ? low : readAt.lastKey();
    }

    /** Rows that were not read yet. */
    List<ChangedItems.Row> next(int limit) {
        List<ChangedItems.Row> rows = new ArrayList<>();
        if (!readAt.isEmpty()) {
            log.placesBetween(low, high()).stream()
                    .filter(place -> !readAt.containsKey(place))
                    .limit(limit)
                    .forEach(place -> log.at(place).ifPresent(rows::add));
        }
        rows.addAll(log.after(high(), limit));
        return rows;
    }

    void read(List<ChangedItems.Row> rows) {
        long now = nanos.getAsLong();
        rows.forEach(row -> readAt.put(row.place(), now));
        while (!readAt.isEmpty()
                && (readAt.firstKey() <= low + 1 || now - readAt.firstEntry().getValue() > LONGEST_TRANSACTION_NANOS)) {
            low = readAt.pollFirstEntry().getKey();
        }
    }
}
