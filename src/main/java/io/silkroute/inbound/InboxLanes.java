package io.silkroute.inbound;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A lane for each folder of the inbox: its files go on one after the other, in their order, and no folder waits for
 * another. A lane has a thread only while it has files.
 */
@Component("inboxLanes")
class InboxLanes extends AsyncProcessorSupport {

    private final CamelContext camel;
    private final Map<Path, Queue<Runnable>> lanes = new HashMap<>();
    private volatile ExecutorService threads;

    @SuppressWarnings("NullAway.Init") // the threads are there once it is started
    InboxLanes(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    protected void doStart() {
        threads = camel.getExecutorServiceManager().newCachedThreadPool(this, "inbox");
    }

    @Override
    protected void doStop() {
        camel.getExecutorServiceManager().shutdownGraceful(threads);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        GenericFile<?> dropped =
                (GenericFile<?>) Objects.requireNonNull(exchange.getIn().getBody());
        Path folder = folder(((File) dropped.getFile()).toPath());
        Runnable goOn = () -> goOn(exchange, callback);
        synchronized (lanes) {
            Queue<Runnable> lane = lanes.get(folder);
            if (lane != null) {
                lane.add(goOn);
                return false;
            }
            lanes.put(folder, new ArrayDeque<>());
        }
        run(folder, goOn);
        return false;
    }

    // What has not begun when the connector stops stays in the inbox for its next start.
    private void goOn(Exchange exchange, AsyncCallback callback) {
        exchange.setRouteStop(camel.isStopping());
        callback.done(false);
    }

    private void run(Path folder, Runnable first) {
        threads.execute(() -> {
            Runnable next = first;
            while (next != null) {
                try {
                    next.run();
                } finally {
                    next = next(folder);
                }
            }
        });
    }

    private @Nullable Runnable next(Path folder) {
        synchronized (lanes) {
            Queue<Runnable> lane = Objects.requireNonNull(lanes.get(folder));
            Runnable next = lane.poll();
            if (next == null) {
                lanes.remove(folder);
            }
            return next;
        }
    }

    /** Has the folder of a file nothing under way? Then the next poll's files are all that it has. */
    boolean idle(Path file) {
        synchronized (lanes) {
            return !lanes.containsKey(folder(file));
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
    }
}
