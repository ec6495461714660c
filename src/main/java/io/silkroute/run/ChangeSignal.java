package io.silkroute.run;

import io.silkroute.connector.ConnectorName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes a run that waits for more changes. A node hears of its own arrivals; another's are found by looking. */
@Component
public class ChangeSignal {

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Map<ConnectorName, Signals> byConnector = new ConcurrentHashMap<>();

    private static final class Signals {
        private long count;
        private boolean listening;
    }

    /** From now on a run of this node looks for whatever is signalled, also after it has been told to {@link #stopListening}. */
    public void listen(ConnectorName connector) {
        listening(connector, true);
    }

    /** To be called before the run's last look: what is signalled later is not its matter. */
    public void stopListening(ConnectorName connector) {
        listening(connector, false);
    }

    private void listening(ConnectorName connector, boolean listening) {
        Signals signals = of(connector);
        synchronized (signals) {
            signals.listening = listening;
        }
    }

    public long seen(ConnectorName connector) {
        Signals signals = of(connector);
        synchronized (signals) {
            return signals.count;
        }
    }

    /** Something has arrived, and can be seen. Returns whether a run of this node will look for it. */
    public boolean signal(ConnectorName connector) {
        Signals signals = of(connector);
        synchronized (signals) {
            signals.count++;
            signals.notifyAll();
            return signals.listening;
        }
    }

    /** Returns when something arrived after {@code seen}, or when it is time to look again. */
    public void await(ConnectorName connector, long seen, long nanos) {
        Signals signals = of(connector);
        long end = System.nanoTime() + Math.min(nanos, LOOK_EVERY_NANOS);
        synchronized (signals) {
            try {
                long left = end - System.nanoTime();
                while (signals.count == seen && left > 0) {
                    TimeUnit.NANOSECONDS.timedWait(signals, Math.max(left, 1_000_000));
                    left = end - System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting for changes", e);
            }
        }
    }

    private Signals of(ConnectorName connector) {
        return byConnector.computeIfAbsent(connector, name -> new Signals());
    }
}
