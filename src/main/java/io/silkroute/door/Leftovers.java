package io.silkroute.door;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * What of a body is unread when the answer is there. The server would wait for it as long as its sender likes. Here the
 * answer goes first, what has come is taken, and for the rest a few at a time wait a moment, so that the sender sees the
 * answer; then the connection is closed. Every request passes here, and a push a second time with its answer.
 */
final class Leftovers extends ValveBase {

    private static final int MOST = 1 << 20;
    private static final long LONGEST_NANOS = 1_000_000_000L;
    private static final long QUIET_NANOS = 200_000_000L;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Semaphore places = new Semaphore(8);

    Leftovers() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        org.apache.coyote.Request wire = request.getCoyoteRequest();
        if (!request.isAsync() && !wire.isFinished()) {
            response.finishResponse();
            leave(wire);
        }
    }

    private void leave(org.apache.coyote.Request wire) {
        take(wire, 0);
        if (!wire.isFinished() && places.tryAcquire()) {
            try {
                if (wire.getContentLengthLong() >= 0) {
                    take(wire, LONGEST_NANOS);
                } else {
                    discard();
                }
            } finally {
                places.release();
            }
        }
        if (!wire.isFinished()) {
            wire.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /**
     * Takes what comes of a body in chunks, as bytes and not as chunks: a part of a chunk's head may be here, and who reads
     * chunks waits for all of it, however slowly it comes.
     */
    private static void discard() {
        SocketWrapperBase<NioChannel> connection = BoundedEndpoint.answered();
        if (connection == null) {
            return;
        }
        byte[] bytes = new byte[8192];
        long until = System.nanoTime() + LONGEST_NANOS;
        long quietUntil = System.nanoTime() + QUIET_NANOS; // then all has come, or it comes slowly
        try {
            for (int left = MOST; left > 0 && System.nanoTime() < Math.min(until, quietUntil); ) {
                int some = connection.read(false, bytes, 0, bytes.length);
                if (some < 0) {
                    return;
                }
                if (some == 0) {
                    Thread.sleep(LOOK_EVERY_MILLIS);
                } else {
                    quietUntil = System.nanoTime() + QUIET_NANOS;
                }
                left -= some;
            }
        } catch (IOException gone) {
            // then nobody is there to see the answer
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes what is here of a body whose length is known, and so long what else comes. */
    private static void take(org.apache.coyote.Request wire, long nanos) {
        Discarded discarded = new Discarded();
        long until = System.nanoTime() + nanos;
        try {
            for (int left = MOST; left > 0 && !wire.isFinished(); ) {
                wire.action(ActionCode.AVAILABLE, true);
                if (wire.getAvailable() > 0 && wire.getContentLengthLong() >= 0) {
                    left -= Math.max(1, wire.doRead(discarded));
                } else if (System.nanoTime() < until) {
                    Thread.sleep(LOOK_EVERY_MILLIS);
                } else {
                    return;
                }
            }
        } catch (IOException | RuntimeException gone) {
            // then nobody is there to see the answer
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Discarded implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {}
    }
}
