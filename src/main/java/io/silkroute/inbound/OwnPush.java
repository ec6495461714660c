package io.silkroute.inbound;

import io.silkroute.connector.ConnectorName;
import io.silkroute.disk.DiskRoom;
import io.silkroute.inbound.item.CompactJson;
import io.silkroute.inbound.receipt.Origin;
import io.silkroute.inbound.receipt.Receipt;
import io.silkroute.inbound.receipt.ReceiptDraft;
import io.silkroute.inbound.receipt.Receipts;
import io.silkroute.inbound.receipt.Told;
import io.silkroute.source.Extent;
import io.silkroute.source.table.Opener;
import io.silkroute.tracing.Traces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Items that are made here, by a form of the console, the API or a job, come in by the same door and the same route as
 * those that a PIM pushes.
 */
@Component("ownPush")
public class OwnPush {

    private final Traces traces;
    private final ProducerTemplate camel;
    private final InboundSettings settings;
    private final Arrivals arrivals;
    private final Receipts receipts;
    private final Told told;
    private final DiskRoom room;
    private final RowDeliveries rows;

    OwnPush(
            ProducerTemplate camel,
            InboundSettings settings,
            Arrivals arrivals,
            Receipts receipts,
            Told told,
            DiskRoom room,
            RowDeliveries rows,
            Traces traces) {
        this.traces = traces;
        this.camel = camel;
        this.settings = settings;
        this.arrivals = arrivals;
        this.receipts = receipts;
        this.told = told;
        this.room = room;
        this.rows = rows;
    }

    /**
     * What the door would say of an item, in sentences; empty if it would let it in. Nothing is taken in.
     *
     * @param item in JSON
     */
    public Optional<String> fault(byte[] item) {
        long most = settings.maxItem().toBytes();
        CompactJson lines = new CompactJson();
        try (ItemStream items =
                new ItemStream(new Utf8Text(new ByteArrayInputStream(item), most), Format.JSON, lines, most)) {
            return items.next() == ItemStream.Step.REFUSED
                    ? Optional.of(items.refusal().reason())
                    : Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.detail());
        }
    }

    /**
     * Takes items in; when this returns, what was accepted is durable.
     *
     * @param lines an item a line
     * @throws ErrorResponseException 503, if the queue, the database or the disk cannot take them now
     */
    public Receipt push(ConnectorName connector, byte[] lines) {
        Exchange done = camel.request("direct:own-push", exchange -> {
            exchange.getMessage().setHeader("connector", connector.text());
            exchange.getMessage().setBody(lines);
        });
        Exception failure = done.getException();
        if (failure != null) {
            throw refused(Refusal.in(failure).orElseGet(() -> PimPush.refusalFor(failure)));
        }
        return Objects.requireNonNull(done.getMessage().getBody(Receipt.class));
    }

    static ErrorResponseException refused(Refusal refusal) {
        ErrorResponseException refused = new ErrorResponseException(
                HttpStatus.valueOf(refusal.status()),
                ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(refusal.status()), refusal.detail()),
                null);
        refused.getBody().setTitle(refusal.title());
        String pause = refusal.headers().get(HttpHeaders.RETRY_AFTER);
        if (pause != null) {
            refused.getHeaders().set(HttpHeaders.RETRY_AFTER, pause);
        }
        return refused;
    }

    /** Makes the lines a {@link Delivery}. */
    public void open(Exchange exchange) {
        room.require();
        byte[] lines = Objects.requireNonNull(exchange.getMessage().getBody(byte[].class));
        String connector = Objects.requireNonNull(exchange.getMessage().getHeader("connector", String.class));
        ReceiptDraft draft = receipts.open(connector, Origin.OPERATOR, null);
        Delivery delivery =
                new Delivery(draft, new ByteArrayInputStream(lines), Format.LINES, settings, arrivals, () -> {});
        exchange.getMessage().removeHeaders("*");
        delivery.traced(traces.fromOutside("push", null));
        exchange.setProperty("delivery", delivery);
        exchange.getMessage().setBody(delivery);
    }

    /**
     * Rows that were fetched from somewhere.
     *
     * @param profile that says what they are
     * @param name for people
     */
    public record Rows(ConnectorName connector, Opener file, String profile, Extent extent, String name) {}

    /** Makes rows a {@link Delivery}. @throws RuntimeException of which {@link #sentence} tells, if that cannot be */
    public void openRows(Exchange exchange, Rows of) {
        room.require();
        ReceiptDraft draft = receipts.open(of.connector().text(), Origin.SOURCE, of.name());
        Delivery delivery = rows.of(draft, of.file(), of.profile(), of.extent(), () -> {});
        exchange.getMessage().removeHeaders("*");
        delivery.traced(traces.fromOutside("push", null));
        exchange.setProperty("delivery", delivery);
        exchange.getMessage().setBody(delivery);
    }

    /** Why the door did not take a delivery in; empty if it is no refusal of the door's. */
    public static Optional<String> sentence(Throwable failure) {
        return Refusal.in(failure).map(Refusal::detail);
    }

    /** Answers with the receipt; called once the items are durable. */
    public void keep(Exchange exchange, Delivery delivery) {
        Receipt receipt = receipts.keep(delivery.draft());
        told.remarks(delivery.connector(), "delivery " + receipt.receipt(), receipt);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(receipt);
    }

    /** Frees what {@link #open} took; of a delivery that came to nothing nothing is left. */
    public void close(Exchange exchange) throws IOException {
        Delivery delivery = exchange.getProperty("delivery", Delivery.class);
        if (delivery == null) {
            return;
        }
        delivery.close();
        try {
            receipts.discard(delivery.draft());
        } catch (DataAccessException away) {
            // Lines of a receipt that is not kept are seen by nobody, and are forgotten with the old ones.
        }
    }
}
