package io.silkroute.inbound;

import io.silkroute.disk.ScratchFolder;
import io.silkroute.door.UnreadBody;
import io.silkroute.inbound.receipt.Origin;
import io.silkroute.inbound.receipt.ReceiptDraft;
import io.silkroute.inbound.receipt.Receipts;
import io.silkroute.source.table.Opener;
import io.silkroute.tracing.Traces;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A file of rows that is sent by HTTP: put on the disk first, as it is read more than once, then taken in as a push is.
 * The answers are those of {@link PimPush}.
 */
@Component("pimFiles")
class PimFiles {

    private static final String SPOOLED = "silkroute.file";

    private final Traces traces;
    private final PimPush push;
    private final RowDeliveries rows;
    private final Receipts receipts;
    private final InboundSettings settings;
    private final ScratchFolder scratch;

    PimFiles(
            PimPush push,
            RowDeliveries rows,
            Receipts receipts,
            InboundSettings settings,
            ScratchFolder scratch,
            Traces traces) {
        this.traces = traces;
        this.push = push;
        this.rows = rows;
        this.receipts = receipts;
        this.settings = settings;
        this.scratch = scratch;
    }

    /** Makes the request's body a {@link Delivery}. @throws Refusal if this sender may not, or it is no such file */
    public void open(Exchange exchange) throws IOException {
        HttpServletRequest request = PimPush.request(exchange);
        String connector = push.admit(exchange, request);
        requireRows(request, connector, settings.maxFile().toBytes());
        boolean packed = PimPush.isGzip(request.getHeader("Content-Encoding"));
        String named = asked(request, "profile");
        String profile = named == null || named.isEmpty() ? null : named;
        boolean full = isFull(asked(request, "full"));
        push.takePlace(exchange);
        Path spooled = scratch.make("file", ".rows");
        exchange.setProperty(SPOOLED, spooled);
        InputStream body = UnreadBody.of(request);
        spool(packed ? new LazyGzip(body) : body, spooled, settings.maxFile().toBytes());
        ReceiptDraft draft = receipts.open(connector, Origin.PUSH, null);
        exchange.setProperty("receiptDraft", draft);
        Opener file = () -> Files.newInputStream(spooled);
        Delivery delivery = rows.of(draft, file, profile, RowDeliveries.extent(full), () -> {});
        exchange.getMessage().removeHeaders("*");
        delivery.traced(traces.fromOutside("push", request.getHeader("traceparent")));
        exchange.setProperty("delivery", delivery);
        exchange.getMessage().setBody(delivery);
    }

    /** @throws Refusal if the body is said to be no file of rows, or to be larger than the bound */
    static void requireRows(HttpServletRequest request, String connector, long bound) {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/") || type.contains("json")) {
            throw Refusal.contentType(
                    "Send the file itself as the body, as text/csv or text/tab-separated-values; items in JSON go to /pim/%s/items."
                            .formatted(connector));
        }
        if (request.getContentLengthLong() > bound) {
            throw Refusal.tooLargeFile(bound);
        }
    }

    /** @throws Refusal if it does not come to its end, is empty, or is larger than the bound */
    static void spool(InputStream body, Path spooled, long bound) throws IOException {
        try (InputStream in = new Bounded(body, bound, Refusal::tooLargeFile);
                OutputStream out = Files.newOutputStream(spooled)) {
            in.transferTo(out);
        } catch (SocketTimeoutException slow) {
            throw Refusal.tooSlow();
        } catch (IOException broken) {
            throw Refusal.broken("it ended too early, or its gzip data is damaged. Send everything again.");
        }
        if (Files.size(spooled) == 0) {
            throw Refusal.emptyFile();
        }
    }

    /** @param asked what the query says of it; null: nothing. @throws Refusal if it is another word */
    static boolean isFull(@Nullable String asked) {
        if (asked == null || asked.equals("false")) {
            return false;
        }
        if (asked.equals("true")) {
            return true;
        }
        throw Refusal.neitherTrueNorFalse("full", asked);
    }

    /** Null where the query does not name it, empty where it does so without a value. */
    private static @Nullable String asked(HttpServletRequest request, String name) {
        String query = UnreadBody.queryOf(request);
        if (query == null) {
            return null;
        }
        MultiValueMap<String, String> words =
                UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
        if (!words.containsKey(name)) {
            return null;
        }
        String value = words.getFirst(name);
        return value == null ? "" : UriUtils.decode(value, StandardCharsets.UTF_8);
    }

    /** Frees what {@link #open} took. */
    public void close(Exchange exchange) throws IOException {
        try {
            Delivery delivery = exchange.getProperty("delivery", Delivery.class);
            if (delivery != null) {
                delivery.close();
            }
        } finally {
            try {
                Path spooled = exchange.getProperty(SPOOLED, Path.class);
                if (spooled != null) {
                    Files.deleteIfExists(spooled);
                }
            } finally {
                push.close(exchange);
            }
        }
    }
}
