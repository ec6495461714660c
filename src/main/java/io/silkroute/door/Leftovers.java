package io.silkroute.door;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * What of a body is unread when the answer is there. The server would wait for it as long as its sender likes; here it
 * is read for a moment, so that the sender sees the answer, and by a few at a time. Then the connection is closed.
 */
public final class Leftovers {

    private static final String CLOSING = Leftovers.class.getName();
    private static final int MOST = 1 << 20;
    private static final long LONGEST_NANOS = 1_000_000_000L;
    private static final Semaphore PLACES = new Semaphore(8);

    private Leftovers() {}

    /** To be called when nothing more of the body is needed. */
    public static void leave(HttpServletRequest request, ServletInputStream body) {
        if (body.isFinished() || hasCome(body)) {
            return;
        }
        if (!(body instanceof TimedBody timed && timed.failed()) && PLACES.tryAcquire()) {
            try {
                read(body);
            } catch (IOException | RuntimeException goneOrTooSlow) {
                // then the sender does not see the answer
            } finally {
                PLACES.release();
            }
        }
        if (!body.isFinished() && request.getAttribute(CLOSING) instanceof Runnable close) {
            close.run();
        }
    }

    /** Is all of it here already? Then nobody is waited for. */
    private static boolean hasCome(ServletInputStream body) {
        if (body instanceof TimedBody timed && timed.failed()) {
            return false;
        }
        try {
            byte[] buffer = new byte[16 << 10];
            for (int left = MOST, some; left > 0 && (some = body.available()) > 0; left -= some) {
                some = body.read(buffer, 0, Math.min(some, buffer.length));
                if (some < 0) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException gone) {
            return false;
        }
        return body.isFinished();
    }

    private static void read(ServletInputStream body) throws IOException {
        byte[] buffer = new byte[16 << 10];
        long until = System.nanoTime() + LONGEST_NANOS;
        int left = MOST;
        while (left > 0 && System.nanoTime() < until) {
            int read = body.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    /** Knows how to tell the server that the rest of a body is not to be waited for. */
    static final class Valve extends ValveBase {

        Valve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Exchange exchange = new Exchange(request.getCoyoteRequest());
            Runnable close = exchange::close;
            request.setAttribute(CLOSING, close);
            try {
                getNext().invoke(request, response);
            } finally {
                if (request.isAsyncStarted()) {
                    request.getAsyncContext().addListener(exchange);
                } else {
                    exchange.end();
                }
            }
        }
    }

    /**
     * One request and its answer, on objects that the server uses for the next one when this has ended. A thread that still
     * works on what was cut off meanwhile must not close the connection of somebody else.
     */
    private static final class Exchange implements AsyncListener {

        private org.apache.coyote.@Nullable Request wire;

        Exchange(org.apache.coyote.Request wire) {
            this.wire = wire;
        }

        synchronized void close() {
            if (wire != null) {
                wire.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }

        synchronized void end() {
            wire = null;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}
    }
}
