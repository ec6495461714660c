package io.silkroute.inbound.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file up to where it ended when it was opened, however much is written to it meanwhile. */
public final class AsItStood extends FilterInputStream {

    private long left;

    public AsItStood(InputStream file, long size) {
        super(file);
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        int b = left <= 0 ? -1 : super.read();
        left -= b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] into, int from, int n) throws IOException {
        int read = left <= 0 ? -1 : super.read(into, from, (int) Math.min(n, left));
        left -= Math.max(read, 0);
        return read;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, super.available());
    }
}
