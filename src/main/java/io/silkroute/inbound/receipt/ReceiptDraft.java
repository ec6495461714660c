package io.silkroute.inbound.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a delivery that is under way. What is said of single items is written down a few hundred at a time,
 * so that memory does not grow with it; nobody sees it before the receipt is kept.
 */
public final class ReceiptDraft {

    private static final int TOLD = 100;
    private static final int AT_ONCE = 500;

    /** Where lines go that are not to be held in memory. */
    public interface Lines {
        void append(ReceiptDraft draft, List<Line> lines);
    }

    /**
     * @param arrival from this number on an item that arrives came after it
     */
    public record Line(Remark remark, boolean refused, long arrival) {}

    private final String id = UUID.randomUUID().toString();
    private final String connector;
    private final Origin origin;
    private final @Nullable String name;
    private final Lines lines;
    private final List<Remark> rejections = new ArrayList<>();
    private final List<Remark> warnings = new ArrayList<>();
    private final List<Line> held = new ArrayList<>();
    private long accepted;
    private long rejected;
    private long warned;
    private boolean written;
    private boolean kept;

    /** @param name the file's, when it is one */
    public ReceiptDraft(String connector, Origin origin, @Nullable String name, Lines lines) {
        this.connector = connector;
        this.origin = origin;
        this.name = name;
        this.lines = lines;
    }

    public String id() {
        return id;
    }

    public String connector() {
        return connector;
    }

    public Origin origin() {
        return origin;
    }

    @Nullable
    String name() {
        return name;
    }

    public void accept(int items) {
        accepted += items;
    }

    /** @param arrival an item that arrives with this number or a higher one came after it */
    public void refuse(Remark remark, long arrival) {
        rejected++;
        if (rejections.size() < TOLD) {
            rejections.add(remark);
        }
        hold(new Line(remark, true, arrival));
    }

    public void warn(Remark remark) {
        warned++;
        if (warnings.size() < TOLD) {
            warnings.add(remark);
        }
        hold(new Line(remark, false, 0));
    }

    private void hold(Line line) {
        held.add(line);
        if (held.size() >= AT_ONCE) {
            flush();
        }
    }

    /**
     * Writes down what is held. To be called before the delivery's items become visible to others: an item that is
     * accepted closes its refusals, and it must find them.
     */
    public void flush() {
        if (!held.isEmpty()) {
            written = true;
            lines.append(this, List.copyOf(held));
            held.clear();
        }
    }

    /** Its receipt is written down. */
    void keep() {
        kept = true;
    }

    public boolean kept() {
        return kept;
    }

    /** Were lines written down? */
    boolean written() {
        return written;
    }

    /** How it stands now. */
    public Receipt receipt() {
        return new Receipt(id, accepted, rejected, List.copyOf(rejections), warned, List.copyOf(warnings));
    }
}
