package io.silkroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The interleaved rounds: in each one every case once, beside its ceiling. */
final class Rounds {

    private static final Duration LONG = Duration.ofMinutes(20);
    // A load runs what works on sets; what one change at a time runs is compiled only after some thousand of them.
    private static final int TIMES_TO_WARM = 4;

    private final Options options;
    private final Catalogue catalogue;
    private final Connector connector;
    private final Shops shop;
    private final List<Peer> peers;
    private final Database database;
    private final Figures figures;
    private final Expected expected;
    private final int copies;
    private final String at;
    private BareLoop bare = new BareLoop();

    Rounds(
            Options options,
            Catalogue catalogue,
            Connector connector,
            Shops shop,
            List<Peer> peers,
            Database database,
            Figures figures) {
        this.options = options;
        this.catalogue = catalogue;
        this.connector = connector;
        this.shop = shop;
        this.peers = peers;
        this.database = database;
        this.figures = figures;
        this.expected = new Expected(catalogue);
        this.copies = catalogue.copiesFor(options.items());
        this.at = ", " + options.shop() + " shop, " + options.database();
    }

    /** Loads the first products, which warms everything up, and keeps the bodies that the bare loop sends. */
    void warmUp(Path folder) throws IOException, InterruptedException {
        Path bodies = folder.resolve("bodies.bin");
        if (shop instanceof Shops.Lean) {
            shop.control("{\"latency\":" + options.shopLatency() + "}");
        }
        connector.push("bench", List.of(catalogue.categories()), 1);
        int warm = catalogue.copiesFor(options.warmUp());
        load("cold first load" + at, "w", warm, false);
        unchanged("w", warm, null);
        if (shop instanceof Shops.Lean) {
            shop.control("{\"bodies\":\"" + bodies + "\"}");
            loadAtOnce("b", copies);
            shop.control("{\"bodies\":null}");
            bare = BareLoop.of(bodies);
            bare.send(shop.address(), options.concurrency());
            Files.delete(bodies);
        }
        if (options.has("latency") && shop instanceof Shops.Lean lean) {
            changes(lean, TIMES_TO_WARM * options.seconds(), 0);
        }
        HashLoop.hash(catalogue.requests("w", 0, warm, 1000, ""));
        for (Peer peer : peers) {
            peer.load(catalogue.arrays("peer-w", warm), options.concurrency());
            expected.load("peer-w", 0, warm);
        }
    }

    void round(int number) throws IOException, InterruptedException {
        String load = "r" + number;
        if (options.has("accept")) {
            for (int size : new int[] {1, 100, 1000}) {
                accept(size, load);
            }
        }
        if (options.has("first-load")) {
            load("first load" + at, load, copies, true);
            bare();
            for (Peer peer : peers) {
                peer(peer, load);
            }
        }
        if (options.has("unchanged")) {
            if (!options.has("first-load")) {
                load(null, load, copies, false);
            }
            unchanged(load, copies, "unchanged re-push" + at);
            hashed(load);
        }
        if (options.has("latency") && shop instanceof Shops.Lean lean) {
            latency(lean, number);
        }
        figures.note("shop and catalogue" + at, expected.compare(shop));
    }

    // Into a connector that is switched off, so that accepting is all there is to do but staging.
    private void accept(int size, String load) throws IOException, InterruptedException {
        int some = Math.max(1, size == 1 ? copies / 10 : copies);
        begin("accept, requests of " + size);
        List<byte[]> requests = catalogue.requests("accept", 0, some, size, load + "-" + size);
        double cpu = connector.process.cpu();
        Connector.Pushed pushed = connector.push("accept", requests, options.connections());
        double spent = connector.process.cpu() - cpu;
        int items = some * catalogue.itemsOfACopy();
        String row = "accept, requests of " + size + ", " + options.database();
        figures.add(row, "items/s until 202", items / pushed.seconds());
        figures.add(row, "CPU s per 10,000 until 202 (staging runs beside it)", spent / items * 10_000);
        connector.quiet();
    }

    private void load(String row, String load, int count, boolean warm) throws IOException, InterruptedException {
        List<byte[]> requests = catalogue.requests(load, 0, count, 1000, "");
        int items = count * catalogue.itemsOfACopy();
        begin("load " + load);
        Map<String, Long> before = connector.done("bench");
        JsonNode calls = shop.state();
        double cpu = connector.process.cpu();
        double shopCpu = shop.process().cpu();
        double databaseCpu = database.cpu();
        Connector.Pushed pushed = connector.push("bench", requests, options.connections());
        Connector.Finished finished = connector.finished("bench", before, items, LONG);
        expected.load(load, 0, count);
        double seconds = Duration.between(pushed.began(), finished.at()).toMillis() / 1000.0;
        if (row != null) {
            figures.add(row, "items/s", items / seconds);
            figures.add(row, "products/s", count * catalogue.productsOfACopy() / seconds);
            figures.add(row, "connector CPU s per 10,000", (connector.process.cpu() - cpu) / items * 10_000);
            figures.add(row, "shop CPU s per 10,000", (shop.process().cpu() - shopCpu) / items * 10_000);
            figures.add(row, "connector RSS MB", connector.process.resident("VmRSS"));
            if (shop instanceof Shops.Lean && options.shopLatency() > 0) {
                JsonNode now = shop.state();
                figures.add(
                        row, "calls at a time, mean", grown(calls, now, "inFlightSum") / grown(calls, now, "answered"));
            }
            if (database.separate()) {
                figures.add(row, "PostgreSQL CPU s per 10,000", (database.cpu() - databaseCpu) / items * 10_000);
            }
        }
        if (warm) {
            firstLoadSeconds = seconds;
            firstLoadCpu = connector.process.cpu() - cpu;
        }
        connector.quiet();
    }

    // The connector begins when it has everything, so that it sends no product twice: the loop sends side by side, and
    // an earlier body would now and then come last.
    private void loadAtOnce(String load, int count) throws IOException, InterruptedException {
        begin("load " + load);
        int items = count * catalogue.itemsOfACopy();
        Map<String, Long> before = connector.done("bench");
        connector.activate("bench", false);
        connector.push("bench", catalogue.requests(load, 0, count, 1000, ""), options.connections());
        connector.quiet();
        connector.activate("bench", true);
        connector.synchronize("bench");
        connector.finished("bench", before, items, LONG);
        expected.load(load, 0, count);
        connector.quiet();
    }

    private static double grown(JsonNode before, JsonNode now, String name) {
        return now.path(name).asDouble(0) - before.path(name).asDouble(0);
    }

    private double firstLoadSeconds;
    private double firstLoadCpu;

    private void bare() throws IOException, InterruptedException {
        if (bare.calls() == 0) {
            return;
        }
        begin("bare loop");
        double cpu = Measured.ownCpu();
        double seconds = bare.send(shop.address(), options.concurrency());
        int items = copies * catalogue.itemsOfACopy();
        String row = "bare HttpClient 5 loop, same bodies" + at;
        figures.add(row, "items/s", items / seconds);
        figures.add(row, "calls/s", bare.calls() / seconds);
        figures.add(row, "own CPU s per 10,000", (Measured.ownCpu() - cpu) / items * 10_000);
        figures.add("first load" + at, "of the bare loop's speed", seconds / firstLoadSeconds);
    }

    private void peer(Peer peer, String load) throws IOException, InterruptedException {
        List<String> families = catalogue.arrays("peer-" + load, copies);
        int items = copies * catalogue.itemsOfACopy();
        begin(peer.name());
        Peer.Took took = peer.load(families, options.concurrency());
        String row = "peer: " + peer.name();
        figures.add(row, "items/s", items / took.seconds());
        figures.add(row, "own CPU s per 10,000", took.cpu() / items * 10_000);
        figures.add("first load" + at, "speed over " + peer.name(), took.seconds() / firstLoadSeconds);
        figures.add("first load" + at, "CPU over " + peer.name(), firstLoadCpu / took.cpu());
        figures.note(row, peer.lacks());
        expected.load("peer-" + load, 0, copies);
    }

    private void unchanged(String load, int count, String row) throws IOException, InterruptedException {
        List<byte[]> requests = catalogue.requests(load, 0, count, 1000, "");
        int items = count * catalogue.itemsOfACopy();
        begin("unchanged " + load);
        Map<String, Long> before = connector.done("bench");
        long calls = writes();
        double databaseCpu = database.cpu();
        double cpu = connector.process.cpu();
        Connector.Pushed pushed = connector.push("bench", requests, options.connections());
        Connector.Finished finished = connector.finished("bench", before, items, LONG);
        double spent = connector.process.cpu() - cpu;
        double seconds = Duration.between(pushed.began(), finished.at()).toMillis() / 1000.0;
        unchangedSeconds = seconds;
        if (row != null) {
            figures.add(row, "items/s until the run is over", items / seconds);
            figures.add(row, "items/s until 202", items / pushed.seconds());
            figures.add(row, "connector CPU s per 10,000", spent / items * 10_000);
            figures.add(row, "calls to the shop", writes() - calls);
            if (database.separate()) {
                figures.add(row, "PostgreSQL CPU s per 10,000", (database.cpu() - databaseCpu) / items * 10_000);
            }
        }
        connector.quiet();
    }

    private double unchangedSeconds;

    private long writes() throws IOException {
        JsonNode state = shop.state();
        long writes = 0;
        for (JsonNode count : state.has("calls") ? state.path("calls") : state.at("/statistics/calls")) {
            writes += count.asLong(0);
        }
        return writes;
    }

    private void hashed(String load) throws IOException, InterruptedException {
        List<byte[]> requests = catalogue.requests(load, 0, copies, 1000, "");
        int items = copies * catalogue.itemsOfACopy();
        begin("parse and hash");
        double cpu = Measured.ownCpu();
        double seconds = HashLoop.hash(requests);
        String row = "bare parse and hash, all cores";
        figures.add(row, "items/s", items / seconds);
        figures.add(row, "own CPU s per 10,000", (Measured.ownCpu() - cpu) / items * 10_000);
        figures.add("unchanged re-push" + at, "of the bare parse and hash speed", seconds / unchangedSeconds);
    }

    private void latency(Shops.Lean lean, int number) throws IOException, InterruptedException {
        begin("latency");
        double cpu = connector.process.cpu();
        List<Double> millis = changes(lean, options.seconds(), number);
        String row = "one changed item, 50/s, to the shop's call" + at;
        figures.add(row, "p50 ms", Figures.quantile(millis, 0.50));
        figures.add(row, "p99 ms", Figures.quantile(millis, 0.99));
        figures.add(row, "max ms", Figures.quantile(millis, 1));
        figures.add(row, "connector CPU share of a core", (connector.process.cpu() - cpu) * 50 / millis.size());
        connector.quiet();
    }

    private List<Double> changes(Shops.Lean lean, int seconds, int number) throws IOException, InterruptedException {
        return Latency.of(
                connector,
                lean,
                catalogue,
                expected,
                "w",
                catalogue.copiesFor(options.warmUp()),
                seconds,
                "rev" + number);
    }

    /** One more first load and re-push, recorded. */
    void profile(Path folder) throws IOException, InterruptedException {
        profiled(folder, "first load", () -> load(null, "profile", copies, false));
        profiled(folder, "unchanged re-push", () -> unchanged("profile", copies, null));
    }

    private interface Case {
        void run() throws IOException, InterruptedException;
    }

    private void profiled(Path folder, String name, Case work) throws IOException, InterruptedException {
        Profile profile = Profile.start(connector, folder, "profile");
        double cpu = connector.process.cpu();
        work.run();
        profile.end(figures, "profile, " + name + at, connector.process.cpu() - cpu, copies * catalogue.itemsOfACopy());
    }

    private void begin(String name) throws IOException, InterruptedException {
        System.out.println("  " + name);
        figures.add("machine busy before a case", "share", Machine.idle(options.idleWait()));
    }
}
