package io.silkroute.inbound;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Files of the inbox: {@code <inbox>/<connector>/<file>}, JSON or JSON lines, packed with gzip or not. */
@Component("pimInbox")
class PimInbox {

    private static final String SETTLED = "settled"; // the folder the file goes to, read by the route

    private final Connectors connectors;
    private final InboundSettings settings;
    private final Arrivals arrivals;
    private final Rejections rejections;
    private final ObjectMapper json;
    private final Clock clock;

    PimInbox(
            Connectors connectors,
            InboundSettings settings,
            Arrivals arrivals,
            Rejections rejections,
            ObjectMapper json,
            Clock clock) {
        this.connectors = connectors;
        this.settings = settings;
        this.arrivals = arrivals;
        this.rejections = rejections;
        this.json = json;
        this.clock = clock;
    }

    /** Makes the file's content a {@link Delivery}. @throws Refusal if the folder names no connector */
    public void open(Exchange exchange, GenericFile<File> dropped) throws IOException {
        Path file = dropped.getFile().toPath();
        exchange.setProperty("inboxFile", file);
        String connector = dropped.getFile().getAbsoluteFile().getParentFile().getName();
        if (ConnectorName.asked(connector).flatMap(connectors::find).isEmpty()) {
            throw Refusal.unknownConnector(connector);
        }
        String name = file.getFileName().toString();
        InputStream in = Files.newInputStream(file);
        InputStream unpacked = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? new LazyGzip(in) : in;
        Bounded bounded = new Bounded(unpacked, settings.maxFile().toBytes());
        Delivery delivery = new Delivery(connector, bounded, Format.ofFile(name), settings, arrivals);
        exchange.setProperty("delivery", delivery);
        exchange.getMessage().setBody(delivery);
    }

    /** Called once the items are durable: writes the report, if there is something to report. */
    public void settle(Exchange exchange, Delivery delivery) throws IOException {
        Receipt receipt = delivery.receipt();
        Path file = file(exchange);
        boolean failed = receipt.accepted() == 0 && receipt.rejected() > 0;
        String name = "file " + Quoted.quoted(file.getFileName().toString());
        if (receipt.rejected() > 0) {
            rejections.log(delivery.connector(), name, receipt);
            ObjectNode report = json.valueToTree(receipt);
            report.put("sentence", "Accepted: %d. Rejected: %d.".formatted(receipt.accepted(), receipt.rejected()));
            settle(exchange, failed, file, report);
        } else {
            rejections.note(delivery.connector(), "%d items of %s were accepted.".formatted(receipt.accepted(), name));
            settle(exchange, failed, file, null);
        }
    }

    /** Writes the report of a file that was refused as a whole. @throws Exception what was caught, if it may pass */
    public void refuse(Exchange exchange) throws Exception {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Refusal refusal = Refusal.in(caught).orElseThrow(() -> caught);
        // Only the transaction was to be taken back: a file that is still marked so would stay and come again.
        exchange.setRollbackOnly(false);
        Path file = file(exchange);
        Delivery delivery = exchange.getProperty("delivery", Delivery.class);
        if (delivery != null) {
            rejections.note(
                    delivery.connector(),
                    "File %s was refused. %s"
                            .formatted(Quoted.quoted(file.getFileName().toString()), refusal.detail()));
        }
        settle(
                exchange,
                true,
                file,
                json.createObjectNode()
                        .put("accepted", 0)
                        .put("title", refusal.title())
                        .put("sentence", refusal.detail()));
    }

    private static Path file(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty("inboxFile", Path.class));
    }

    /** Frees the file, so that it can be moved. */
    public void close(Exchange exchange) throws IOException {
        Delivery delivery = exchange.getProperty("delivery", Delivery.class);
        if (delivery != null) {
            delivery.close();
        }
    }

    private void settle(Exchange exchange, boolean failed, Path file, @Nullable ObjectNode report) throws IOException {
        String folder = failed ? "failed" : "done";
        exchange.setProperty(SETTLED, folder);
        Path target = Files.createDirectories(file.resolveSibling(folder));
        Path place = target.resolve(file.getFileName() + ".report.json");
        if (report == null) {
            Files.deleteIfExists(place);
            return;
        }
        report.put("file", file.getFileName().toString())
                .put("at", clock.instant().toString());
        Path writing = target.resolve("." + file.getFileName() + ".report");
        json.writerWithDefaultPrettyPrinter().writeValue(writing.toFile(), report);
        Files.move(writing, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
