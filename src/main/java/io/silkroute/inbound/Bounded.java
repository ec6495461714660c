package io.silkroute.inbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a delivery that is larger than allowed. Put behind the decompression, it stops zip bombs as well. */
final class Bounded extends FilterInputStream {

    private final long bound;
    private long left;

    Bounded(InputStream in, long bound) {
        super(in);
        this.bound = bound;
        this.left = bound;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] into, int from, int n) throws IOException {
        int read = super.read(into, from, n);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int n) {
        left -= n;
        if (left < 0) {
            throw Refusal.tooLarge(bound);
        }
    }
}
