package io.silkroute.inbound;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Numbers items in the order of their arrival: never behind the clock (microseconds since 1970) and never given
 * twice by one node, so that numbers also grow across restarts and, as far as clocks agree, across nodes.
 */
@Component("inboundArrivals")
class Arrivals {

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    Arrivals(Clock clock) {
        this.clock = clock;
    }

    /** Takes {@code n} numbers in a row. @return the first of them */
    long take(int n) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return last.updateAndGet(before -> Math.max(before + 1, now) + n - 1) - n + 1;
    }

    Instant now() {
        return clock.instant();
    }
}
