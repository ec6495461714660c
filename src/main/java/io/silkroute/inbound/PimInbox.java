package io.silkroute.inbound;

import io.silkroute.connector.Connectors;
import io.silkroute.inbound.file.AsItStood;
import io.silkroute.inbound.file.FileStamp;
import io.silkroute.inbound.file.LeftForNow;
import io.silkroute.inbound.item.Quoted;
import io.silkroute.inbound.receipt.Origin;
import io.silkroute.inbound.receipt.Receipt;
import io.silkroute.inbound.receipt.ReceiptDraft;
import io.silkroute.inbound.receipt.Receipts;
import io.silkroute.inbound.receipt.Told;
import io.silkroute.source.SourceFiles;
import io.silkroute.tracing.Traces;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files of the inbox: {@code <inbox>/<connector>/<file>}, JSON, JSON lines or rows, packed with gzip or not. Every file
 * is answered: it is moved to {@code done} or {@code failed} beside it, with a report where there is something to say;
 * where it cannot be moved, nothing of it is taken in, and the activity log says so once.
 */
@Component("pimInbox")
class PimInbox {

    private static final int CONNECTORS_TOLD = 5;
    private static final int LONGEST_NAME = 255; // bytes, of any file system in use
    private static final String REPORT = ".report.json";
    private static final String REFUSED = ".refused.csv";

    private final Traces traces;
    private final Connectors connectors;
    private final InboundSettings settings;
    private final Arrivals arrivals;
    private final Receipts receipts;
    private final Told told;
    private final InboxLooks looks;
    private final LateFiles lateFiles;
    private final RowDeliveries rows;
    private final ObjectMapper json;
    private final Clock clock;

    PimInbox(
            Connectors connectors,
            InboundSettings settings,
            Arrivals arrivals,
            Receipts receipts,
            Told told,
            InboxLooks looks,
            LateFiles lateFiles,
            RowDeliveries rows,
            ObjectMapper json,
            Clock clock,
            Traces traces) {
        this.traces = traces;
        this.connectors = connectors;
        this.settings = settings;
        this.arrivals = arrivals;
        this.receipts = receipts;
        this.told = told;
        this.looks = looks;
        this.lateFiles = lateFiles;
        this.rows = rows;
        this.json = json;
        this.clock = clock;
    }

    /** A file in hand. @param stamp as it was before it was opened */
    private record Dropped(Path path, FileStamp stamp) {

        String name() {
            return path.getFileName().toString();
        }

        boolean asItWas() {
            return stamp.equals(FileStamp.of(path));
        }
    }

    /** Makes the file's content a {@link Delivery}. @throws Refusal if it is none that is taken in */
    public void open(Exchange exchange, GenericFile<File> found) throws IOException {
        Path path = found.getFile().toPath().toAbsolutePath().normalize();
        FileStamp stamp = FileStamp.of(path);
        if (stamp == null || !stamp.regular()) {
            throw new LeftForNow(); // it was taken away again
        }
        Dropped file = new Dropped(path, stamp);
        exchange.setProperty("inboxFile", file);
        requireMovable(file);
        String connector = place(file);
        Format format = Format.ofFile(file.name()).orElse(null);
        if (format == null && !SourceFiles.takes(file.name())) {
            throw Refusal.fileKind(file.name());
        }
        if (stamp.size() == 0) {
            throw Refusal.emptyFile();
        }
        ReceiptDraft draft = receipts.open(connector, Origin.FILE, file.name());
        exchange.setProperty("receiptDraft", draft);
        boolean ofRows = format == null || format == Format.JSON && rows.areRecords(() -> read(file));
        exchange.setProperty("inboxRows", ofRows);
        Delivery delivery = ofRows || format == null ? rows(file, draft) : deliver(file, draft, format);
        delivery.traced(traces.fromOutside("push", null));
        exchange.setProperty("delivery", delivery);
        exchange.getMessage().setBody(delivery);
    }

    private Delivery deliver(Dropped file, ReceiptDraft draft, Format format) throws IOException {
        InputStream in = read(file);
        try {
            return new Delivery(draft, in, format, settings, arrivals, () -> requireAsItWas(file));
        } catch (RuntimeException unreadable) {
            in.close();
            throw unreadable;
        }
    }

    private Delivery rows(Dropped file, ReceiptDraft draft) {
        try {
            return rows.of(
                    draft,
                    () -> read(file),
                    null,
                    RowDeliveries.extent(SourceFiles.full(file.name())),
                    () -> requireAsItWas(file));
        } catch (UncheckedIOException | Refusal unreadable) {
            requireAsItWas(file);
            throw unreadable;
        }
    }

    private static void requireAsItWas(Dropped file) {
        if (!file.asItWas()) {
            throw new LeftForNow();
        }
    }

    private void requireMovable(Dropped file) {
        Path folder = Objects.requireNonNull(file.path().getParent());
        for (String target : List.of("done", "failed")) {
            Path place = folder.resolve(target);
            boolean there = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
            if (!Files.isWritable(folder) || there && (!Files.isDirectory(place) || !Files.isWritable(place))) {
                looks.leaveAlone(
                        file.path(),
                        file.stamp(),
                        "It cannot be moved to %s/ beside it, so nothing of it is taken in. Make %s/ a folder in which the account that Silkroute runs as may write, and put the file there again."
                                .formatted(target, target));
                throw new LeftForNow();
            }
        }
    }

    private String place(Dropped file) {
        int depth = looks.depth(file.path());
        List<String> known = connectors.all().stream()
                .map(connector -> connector.name().text())
                .toList();
        if (depth == 0) {
            throw Refusal.besideFolders(known.subList(0, Math.min(known.size(), CONNECTORS_TOLD)));
        }
        String connector = looks.connector(file.path());
        if (connector == null) {
            throw Refusal.unknownConnector(Objects.requireNonNull(file.path().getParent())
                    .getFileName()
                    .toString());
        }
        if (depth > 1) {
            throw Refusal.belowFolder(connector);
        }
        return connector;
    }

    private InputStream read(Dropped file) {
        try {
            InputStream in = new AsItStood(
                    Files.newInputStream(file.path()), file.stamp().size());
            boolean packed = file.name().toLowerCase(Locale.ROOT).endsWith(".gz");
            return new Bounded(
                    packed ? new LazyGzip(in) : in, settings.maxFile().toBytes(), Refusal::tooLargeFile);
        } catch (IOException unreadable) {
            throw Refusal.unreadableFile(unreadable);
        }
    }

    /** Called once the items are durable: keeps the receipt, then moves the file. */
    public void settle(Exchange exchange, Delivery delivery) throws IOException {
        Dropped file = file(exchange);
        if (delivery.nothing()) {
            throw Refusal.emptyFile();
        }
        Receipt receipt = receipts.keep(delivery.draft());
        String name = "file " + Quoted.quoted(file.name());
        boolean silent = receipt.rejected() == 0 && receipt.warned() == 0;
        ObjectNode report = null;
        if (silent) {
            told.note(
                    delivery.connector(),
                    "%d items of %s were accepted.".formatted(receipt.accepted(), name),
                    receipt.receipt());
        } else {
            told.remarks(delivery.connector(), name, receipt);
            report = json.valueToTree(receipt);
            report.put("sentence", sentence(delivery.connector(), receipt));
        }
        delivery.close(); // frees the file, so that it can be moved
        boolean rowsRefused = receipt.rejected() > 0 && Boolean.TRUE.equals(exchange.getProperty("inboxRows"));
        move(file, receipt.accepted() == 0 && receipt.rejected() > 0, report, rowsRefused ? receipt.receipt() : null);
    }

    private static String sentence(String connector, Receipt receipt) {
        String counts = "Accepted: %d. Rejected: %d.".formatted(receipt.accepted(), receipt.rejected());
        boolean more = receipt.rejected() > receipt.rejections().size()
                || receipt.warned() > receipt.warnings().size();
        return more
                ? counts + " All of them: GET /api/connectors/%s/receipts/%s".formatted(connector, receipt.receipt())
                : counts;
    }

    /** Answers a file of which nothing was taken in. @throws Exception what was caught, if it may pass */
    public void refuse(Exchange exchange) throws Exception {
        Exception caught = Objects.requireNonNull(
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class), "it was caught");
        Delivery delivery = exchange.getProperty("delivery", Delivery.class);
        if (delivery != null) {
            delivery.close();
        }
        ReceiptDraft draft = exchange.getProperty("receiptDraft", ReceiptDraft.class);
        boolean left = LeftForNow.in(caught);
        Refusal refusal = Refusal.in(caught).orElse(null);
        if (refusal == null && !left) {
            forget(draft, caught);
            throw caught;
        }
        // Only the transaction was to be taken back: a file that is still marked so would come again as if it had
        // failed.
        exchange.setRollbackOnly(false);
        Dropped file = exchange.getProperty("inboxFile", Dropped.class);
        if (refusal == null || file == null || !file.asItWas()) {
            if (draft != null) {
                receipts.discard(draft);
            }
            return; // it is written on, and will be looked at again
        }
        refuse(file, draft, refusal);
    }

    private void forget(@Nullable ReceiptDraft draft, Exception caught) {
        try {
            if (draft != null) {
                receipts.discard(draft);
            }
        } catch (DataAccessException away) {
            caught.addSuppressed(away);
        }
    }

    private void refuse(Dropped file, @Nullable ReceiptDraft opened, Refusal refusal) {
        String connector = looks.connector(file.path());
        ObjectNode report = json.createObjectNode()
                .put("accepted", 0)
                .put("title", refusal.title())
                .put("sentence", refusal.detail());
        String receipt = null;
        if (connector != null) {
            ReceiptDraft draft = opened == null ? receipts.open(connector, Origin.FILE, file.name()) : opened;
            receipt = receipts.keepRefused(draft, refusal.detail()).receipt();
            report.put("receipt", receipt);
        }
        told.note(connector, "%s was refused. %s".formatted(looks.shown(file.path()), refusal.detail()), receipt);
        move(file, true, report, null);
    }

    private static Dropped file(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty("inboxFile", Dropped.class));
    }

    /** Frees what {@link #open} took. */
    public void close(Exchange exchange) throws IOException {
        Delivery delivery = exchange.getProperty("delivery", Delivery.class);
        if (delivery != null) {
            delivery.close();
        }
    }

    /** @param refused the receipt whose refused rows are written beside it as a table; null: there are none */
    private void move(Dropped file, boolean failed, @Nullable ObjectNode report, @Nullable String refused) {
        if (!file.asItWas()) {
            return; // it is written on, and will be looked at again
        }
        Path target = file.path().resolveSibling(failed ? "failed" : "done");
        Path place = target.resolve(beside(file.name(), REPORT));
        try {
            Files.createDirectories(target);
            if (report == null) {
                Files.deleteIfExists(place);
            } else {
                write(report, file.name(), place);
            }
            if (refused != null || SourceFiles.takes(file.name())) {
                write(refused, target.resolve(beside(file.name(), REFUSED)));
            }
            Path moved = target.resolve(file.name());
            Files.move(file.path(), moved, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            lateFiles.watch(moved, file.path(), file.stamp(), report == null ? null : place);
        } catch (IOException | RuntimeException stays) {
            looks.leaveAlone(
                    file.path(),
                    file.stamp(),
                    "It was answered, but cannot be moved to %s/: %s. Let the account that Silkroute runs as write there, and move the file away."
                            .formatted(target.getFileName(), stays.getClass().getSimpleName()));
        }
    }

    private void write(ObjectNode report, String name, Path place) throws IOException {
        report.put("file", name).put("at", clock.instant().toString());
        Path writing = place.resolveSibling("." + Integer.toHexString(name.hashCode()) + ".report");
        json.writerWithDefaultPrettyPrinter().writeValue(writing.toFile(), report);
        Files.move(writing, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(@Nullable String refused, Path place) throws IOException {
        if (refused == null) {
            Files.deleteIfExists(place);
            return;
        }
        Path writing = place.resolveSibling("." + Integer.toHexString(place.hashCode()) + ".refused");
        try (Writer out = Files.newBufferedWriter(writing)) {
            receipts.report(refused, out);
        }
        Files.move(writing, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    // A name may be as long as the file system lets it, and then leaves no room for what is added.
    private static String beside(String name, String ending) {
        if (name.getBytes(StandardCharsets.UTF_8).length + ending.length() <= LONGEST_NAME) {
            return name + ending;
        }
        String more = "~" + Integer.toHexString(name.hashCode()) + ending;
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length + more.length() > LONGEST_NAME) {
            end--;
        }
        return name.substring(0, end) + more;
    }
}
