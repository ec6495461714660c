package io.silkroute.source.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends a file of which one row would fill the memory: a quote that is never closed takes all that follows. */
final class RecordBound extends FilterReader {

    private static final long MOST = 16L << 20; // characters; what is read ahead counts too

    private long since;

    RecordBound(Reader in) {
        super(in);
    }

    void begin() {
        since = 0;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        count(c < 0 ? 0 : 1);
        return c;
    }

    @Override
    public int read(char[] into, int from, int n) throws IOException {
        int read = super.read(into, from, n);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int n) {
        since += n;
        if (since > MOST) {
            throw new UnreadableTable(
                    "a row is longer than 16 million characters; is a quote opened and never closed?");
        }
    }
}
