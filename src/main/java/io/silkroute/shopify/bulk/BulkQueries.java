package io.silkroute.shopify.bulk;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pause;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Remedy;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.call.Shop;
import io.silkroute.shopify.call.Shops;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One query over all objects of a kind, which the shop works off in its own time and answers with a file. The file
 * streams through; of its lines none is kept here. Nothing is remembered: who begins a query keeps its id, and can follow
 * it from another process.
 */
@Component
public class BulkQueries {

    private static final Operation BEGIN = Operation.named("bulkOperationRunQuery");
    private static final Operation LOOK = Operation.named("bulkOperation");

    private final Gateway gateway;
    private final Shops shops;
    private final BulkFiles files;
    private final ShopifySettings settings;
    private final Pause pause;
    private final BulkEnds ends;

    BulkQueries(Gateway gateway, Shops shops, BulkFiles files, ShopifySettings settings, Pause pause, BulkEnds ends) {
        this.gateway = gateway;
        this.shops = shops;
        this.files = files;
        this.settings = settings;
        this.pause = pause;
        this.ends = ends;
    }

    /** How a query stands. */
    public sealed interface Stand {

        /** @param objects found so far */
        record Running(long objects) implements Stand {}

        /** @param begunAt by the shop's clock: what was changed later may be as it was before */
        record Done(Instant begunAt, long objects, String url) implements Stand {}

        /** It was cancelled, has failed or is forgotten: there is no whole answer. */
        record Broken(Reason reason) implements Stand {}
    }

    /** Why a query could not be begun or looked at. */
    public static final class NotAnswered extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Reason reason;

        NotAnswered(Reason reason) {
            super(reason.sentence());
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /**
     * Begins a query; while the shop has as many of them as it takes, this waits.
     *
     * @param waiting called before each pause
     */
    public ShopifyId begin(ConnectorName connector, Operation query, Runnable waiting)
            throws NotAnswered, InterruptedException {
        return begin(connector, query.document(), waiting);
    }

    /** The same with a query whose search was put in: a bulk query takes no variables. */
    public ShopifyId begin(ConnectorName connector, String document, Runnable waiting)
            throws NotAnswered, InterruptedException {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("query", document);
        while (true) {
            CallResult answer = gateway.call(connector, BEGIN, variables);
            if (answer instanceof CallResult.Accepted accepted) {
                return ShopifyId.of(accepted.data().at("/bulkOperationRunQuery/bulkOperation"));
            }
            Reason reason = answer.whyNot();
            if (!(answer instanceof CallResult.Refused) || Remedy.of(reason.code()) != Remedy.WAIT) {
                throw new NotAnswered(reason);
            }
            waiting.run();
            pause.of(settings.bulkPoll());
        }
    }

    /** Waits a little and looks how it stands. */
    public Stand look(ConnectorName connector, ShopifyId id) throws NotAnswered, InterruptedException {
        ends.await(id, settings.bulkPoll());
        CallResult answer = gateway.call(
                connector, LOOK, JsonNodeFactory.instance.objectNode().put("id", id.gid()));
        if (!(answer instanceof CallResult.Accepted accepted)) {
            throw new NotAnswered(answer.whyNot());
        }
        JsonNode operation = accepted.data().path("bulkOperation");
        String status = operation.path("status").asString("UNKNOWN");
        long objects = operation.path("objectCount").asLong(0);
        if (status.equals("COMPLETED")) {
            return new Stand.Done(
                    Instant.parse(operation.path("createdAt").asString("")),
                    objects,
                    operation.path("url").asString(""));
        }
        return operation.isObject() && !BulkOperations.endStates().contains(status)
                ? new Stand.Running(objects)
                : new Stand.Broken(broken(status, operation.path("errorCode").asString("")));
    }

    private static Reason broken(String status, String code) {
        return new Reason(
                "BULK_QUERY_BROKEN",
                null,
                code.isEmpty() ? null : code,
                "Shopify did not bring the bulk query to its end (" + status + (code.isEmpty() ? "" : ", " + code)
                        + "). It has to be begun anew.");
    }

    /**
     * Reads the answer of a query that is done.
     *
     * @param lines each of them, a child with {@code __parentId}; what it throws ends the reading
     * @throws IOException if not all of it came; what came was told
     */
    public void read(ConnectorName connector, Stand.Done done, Consumer<JsonNode> lines) throws IOException {
        if (done.url().isEmpty() || done.url().equals("null")) {
            if (done.objects() > 0) {
                throw new IOException(
                        "The shop found %,d objects and does not say where they are.".formatted(done.objects()));
            }
            return; // nothing was found
        }
        Shop shop = shops.of(connector).orElseThrow(() -> new IOException("There is no connector " + connector + "."));
        AtomicLong read = new AtomicLong();
        AtomicReference<@Nullable RuntimeException> thrown = new AtomicReference<>();
        int status;
        try {
            status = files.download(shop, done.url(), line -> {
                try {
                    lines.accept(line);
                } catch (RuntimeException failure) {
                    thrown.set(failure);
                    throw failure;
                }
                read.incrementAndGet();
            });
        } catch (IOException cut) {
            RuntimeException failure = thrown.get();
            if (failure != null) {
                throw failure; // the file is not to blame
            }
            throw cut;
        }
        if (status != 200) {
            throw new IOException("The shop's file was not there (status %d).".formatted(status));
        }
        if (read.get() != done.objects()) {
            throw new IOException("The shop's file has %,d of %,d objects.".formatted(read.get(), done.objects()));
        }
    }
}
