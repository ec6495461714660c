package io.silkroute.inbound;

import io.silkroute.access.OpenPaths;
import io.silkroute.disk.NoRoom;
import io.silkroute.door.UnreadBody;
import io.silkroute.inbound.receipt.Origin;
import io.silkroute.inbound.receipt.Receipt;
import io.silkroute.inbound.receipt.ReceiptDraft;
import io.silkroute.inbound.receipt.Receipts;
import io.silkroute.inbound.receipt.Told;
import io.silkroute.tracing.Traces;
import jakarta.jms.JMSException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP side of a push: who may send what, and the answers. The body is not read here. */
@Component("pimPush")
@EnableConfigurationProperties(InboundSettings.class)
class PimPush {

    /** A push carries its connector's token, which {@link PimPush} looks at. */
    @Component
    static class PushPath implements OpenPaths {

        @Override
        public List<String> withOwnLock() {
            return List.of("/pim/**");
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(PimPush.class);
    private static final String OPENED = "silkroute.push";

    private final Traces traces;
    private final PimAccess access;
    private final InboundSettings settings;
    private final Arrivals arrivals;
    private final Receipts receipts;
    private final Told told;
    private final ObjectMapper json;
    private final PushPlaces places;

    PimPush(
            PimAccess access,
            InboundSettings settings,
            Arrivals arrivals,
            Receipts receipts,
            Told told,
            ObjectMapper json,
            PushPlaces places,
            Traces traces) {
        this.traces = traces;
        this.access = access;
        this.settings = settings;
        this.arrivals = arrivals;
        this.receipts = receipts;
        this.told = told;
        this.json = json;
        this.places = places;
    }

    /** Makes the request's body a {@link Delivery}. @throws Refusal if this sender may not, or not so */
    public void open(Exchange exchange) {
        HttpServletRequest request = request(exchange);
        String connector = admit(exchange, request);
        Format format = Format.ofContentType(request.getContentType())
                .orElseThrow(
                        () -> Refusal.contentType(
                                "Send application/json (one item or a list) or application/x-ndjson (an item a line), in UTF-8."));
        boolean packed = isGzip(request.getHeader("Content-Encoding"));
        if (request.getContentLengthLong() > settings.maxBody().toBytes()) {
            throw Refusal.tooLarge(settings.maxBody().toBytes());
        }
        takePlace(exchange);
        ReceiptDraft draft = receipts.open(connector, Origin.PUSH, null);
        exchange.setProperty("receiptDraft", draft);
        Delivery delivery = new Delivery(draft, unpacked(request, packed), format, settings, arrivals, () -> {});
        exchange.getMessage().removeHeaders("*");
        delivery.traced(traces.fromOutside("push", request.getHeader("traceparent")));
        exchange.setProperty("delivery", delivery);
        exchange.getMessage().setBody(delivery);
    }

    static HttpServletRequest request(Exchange exchange) {
        return Objects.requireNonNull(exchange.getIn(PlatformHttpMessage.class)).getRequest();
    }

    /** @return the connector to which this sender may send. @throws Refusal if there is none */
    String admit(Exchange exchange, HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            throw Refusal.method(request.getMethod());
        }
        String connector = Objects.requireNonNull(exchange.getIn().getHeader("connector", "", String.class));
        access.require(connector, request.getHeader("Authorization"));
        return connector;
    }

    /** Until {@link #close}. @throws Refusal if there is no room, or too many send at once */
    void takePlace(Exchange exchange) {
        places.take();
        exchange.setProperty(OPENED, true);
    }

    /** Answers {@code 202}, or {@code 422} when no item was good. Called once the items are durable. */
    public void answer(Exchange exchange, Delivery delivery) throws JacksonException {
        Receipt receipt = receipts.keep(delivery.draft());
        told.remarks(delivery.connector(), "push " + receipt.receipt(), receipt);
        if (receipt.accepted() == 0 && receipt.rejected() > 0) {
            ObjectNode problem = problem(
                    422,
                    "No valid item",
                    "None of the %d items is valid. The rejections say why; correct the items and send them again."
                            .formatted(receipt.rejected()));
            problem.setAll((ObjectNode) json.valueToTree(receipt));
            reply(exchange, 422, "application/problem+json", json.writeValueAsBytes(problem));
        } else {
            reply(exchange, 202, "application/json", json.writeValueAsBytes(receipt));
        }
    }

    /** Answers with the problem that the route caught. */
    public void refuse(Exchange exchange) throws JacksonException {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Refusal refusal = Refusal.in(caught).orElseGet(() -> refusalFor(caught));
        ObjectNode problem = problem(refusal.status(), refusal.title(), refusal.detail());
        Delivery delivery = exchange.getProperty("delivery", Delivery.class);
        if (delivery != null) {
            delivery.trace().failed("refused").with("status", refusal.status());
        }
        ReceiptDraft draft = exchange.getProperty("receiptDraft", ReceiptDraft.class);
        if (draft != null) {
            keepRefused(draft, refusal, problem);
        }
        reply(exchange, refusal.status(), "application/problem+json", json.writeValueAsBytes(problem));
        refusal.headers().forEach(exchange.getMessage()::setHeader);
    }

    /** What is the sender's to mend has a receipt; what passes by itself is forgotten. */
    private void keepRefused(ReceiptDraft draft, Refusal refusal, ObjectNode problem) {
        try {
            if (refusal.status() >= 500) {
                receipts.discard(draft);
                return;
            }
            Receipt receipt = receipts.keepRefused(draft, refusal.detail());
            told.note(draft.connector(), "A push was refused. " + refusal.detail(), receipt.receipt());
            problem.put("receipt", receipt.receipt());
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("The receipt of a refused push could not be kept: {}", away.toString());
        }
    }

    /** Frees what {@link #open} took. */
    public void close(Exchange exchange) throws IOException {
        try {
            Delivery delivery = exchange.getProperty("delivery", Delivery.class);
            if (delivery != null) {
                delivery.forget();
            }
        } finally {
            if (exchange.removeProperty(OPENED) != null) {
                places.leave();
            }
        }
    }

    static Refusal refusalFor(@Nullable Throwable caught) {
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoRoom noRoom) {
                return Refusal.noRoom(noRoom.sentence());
            }
            if (cause instanceof JMSException
                    || cause instanceof JmsException
                    || cause instanceof TransactionException) {
                LOG.warn("A push was refused, because the queue does not take it: {}", cause.toString());
                return Refusal.queueAway();
            }
            if (cause instanceof DataAccessException) {
                LOG.warn("A push was refused, because its receipt could not be kept: {}", cause.toString());
                return Refusal.databaseAway();
            }
        }
        LOG.error("A push failed", caught);
        return Refusal.internal();
    }

    static boolean isGzip(@Nullable String encoding) {
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        String lower = encoding.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("gzip") || lower.equals("x-gzip")) {
            return true;
        }
        throw Refusal.contentType("The content encoding must be gzip, or none.");
    }

    private InputStream unpacked(HttpServletRequest request, boolean packed) {
        InputStream in = UnreadBody.of(request);
        return new Bounded(packed ? new LazyGzip(in) : in, settings.maxBody().toBytes(), Refusal::tooLarge);
    }

    private ObjectNode problem(int status, String title, String detail) {
        return json.createObjectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
    }

    private static void reply(Exchange exchange, int status, String contentType, byte[] body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setBody(body);
    }
}
