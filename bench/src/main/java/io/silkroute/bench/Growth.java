package io.silkroute.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The same load at growing sizes, each in a process of its own: what memory it takes and whether it slows down. */
final class Growth {

    private static final int PUSHED_AT_ONCE = 200;

    private Growth() {}

    static void of(int size, Options options, Catalogue catalogue, Figures figures, Connector connector, Shops shop)
            throws IOException, InterruptedException {
        int copies = catalogue.copiesFor(size);
        int items = copies * catalogue.itemsOfACopy();
        String row = String.format(java.util.Locale.ROOT, "%,d items, %s", size, options.database());
        Expected expected = new Expected(catalogue);
        expected.load("g", 0, copies);
        for (String pass : new String[] {"first load", "unchanged"}) {
            Map<String, Long> before = connector.done("bench");
            double cpu = connector.process.cpu();
            Instant began = Instant.now();
            for (int from = 0; from < copies; from += PUSHED_AT_ONCE) {
                connector.push(
                        "bench",
                        catalogue.requests("g", from, Math.min(PUSHED_AT_ONCE, copies - from), 1000, ""),
                        options.connections());
            }
            Connector.Finished finished = connector.finished("bench", before, items, Duration.ofHours(2));
            double seconds = Duration.between(began, finished.at()).toMillis() / 1000.0;
            figures.add(row, pass + " items/s, cold start included", items / seconds);
            figures.add(row, pass + " CPU s per 10,000", (connector.process.cpu() - cpu) / items * 10_000);
            figures.add(row, pass + " RSS MB at most", connector.process.resident("VmHWM"));
        }
        figures.add(row, "RSS MB", connector.process.resident("VmRSS"));
        figures.add(row, "heap MB after GC", Heap.afterCollection(connector.process.pid()));
        figures.note(row, expected.compare(shop));
    }
}
