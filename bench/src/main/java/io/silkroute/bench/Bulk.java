package io.silkroute.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A large load by bulk operations: how long until the last line of products was prepared and uploaded. */
final class Bulk {

    static final String LINK = "bulk";
    private static final int PRODUCTS = 100_000;
    private static final int FEW_PRODUCTS = 10_000;

    private Bulk() {}

    static void prepare(Options options, Catalogue catalogue, Figures figures, Connector connector, Shops.Lean shop)
            throws IOException, InterruptedException {
        int products = options.shortForm() ? FEW_PRODUCTS : PRODUCTS;
        int copies = Math.max(1, products / catalogue.productsOfACopy());
        int items = copies * catalogue.itemsOfACopy();
        shop.empty();
        for (int from = 0; from < copies; from += 500) {
            connector.push(
                    LINK,
                    catalogue.requests("bulk", from, Math.min(500, copies - from), 1000, ""),
                    options.connections());
        }
        connector.quiet();
        figures.add("machine busy before a case", "share", Machine.idle(options.idleWait()));
        double cpu = connector.process.cpu();
        Instant asked = Instant.now();
        connector.synchronize(LINK);
        Connector.Finished finished = connector.finished(LINK, Map.of(), items, Duration.ofMinutes(30));
        long last = 0;
        long files = 0;
        long lines = 0;
        long bytes = 0;
        for (String upload : shop.lines("/bench/uploads")) {
            String[] parts = upload.split("\t");
            if (parts[1].equals("productSet")) {
                last = Math.max(last, Long.parseLong(parts[0]));
                files++;
                lines += Long.parseLong(parts[2]);
                bytes += Long.parseLong(parts[3]);
            }
        }
        int made = products(copies, catalogue);
        String row = "bulk, " + made + " products, lean shop, " + options.database();
        double seconds = (last - asked.toEpochMilli() * 1000) / 1e6;
        figures.add(row, "s until the last product's line was uploaded", seconds);
        figures.add(row, "s for 100,000 products at that speed", seconds / made * 100_000);
        figures.add(
                row,
                "s until the run is over",
                Duration.between(asked, finished.at()).toMillis() / 1000.0);
        figures.add(row, "files of products", files);
        figures.add(row, "lines of products", lines);
        figures.add(row, "MB", bytes / 1e6);
        figures.add(row, "connector CPU s per 10,000 items", (connector.process.cpu() - cpu) / items * 10_000);
        figures.add(row, "connector RSS MB", connector.process.resident("VmRSS"));
        Expected expected = new Expected(catalogue);
        expected.load("bulk", 0, copies);
        figures.note(row, expected.compare(shop));
    }

    private static int products(int copies, Catalogue catalogue) {
        return copies * catalogue.productsOfACopy();
    }

    static Connector.Link link(Shops shop) {
        return new Connector.Link(LINK, shop.address(), Shops.TOKEN, true, false, "bulk");
    }

    static List<String> settings() {
        return List.of("--silkroute.shopify.bulk-poll=50ms"); // the shop is done at once; the pause is not measured
    }
}
