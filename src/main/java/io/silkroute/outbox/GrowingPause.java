package io.silkroute.outbox;

import java.time.Duration;

/** For how long something is left alone that has failed: twice as long each time, an hour at most. */
public final class GrowingPause {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS = 12;

    private GrowingPause() {}

    /** @param first after the first failure @param before how often it had failed before */
    public static Duration of(Duration first, int before) {
        Duration pause = first.multipliedBy(1L << Math.min(before, DOUBLINGS));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
