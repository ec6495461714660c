package io.silkroute.inbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip, but looks at the first byte only when somebody reads: a broken header is a fault of the content. */
final class LazyGzip extends FilterInputStream {

    private static final int BUFFER = 16 << 10;

    private boolean opened;

    LazyGzip(InputStream packed) {
        super(packed);
    }

    @Override
    public int read() throws IOException {
        open();
        return in.read();
    }

    @Override
    public int read(byte[] into, int from, int n) throws IOException {
        open();
        return in.read(into, from, n);
    }

    private void open() throws IOException {
        if (!opened) {
            opened = true;
            in = new GZIPInputStream(in, BUFFER);
        }
    }
}
