package io.silkroute.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes a run that waits for more changes. A node hears of its own arrivals; another's are found by looking. */
@Component
public class Arrivals {

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Map<String, Bell> bells = new ConcurrentHashMap<>();

    private static final class Bell {
        private long rings;
        private boolean attended;
    }

    /** From now on a run of this node looks for whatever rings, also after it has been told to {@link #leave}. */
    public void attend(String connector) {
        attended(connector, true);
    }

    /** To be called before the run's last look: what rings later is not its matter. */
    public void leave(String connector) {
        attended(connector, false);
    }

    private void attended(String connector, boolean attended) {
        Bell bell = bell(connector);
        synchronized (bell) {
            bell.attended = attended;
        }
    }

    public long seen(String connector) {
        Bell bell = bell(connector);
        synchronized (bell) {
            return bell.rings;
        }
    }

    /** Something has arrived, and can be seen. Returns whether a run of this node will look for it. */
    public boolean ring(String connector) {
        Bell bell = bell(connector);
        synchronized (bell) {
            bell.rings++;
            bell.notifyAll();
            return bell.attended;
        }
    }

    /** Returns when something arrived after {@code seen}, or when it is time to look again. */
    public void await(String connector, long seen, long nanos) {
        Bell bell = bell(connector);
        long end = System.nanoTime() + Math.min(nanos, LOOK_EVERY_NANOS);
        synchronized (bell) {
            try {
                long left = end - System.nanoTime();
                while (bell.rings == seen && left > 0) {
                    TimeUnit.NANOSECONDS.timedWait(bell, Math.max(left, 1_000_000));
                    left = end - System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting for changes", e);
            }
        }
    }

    private Bell bell(String connector) {
        return bells.computeIfAbsent(connector, name -> new Bell());
    }
}
