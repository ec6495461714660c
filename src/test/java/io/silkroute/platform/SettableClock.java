package io.silkroute.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that shows what the test says, in UTC. */
public final class SettableClock extends Clock {

    private volatile Clock shown;

    private SettableClock(Clock shown) {
        this.shown = shown;
    }

    /** Stands still between two settings. */
    public static SettableClock at(String instant) {
        return new SettableClock(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    /** Goes on as the system's does. */
    public static SettableClock ticking() {
        return new SettableClock(Clock.systemUTC());
    }

    public void set(Instant instant) {
        shown = Clock.fixed(instant, ZoneOffset.UTC);
    }

    /** From now on it shows what this one does. */
    public void show(Clock clock) {
        shown = clock;
    }

    @Override
    public Instant instant() {
        return shown.instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
