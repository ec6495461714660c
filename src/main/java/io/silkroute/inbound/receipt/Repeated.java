package io.silkroute.inbound.receipt;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An id that came more than once in one delivery: which of its rows counts, by the rule by which staging weighs them. */
final class Repeated {

    private static final int ROWS_TOLD = 10;

    private final Instant latest;
    private final List<Long> rows = new ArrayList<>();
    private Repeats.Came last;
    private Repeats.Came winner;
    private @Nullable Instant winnersTime;
    private long times = 1;

    private Repeated(Repeats.Came first, Instant latest) {
        this.latest = latest;
        this.last = first;
        this.winner = first;
        this.winnersTime = time(first);
        rows.add(first.row());
    }

    /**
     * In the order of the rows in which they came again.
     *
     * @param latest the latest time of change that is credible
     */
    static List<Repeated> among(Iterable<Repeats.Came> all, Instant latest) {
        record Key(String type, String id) {}
        Map<Key, Repeats.Came> once = new HashMap<>();
        Map<Key, Repeated> again = new HashMap<>();
        for (Repeats.Came came : all) {
            Key key = new Key(came.type(), came.id());
            Repeats.Came first = once.putIfAbsent(key, came);
            if (first != null) {
                again.computeIfAbsent(key, any -> new Repeated(first, latest)).add(came);
            }
        }
        return again.values().stream()
                .sorted(Comparator.comparingLong(repeated -> repeated.last.index()))
                .toList();
    }

    private void add(Repeats.Came came) {
        times++;
        last = came;
        if (rows.size() < ROWS_TOLD) {
            rows.add(came.row());
        }
        Instant time = time(came);
        if (time == null || winnersTime == null || !time.isBefore(winnersTime)) {
            winner = came;
            winnersTime = time;
        }
    }

    // One from the future has no time of change, and the order of arrival counts.
    private @Nullable Instant time(Repeats.Came came) {
        Instant time = came.updated() == null
                ? null
                : OffsetDateTime.parse(came.updated()).toInstant();
        return time == null || time.isAfter(latest) ? null : time;
    }

    Remark remark() {
        String told = rows.stream().map(String::valueOf).collect(Collectors.joining(", "));
        boolean more = times > rows.size();
        return new Remark(
                last.index(),
                last.line(),
                last.type(),
                last.id(),
                "The %s \"%s\" came %s in this delivery, in rows %s%s. Row %d counts, %s."
                        .formatted(
                                last.type(),
                                last.id(),
                                times == 2 ? "twice" : times + " times",
                                told,
                                more ? " … " + last.row() : "",
                                winner.row(),
                                winner.equals(last) ? "the last one" : "because its \"updated\" is the newest"));
    }
}
