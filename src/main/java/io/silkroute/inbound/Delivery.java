package io.silkroute.inbound;

import io.silkroute.inbound.item.CompactJson;
import io.silkroute.inbound.receipt.Receipt;
import io.silkroute.inbound.receipt.ReceiptDraft;
import io.silkroute.inbound.receipt.Remark;
import io.silkroute.inbound.receipt.Repeats;
import io.silkroute.source.Conversion;
import io.silkroute.tracing.Trace;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One push or one file while it is taken in: cuts its items into chunks as they are asked for, so that memory
 * does not grow with its size. Fails with a {@link Refusal} as soon as the rest turns out to be unreadable. By the time
 * the last chunk is given, its receipt knows everything.
 */
final class Delivery implements Iterator<Chunk>, Closeable {

    private static final int MOST_REFUSED = 500; // of one chunk; then it is closed early
    // As staging sees it: a time of change that is further ahead is not believed.
    private static final Duration CREDIBLE_AHEAD = Duration.ofDays(1);

    private final ReceiptDraft receipt;
    private final CompactJson lines = new CompactJson();
    private final IncomingItems items;
    private final Repeats repeats = new Repeats();
    private final List<Refused> refused = new ArrayList<>();
    private final InboundSettings settings;
    private final Arrivals arrivals;
    private final Runnable atEnd;
    private @Nullable Chunk next;
    private @Nullable Remark parentOfProduct;
    private long parentsOfProducts;
    private boolean ended;
    private Trace trace = Trace.NONE;

    /** @param before how many items of its chunk came before it */
    private record Refused(Remark remark, int before) {}

    /**
     * @param in unpacked and bounded
     * @param atEnd asked once all was read, before any of it counts; throws if it is not to count after all
     */
    Delivery(
            ReceiptDraft receipt,
            InputStream in,
            Format format,
            InboundSettings settings,
            Arrivals arrivals,
            Runnable atEnd) {
        this(
                receipt,
                lines -> new ItemStream(
                        new Utf8Text(in, settings.maxItem().toBytes()),
                        format,
                        lines,
                        settings.maxItem().toBytes()),
                settings,
                arrivals,
                atEnd);
    }

    /** Of rows, which are made items as they are read. @param atEnd as above */
    Delivery(ReceiptDraft receipt, Conversion conversion, InboundSettings settings, Arrivals arrivals, Runnable atEnd) {
        this(
                receipt,
                lines ->
                        new ConvertedItems(conversion, lines, settings.maxItem().toBytes(), receipt::warn),
                settings,
                arrivals,
                atEnd);
    }

    private Delivery(
            ReceiptDraft receipt,
            Function<CompactJson, IncomingItems> items,
            InboundSettings settings,
            Arrivals arrivals,
            Runnable atEnd) {
        this.receipt = receipt;
        this.atEnd = atEnd;
        this.settings = settings;
        this.arrivals = arrivals;
        this.items = items.apply(lines);
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
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
                && lines.length() < settings.chunkSize().toBytes()
                && refused.size() < MOST_REFUSED) {
            IncomingItems.Step step = items.next();
            if (step == IncomingItems.Step.END) {
                Chunk last = finished(n);
                conclude();
                return last;
            }
            if (step == IncomingItems.Step.REFUSED) {
                refused.add(new Refused(items.refusal(), n));
            } else {
                n++;
                took();
            }
        }
        ended = false;
        return finished(n);
    }

    private void took() {
        Repeats.Came came = items.came();
        repeats.add(came);
        if (items.isProductWithParent()) {
            parentsOfProducts++;
            if (parentOfProduct == null) {
                parentOfProduct = new Remark(came.index(), came.line(), came.type(), came.id(), "");
            }
        }
    }

    private @Nullable Chunk finished(int n) {
        receipt.accept(n);
        if (n == 0 && refused.isEmpty()) {
            return null;
        }
        long arrival = arrivals.take(Math.max(n, 1));
        refused.forEach(one -> receipt.refuse(one.remark(), arrival + one.before()));
        refused.clear();
        return n == 0 ? null : new Chunk(lines.takeLines(), n, arrival);
    }

    private void conclude() {
        atEnd.run();
        if (parentOfProduct != null) {
            receipt.warn(
                    new Remark(
                            parentOfProduct.index(),
                            parentOfProduct.line(),
                            parentOfProduct.type(),
                            parentOfProduct.id(),
                            (parentsOfProducts == 1
                                            ? "This product names a \"parent\""
                                            : parentsOfProducts + " products name a \"parent\", this one first")
                                    + "; only variants and categories have one, so it means nothing here. Send what belongs to a product as type variant."));
        }
        repeats.each(arrivals.now().plus(CREDIBLE_AHEAD), receipt::warn);
        receipt.flush();
    }

    /** Tells whoever collects traces of it. */
    void traced(Trace begun) {
        trace = begun.with("connector", receipt.connector())
                .with("receipt", receipt.id())
                .with("origin", receipt.origin().word());
    }

    Trace trace() {
        return trace;
    }

    private void endTrace() {
        if (!receipt.kept()) {
            trace.failed("refused");
        }
        trace.with("accepted", receipt().accepted())
                .with("rejected", receipt().rejected())
                .end();
    }

    String connector() {
        return receipt.connector();
    }

    String receiptId() {
        return receipt.id();
    }

    ReceiptDraft draft() {
        return receipt;
    }

    /** What became of it, once all chunks were taken. */
    Receipt receipt() {
        return receipt.receipt();
    }

    /** Was there nothing at all in it, not even an empty list? */
    boolean nothing() {
        return items.nothing();
    }

    /** Frees what is kept of a body that others close. */
    void forget() throws IOException {
        endTrace();
        repeats.close();
    }

    @Override
    public void close() throws IOException {
        endTrace();
        try {
            repeats.close();
        } finally {
            items.close();
        }
    }
}
