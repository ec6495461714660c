package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallPermission;
import io.silkroute.shopify.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The calls that are under way, whether they wait for their turn or for an answer. One that nobody wants any more is
 * ended from outside: its connector was deactivated, this process stops, it takes longer than any call may, or shops that
 * do not answer would hold more than half of all runs.
 */
@Component
class OpenCalls implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(OpenCalls.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    // An answer that is on its way gets here within it, so that no write is left in doubt without need.
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SILENT_AFTER = Duration.ofSeconds(10);

    private static final ThreadLocal<@Nullable Call> OF_THREAD = new ThreadLocal<>();

    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    private final CallPermission permission;
    private final int runs;
    private final Duration longest;
    private final Thread watch = new Thread(this::watchAgainAndAgain, "open-calls");
    private volatile boolean ended;
    private volatile long stoppingSince;

    OpenCalls(
            CallPermission permission,
            @Value("${silkroute.run.consumers}") int runs,
            @Value("${silkroute.shopify.call-timeout:5m}") Duration longest) {
        this.permission = permission;
        this.runs = runs;
        this.longest = longest;
        watch.setDaemon(true);
        watch.start();
    }

    /** The call begins, in this thread. */
    void begin(Call call) {
        open.add(call);
        OF_THREAD.set(call);
        if (stopping()) {
            call.cancel(shuttingDown());
        }
    }

    void end(Call call) {
        OF_THREAD.remove();
        open.remove(call);
    }

    /** This thread's request is on its way, and can be cut off so. */
    static void sending(Object connection) {
        Call call = OF_THREAD.get();
        if (call != null && connection instanceof Cancellable cancellable) {
            call.sends(cancellable);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stoppingSince = System.nanoTime();
    }

    @Override
    public void destroy() {
        ended = true;
        watch.interrupt();
    }

    private boolean stopping() {
        return stoppingSince != 0 && System.nanoTime() - stoppingSince > PATIENCE.toNanos();
    }

    private void watchAgainAndAgain() {
        while (!ended) {
            try {
                Thread.sleep(EVERY.toMillis());
                if (!open.isEmpty()) {
                    look(System.nanoTime());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Open calls were not looked at: {}", e.toString());
            }
        }
    }

    private void look(long now) {
        for (Call call : open) {
            if (stopping()) {
                call.cancel(shuttingDown());
            } else if (now - call.began > longest.toNanos()) {
                call.cancel(silent(call.shop, "one call took longer than " + longest.toSeconds() + " s"));
            }
        }
        endTheSilent(now);
        // Last, for it asks the database, which may be away as well.
        if (!stopping()) {
            endTheUnwanted(now);
        }
    }

    private void endTheUnwanted(long now) {
        Set<ConnectorName> unwanted = open.stream()
                .filter(call -> call.shop.tried == null)
                .map(call -> call.shop.connector)
                .distinct()
                .filter(connector -> !permission.wanted(connector))
                .collect(Collectors.toSet());
        open.stream()
                .filter(call -> call.shop.tried == null)
                .filter(call -> unwanted.contains(call.shop.connector) && call.attemptedFor(now) > PATIENCE.toNanos())
                .forEach(call -> call.cancel(new Reason(
                        Reason.DEACTIVATED, null, null, "The connector was deactivated while a call was under way.")));
    }

    /** Runs whose shops do not answer hold half of the consumers at most. */
    private void endTheSilent(long now) {
        Map<ConnectorName, Long> waiting = open.stream()
                .filter(call -> call.shop.tried == null && call.unansweredFor(now) > SILENT_AFTER.toNanos())
                .collect(Collectors.toMap(call -> call.shop.connector, call -> call.began, Math::min));
        List<ConnectorName> tooMany = waiting.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<ConnectorName, Long>::getValue))
                .skip(Math.max(1, runs / 2))
                .map(Map.Entry::getKey)
                .toList();
        open.stream()
                .filter(call -> call.shop.tried == null && tooMany.contains(call.shop.connector))
                .forEach(call -> call.cancel(silent(call.shop, "other runs wait as well")));
    }

    static Reason silent(Shop shop, String why) {
        return new Reason(
                Reason.SILENT,
                null,
                null,
                "The shop " + shop.name() + " does not answer (" + why + "). The run comes again by itself.");
    }

    private static Reason shuttingDown() {
        return new Reason(Reason.INTERRUPTED, null, null, "The call was interrupted because the connector shuts down.");
    }
}
