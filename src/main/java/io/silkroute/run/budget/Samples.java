package io.silkroute.run.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A run's samples, in so much room however long it works: where there are too many, each two become one, and from then on
 * half as many are taken. Of two the lower level stays, for that is what slows a run down.
 *
 * <p>Not safe for threads.
 */
final class Samples {

    static final int MOST = 240;

    private final List<Budget.Point> points;
    private final Duration first;
    private Duration every;

    Samples(Duration every) {
        this(every, List.of());
    }

    /** @param before of the same run, from another node or before a restart */
    Samples(Duration every, List<Budget.Point> before) {
        this.points = new ArrayList<>(before);
        this.first = every;
        this.every = every;
        if (before.size() > 1) {
            Duration whole = Duration.between(
                    before.get(0).at(), before.get(before.size() - 1).at());
            Duration each = whole.dividedBy(before.size() - 1L);
            this.every = each.compareTo(first) > 0 ? each : first;
        }
    }

    /** Is it time for another one? */
    boolean due(Instant now) {
        return points.isEmpty()
                || !now.isBefore(points.get(points.size() - 1).at().plus(every));
    }

    void add(Budget.Point point) {
        points.add(point);
        if (points.size() > MOST) {
            halve();
        }
    }

    private void halve() {
        List<Budget.Point> fewer = new ArrayList<>();
        for (int i = 0; i + 1 < points.size(); i += 2) {
            Budget.Point one = points.get(i);
            Budget.Point next = points.get(i + 1);
            fewer.add(new Budget.Point(one.at(), Math.min(one.level(), next.level()), next.spent()));
        }
        if (points.size() % 2 == 1) {
            fewer.add(points.get(points.size() - 1));
        }
        points.clear();
        points.addAll(fewer);
        every = every.multipliedBy(2);
    }

    List<Budget.Point> points() {
        return List.copyOf(points);
    }
}
