package io.silkroute.inbound;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One push or one file while it is taken in: cuts its items into chunks as they are asked for, so that memory
 * does not grow with its size. Fails with a {@link Refusal} as soon as the rest turns out to be unreadable.
 */
final class Delivery implements Iterator<Chunk>, Closeable {

    private final String connector;
    private final String receipt = UUID.randomUUID().toString();
    private final CompactJson lines = new CompactJson();
    private final ItemStream items;
    private final InboundSettings settings;
    private final Arrivals arrivals;
    private @Nullable Chunk next;
    private boolean ended;
    private long accepted;

    /** @param in unpacked and bounded */
    Delivery(String connector, InputStream in, Format format, InboundSettings settings, Arrivals arrivals) {
        this.connector = connector;
        this.settings = settings;
        this.arrivals = arrivals;
        this.items = new ItemStream(
                new Utf8Text(in, settings.maxItem().toBytes()),
                format,
                lines,
                settings.maxItem().toBytes());
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = cut();
        }
        return next != null;
    }

    @Override
    public Chunk next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Chunk chunk = next;
        next = null;
        return chunk;
    }

    private @Nullable Chunk cut() {
        int n = 0;
        ended = true; // until it is clear that it goes on: after a refusal nothing more can be read
        while (n < settings.chunkItems()
                && lines.length() < settings.chunkSize().toBytes()) {
            if (!items.next()) {
                return finished(n);
            }
            n++;
        }
        ended = false;
        return finished(n);
    }

    private @Nullable Chunk finished(int n) {
        accepted += n;
        return n == 0 ? null : new Chunk(lines.takeLines(), n, arrivals.take(n));
    }

    String connector() {
        return connector;
    }

    String receiptId() {
        return receipt;
    }

    /** What became of it, once all chunks were taken. */
    Receipt receipt() {
        return new Receipt(receipt, accepted, items.rejected(), items.rejections());
    }

    @Override
    public void close() throws IOException {
        items.close();
    }
}
