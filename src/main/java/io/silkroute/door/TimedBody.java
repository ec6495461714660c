package io.silkroute.door;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A body that has to come at some speed, and to an end. */
final class TimedBody extends ServletInputStream {

    private final ServletInputStream in;
    private final long grace;
    private final long slowest;
    private final long largest;
    private long read;
    private long waited; // for the sender; what we take ourselves is not his

    /** @param slowest bytes a second, after the grace */
    TimedBody(ServletInputStream in, Duration grace, long slowest, long largest) {
        this.in = in;
        this.grace = grace.toNanos();
        this.slowest = slowest;
        this.largest = largest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int n) throws IOException {
        long began = System.nanoTime();
        int some = in.read(into, from, n);
        waited += System.nanoTime() - began;
        count(Math.max(0, some));
        return some;
    }

    private void count(int some) throws IOException {
        read += some;
        if (waited > grace + read * 1_000_000_000.0 / slowest) {
            throw new SocketTimeoutException("The body comes too slowly.");
        }
        if (tooLarge()) {
            throw new IOException("The body is too large.");
        }
    }

    boolean tooLarge() {
        return read > largest;
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
