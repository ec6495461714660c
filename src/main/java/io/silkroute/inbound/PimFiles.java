package io.silkroute.inbound;

import io.silkroute.door.UnreadBody;
import io.silkroute.inbound.receipt.Origin;
import io.silkroute.inbound.receipt.ReceiptDraft;
import io.silkroute.inbound.receipt.Receipts;
import io.silkroute.source.table.Opener;
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
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A file of rows that is sent by HTTP: put on the disk first, as it is read more than once, then taken in as a push is.
 * The answers are those of {@link PimPush}.
 */
@Component("pimFiles")
class PimFiles {

    private static final String SPOOLED = "silkroute.file";

    private final PimPush push;
    private final RowDeliveries rows;
    private final Receipts receipts;
    private final InboundSettings settings;

    PimFiles(PimPush push, RowDeliveries rows, Receipts receipts, InboundSettings settings) {
        this.push = push;
        this.rows = rows;
        this.receipts = receipts;
        this.settings = settings;
    }

    /** Makes the request's body a {@link Delivery}. @throws Refusal if this sender may not, or it is no such file */
    public void open(Exchange exchange) throws IOException {
        HttpServletRequest request = PimPush.request(exchange);
        String connector = push.admit(exchange, request);
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/") || type.contains("json")) {
            throw Refusal.contentType(
                    "Send the file itself as the body, as text/csv or text/tab-separated-values; items in JSON go to /pim/%s/items."
                            .formatted(connector));
        }
        boolean packed = PimPush.isGzip(request.getHeader("Content-Encoding"));
        if (request.getContentLengthLong() > settings.maxFile().toBytes()) {
            throw Refusal.tooLargeFile(settings.maxFile().toBytes());
        }
        String profile = asked(request, "profile");
        boolean full = "true".equals(asked(request, "full"));
        push.takePlace(exchange);
        Path spooled = Files.createTempFile("silkroute-file", ".rows");
        exchange.setProperty(SPOOLED, spooled);
        InputStream body = UnreadBody.of(request);
        spool(packed ? new LazyGzip(body) : body, spooled, settings.maxFile().toBytes());
        ReceiptDraft draft = receipts.open(connector, Origin.PUSH, null);
        exchange.setProperty("receiptDraft", draft);
        Opener file = () -> Files.newInputStream(spooled);
        Delivery delivery = rows.of(draft, file, profile, full, () -> {});
        exchange.getMessage().removeHeaders("*");
        exchange.setProperty("delivery", delivery);
        exchange.getMessage().setBody(delivery);
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

    private static @Nullable String asked(HttpServletRequest request, String name) {
        String query = UnreadBody.queryOf(request);
        String value = query == null
                ? null
                : UriComponentsBuilder.newInstance()
                        .query(query)
                        .build()
                        .getQueryParams()
                        .getFirst(name);
        return value == null || value.isEmpty() ? null : UriUtils.decode(value, StandardCharsets.UTF_8);
    }

    /** Frees what {@link #open} took. */
    public void close(Exchange exchange) throws IOException {
        Delivery delivery = exchange.getProperty("delivery", Delivery.class);
        if (delivery != null) {
            delivery.close();
        }
        Path spooled = exchange.getProperty(SPOOLED, Path.class);
        if (spooled != null) {
            Files.deleteIfExists(spooled);
        }
        push.close(exchange);
    }
}
