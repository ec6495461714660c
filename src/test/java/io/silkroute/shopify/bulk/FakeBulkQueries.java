package io.silkroute.shopify.bulk;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Bulk queries that are done at once, with the files that a test gives. */
@SuppressWarnings("NullAway") // it talks to no shop
public final class FakeBulkQueries extends BulkQueries {

    private final List<String> begun = new ArrayList<>();
    private final Deque<List<JsonNode>> files = new ArrayDeque<>();
    private final Deque<Stand> stands = new ArrayDeque<>();
    private Predicate<String> denied = document -> false;
    private IntConsumer reading = line -> {};
    private int broken;
    private int cut;

    public FakeBulkQueries() {
        super(null, null, null, null, null, null);
    }

    /** What the next query finds; the last one is given again and again. */
    public FakeBulkQueries finds(List<JsonNode> lines) {
        files.add(lines);
        return this;
    }

    /** How the next looks find it, before it is done. */
    public FakeBulkQueries stands(Stand... first) {
        stands.addAll(List.of(first));
        return this;
    }

    /** The app may not ask such queries. */
    public FakeBulkQueries denies(Predicate<String> documents) {
        denied = documents;
        return this;
    }

    /** Done with each line that was read, which is told its number. */
    public FakeBulkQueries whileReading(IntConsumer task) {
        reading = task;
        return this;
    }

    /** So many queries do not come to their end. */
    public FakeBulkQueries breaking(int queries) {
        broken = queries;
        return this;
    }

    /** So many readings of a file end in its middle. */
    public FakeBulkQueries cutting(int readings) {
        cut = readings;
        return this;
    }

    /** The queries that were begun. */
    public List<String> begun() {
        return begun;
    }

    @Override
    public ShopifyId begin(ConnectorName connector, String document, Runnable waiting) throws NotAnswered {
        waiting.run();
        if (denied.test(document)) {
            throw new NotAnswered(new Reason(Reason.ACCESS_DENIED, null, null, "The app may not ask this."));
        }
        begun.add(document);
        return new ShopifyId("gid://shopify/BulkOperation/" + begun.size());
    }

    @Override
    public Stand look(ConnectorName connector, ShopifyId id) {
        Stand first = stands.poll();
        if (first != null) {
            return first;
        }
        if (broken > 0) {
            broken--;
            return new Stand.Broken(new Reason("BULK_QUERY_BROKEN", null, null, "The shop has forgotten it."));
        }
        return new Stand.Done(
                Instant.parse("2026-11-20T12:00:00Z"), files.getFirst().size(), "file");
    }

    @Override
    public void read(ConnectorName connector, Stand.Done done, Consumer<JsonNode> lines) throws IOException {
        List<JsonNode> file = files.size() == 1 ? files.getFirst() : files.removeFirst();
        int until = cut > 0 ? file.size() / 2 : file.size();
        for (int line = 0; line < until; line++) {
            lines.accept(file.get(line));
            reading.accept(line + 1);
        }
        if (cut > 0) {
            cut--;
            throw new IOException("The file was cut.");
        }
    }
}
