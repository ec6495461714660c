package io.silkroute.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A first load against the strict sandbox with a plan's bucket: points spent over points granted, in a window that
 * begins when the first fill is used up. {@code hard}: a second consumer takes a third of the points from the first
 * third of the window on, and from its middle on Shopify grants only half.
 */
final class Buckets {

    private static final Map<String, Integer> RATES =
            Map.of("standard", 100, "advanced", 200, "plus", 1000, "enterprise", 2000, "hard", 1000);
    private static final int POINTS_PER_PRODUCT = 20; // fewer than it takes, so that there is enough to do
    private static final int WARM_COPIES = 10;

    private final Options options;
    private final Catalogue catalogue;
    private final Figures figures;
    private final int seconds;

    Buckets(Options options, Catalogue catalogue, Figures figures) {
        this.options = options;
        this.catalogue = catalogue;
        this.figures = figures;
        this.seconds = Math.max(20, options.seconds()); // the level at the window's ends must not matter
    }

    static int rate(String plan) {
        return RATES.getOrDefault(plan, 1000);
    }

    void plan(String plan, Connector connector, Shops.Sandbox sandbox) throws IOException, InterruptedException {
        String link = "bucket-" + plan;
        int rate = rate(plan);
        sandbox.empty();
        sandbox.control("{\"plan\":\"unlimited\",\"consumer\":{\"pointsPerSecond\":0}}");
        load(link, "warm-" + plan, WARM_COPIES, connector);
        sandbox.control("{\"plan\":\"" + (plan.equals("hard") ? "plus" : plan) + "\"}");
        load(link, "learn-" + plan, 1, connector); // a plan is not changed under calls in flight in real life
        int products = (seconds + 35) * rate / POINTS_PER_PRODUCT;
        int copies = Math.max(1, products / catalogue.productsOfACopy() + 1);
        int items = copies * catalogue.itemsOfACopy();
        Map<String, Long> before = connector.done(link);
        connector.push(link, catalogue.requests(plan, 0, copies, 1000, ""), options.connections());
        connector.quiet();
        figures.add("machine busy before a case", "share", Machine.idle(options.idleWait()));
        double throttled = sandbox.state().at("/statistics/throttled").asDouble(0);
        double cpu = connector.process.cpu();
        connector.synchronize(link);
        Window window = window(plan, rate, sandbox);
        JsonNode end = sandbox.state();
        String row =
                "bucket of " + rate + " points/s, " + (plan.equals("hard") ? "second consumer, lowered limit" : plan);
        figures.add(row, "points spent of granted", window.spent() / window.granted());
        figures.add(row, "THROTTLED answers", end.at("/statistics/throttled").asDouble(0) - throttled);
        figures.add(row, "window s", window.seconds());
        if (!window.low()) {
            figures.note(row, "the bucket never ran low, so it is not what limited here");
        }
        figures.add(row, "products/s", window.products() / window.seconds());
        figures.add(row, "connector CPU share of a core", (connector.process.cpu() - cpu) / window.seconds());
        sandbox.control("{\"plan\":\"unlimited\",\"consumer\":{\"pointsPerSecond\":0}}");
        sandbox.control("{\"bucket\":{\"currentlyAvailable\":1000000000}}");
        connector.finished(link, before, items, Duration.ofMinutes(15));
        Expected expected = new Expected(catalogue);
        expected.load(plan, 0, copies);
        expected.load("warm-" + plan, 0, WARM_COPIES);
        expected.load("learn-" + plan, 0, 1);
        figures.note(row, expected.compare(sandbox));
    }

    private void load(String link, String load, int copies, Connector connector)
            throws IOException, InterruptedException {
        Map<String, Long> before = connector.done(link);
        connector.push(link, catalogue.requests(load, 0, copies, 1000, ""), options.connections());
        connector.quiet();
        connector.synchronize(link);
        connector.finished(link, before, copies * catalogue.itemsOfACopy(), Duration.ofMinutes(5));
    }

    private record Window(boolean low, double spent, double granted, double seconds, int products) {}

    private Window window(String plan, int rate, Shops.Sandbox sandbox) throws IOException, InterruptedException {
        double low = 0.12 * 20 * rate;
        for (int i = 0; i < 1200 && level(sandbox) > low; i++) {
            Thread.sleep(100);
        }
        boolean reached = level(sandbox) <= low;
        JsonNode before = sandbox.state();
        long start = System.nanoTime();
        double drained = 0;
        if (plan.equals("hard")) {
            double consumer = rate / 3.0;
            sleep(seconds / 3.0);
            sandbox.control("{\"consumer\":{\"pointsPerSecond\":" + consumer + "}}");
            long from = System.nanoTime();
            sleep(seconds / 6.0);
            sandbox.control("{\"bucket\":{\"maximumAvailable\":" + 10 * rate + ",\"restoreRate\":" + rate / 2 + "}}");
            sleep(seconds / 2.0);
            drained = consumer * (System.nanoTime() - from) / 1e9;
        } else {
            sleep(seconds);
        }
        JsonNode after = sandbox.state();
        return new Window(
                reached,
                after.at("/statistics/points").asDouble(0)
                        - before.at("/statistics/points").asDouble(0),
                after.at("/bucket/granted").asDouble(0)
                        - before.at("/bucket/granted").asDouble(0)
                        - drained,
                (System.nanoTime() - start) / 1e9,
                after.path("products").asInt(0) - before.path("products").asInt(0));
    }

    private static double level(Shops.Sandbox sandbox) throws IOException {
        return sandbox.state().at("/bucket/currentlyAvailable").asDouble(0);
    }

    private static void sleep(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
    }

    static List<Connector.Link> links(List<String> plans, Shops.Sandbox sandbox) {
        return plans.stream()
                .map(plan ->
                        new Connector.Link("bucket-" + plan, sandbox.address(), Shops.TOKEN, true, false, "single"))
                .toList();
    }
}
