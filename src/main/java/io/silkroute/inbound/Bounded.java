package io.silkroute.inbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongFunction;

/** Ends a delivery that is larger than allowed. Put behind the decompression, it stops zip bombs as well. */
final class Bounded extends FilterInputStream {

    private final long bound;
    private final LongFunction<Refusal> refusal;
    private long left;

    /** @param refusal what is said of one that is larger than the bound */
    Bounded(InputStream in, long bound, LongFunction<Refusal> refusal) {
        super(in);
        this.bound = bound;
        this.refusal = refusal;
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
            throw refusal.apply(bound);
        }
    }
}
