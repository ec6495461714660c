package io.silkroute.door;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that ask for nothing make room for those that do: when most places are taken, the longest idle ones are
 * closed. A request's head has to be complete after some time, however often a byte of it comes. Whatever is thrown
 * while a connection is accepted, others are accepted after it.
 */
final class BoundedEndpoint extends NioEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedEndpoint.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration NEWBORN = Duration.ofMillis(500); // whose request is on its way
    private static final double FULL = 0.8;
    private static final double ROOM = 0.5;

    private static final ThreadLocal<SocketWrapperBase<NioChannel>> ANSWERED = new ThreadLocal<>();

    private final Set<SocketWrapperBase<NioChannel>> busy = ConcurrentHashMap.newKeySet();
    private final Map<SocketWrapperBase<NioChannel>, Long> idleSince = new ConcurrentHashMap<>();
    private volatile Duration headTime = Duration.ofSeconds(10);
    private volatile boolean sweeping;

    /** The connection whose request this thread answers; null: it answers none. */
    static @Nullable SocketWrapperBase<NioChannel> answered() {
        return ANSWERED.get();
    }

    void headTime(Duration longest) {
        headTime = longest;
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        if (!sweeping) {
            sweeping = true;
            Thread sweeper = new Thread(this::sweepAgainAndAgain, getName() + "-idle");
            sweeper.setDaemon(true);
            sweeper.start();
        }
    }

    @Override
    public void stopInternal() {
        sweeping = false;
        super.stopInternal();
    }

    // An error, of memory or of a class that finds no file to be read from, would end the thread that accepts, for
    // good.
    @Override
    protected SocketChannel serverSocketAccept() throws Exception {
        try {
            return super.serverSocketAccept();
        } catch (LinkageError | VirtualMachineError e) {
            throw new IOException(e);
        }
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        try {
            return super.setSocketOptions(socket);
        } catch (LinkageError | VirtualMachineError e) {
            LOG.debug("A connection was not taken", e);
            return false;
        }
    }

    @Override
    public boolean processSocket(SocketWrapperBase<NioChannel> connection, SocketEvent event, boolean dispatch) {
        idleSince.remove(connection);
        busy.add(connection);
        boolean begun = super.processSocket(connection, event, dispatch);
        if (!begun) {
            busy.remove(connection);
        }
        return begun;
    }

    @Override
    protected SocketProcessorBase<NioChannel> createSocketProcessor(
            SocketWrapperBase<NioChannel> connection, SocketEvent event) {
        return new SocketProcessor(connection, event) {
            @Override
            protected void doRun() {
                SocketWrapperBase<NioChannel> current = socketWrapper; // it is taken away in the end
                ANSWERED.set(current);
                try {
                    super.doRun();
                } finally {
                    ANSWERED.remove();
                    busy.remove(current);
                }
            }
        };
    }

    private void sweepAgainAndAgain() {
        while (sweeping) {
            try {
                Thread.sleep(EVERY.toMillis());
                sweep();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | LinkageError | VirtualMachineError e) {
                LOG.debug("Idle connections were not looked at", e);
            }
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        List<SocketWrapperBase<NioChannel>> idle = new ArrayList<>();
        for (SocketWrapperBase<NioChannel> connection : getConnections()) {
            if (busy.contains(connection) || connection.isClosed()) {
                continue;
            }
            long begun = headBegun(connection);
            if (begun > 0 && now - begun > headTime.toNanos()) {
                connection.close();
            } else if (begun != WORKING) {
                idleSince.putIfAbsent(connection, now);
                idle.add(connection);
            }
        }
        idleSince.keySet().removeIf(SocketWrapperBase::isClosed);
        busy.removeIf(SocketWrapperBase::isClosed); // one that was closed before its turn came never ends
        long open = getConnections().size();
        if (open > getMaxConnections() * FULL) {
            idle.stream()
                    .filter(connection -> now - idleSince.getOrDefault(connection, now) > NEWBORN.toNanos())
                    .sorted(Comparator.comparingLong(connection -> idleSince.getOrDefault(connection, now)))
                    .limit(Math.max(0, open - (long) (getMaxConnections() * ROOM)))
                    .forEach(SocketWrapperBase::close);
        }
    }

    private static final long WORKING = -1;
    private static final long NOTHING = 0;

    /** When the first byte of a request came that is not complete. */
    private static long headBegun(SocketWrapperBase<NioChannel> connection) {
        if (!(connection.getCurrentProcessor() instanceof Processor processor)) {
            return NOTHING;
        }
        Request request = processor.getRequest();
        if (request == null || processor.isAsync() || processor.isUpgrade()) {
            return WORKING;
        }
        long begun = request.getStartTimeNanos();
        return begun > 0 ? begun : NOTHING;
    }
}
