package io.silkroute.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is started for which cases, one after the other. */
final class Stages {

    private final Options options;
    private final Catalogue catalogue;
    private final Figures figures;
    private final Path jar;
    private final Path folder;

    Stages(Options options, Catalogue catalogue, Figures figures, Path jar, Path folder) {
        this.options = options;
        this.catalogue = catalogue;
        this.figures = figures;
        this.jar = jar;
        this.folder = folder;
    }

    /** @return whether all went well; what failed is noted, and the rest is measured nevertheless */
    boolean run() throws IOException, InterruptedException {
        try (Database database = Database.of(options.database(), folder)) {
            boolean rounds = Stream.of("accept", "first-load", "unchanged", "latency", "idle")
                    .anyMatch(options::has);
            return attempt(rounds, "rounds", () -> rounds(database))
                    & attempt(options.has("bucket"), "bucket", () -> buckets(database))
                    & attempt(options.has("bulk"), "bulk", () -> bulk(database))
                    & attempt(options.has("growth"), "growth", () -> growth(database));
        }
    }

    private interface Stage {
        void run() throws IOException, InterruptedException;
    }

    private boolean attempt(boolean wanted, String name, Stage stage) throws InterruptedException {
        if (wanted) {
            try {
                stage.run();
            } catch (IOException | RuntimeException e) {
                figures.note("FAILED: " + name, String.valueOf(e.getMessage()));
                e.printStackTrace();
                return false;
            }
        }
        return true;
    }

    private void rounds(Database database) throws IOException, InterruptedException {
        try (Shops shop = options.shop().equals("lean")
                        ? Shops.Lean.start(folder, Bench.port())
                        : Shops.Sandbox.start(jar, folder, Bench.port());
                Connector connector = connector(
                        "rounds",
                        database,
                        List.of(
                                new Connector.Link("bench", shop.address(), Shops.TOKEN, true, true, "single"),
                                new Connector.Link("accept", shop.address(), Shops.TOKEN, false, true, "single")));
                Peers peers = options.peers()
                        ? Peers.start(figures, folder, shop.address(), options.concurrency())
                        : Peers.none(figures)) {
            Rounds rounds = new Rounds(options, catalogue, connector, shop, peers.all(), database, figures);
            if (options.profile()) {
                Profile.warmUp(connector);
            }
            System.out.println("Warming up");
            rounds.warmUp(folder);
            for (int round = 1; round <= options.rounds(); round++) {
                System.out.println("Round " + round + " of " + options.rounds());
                rounds.round(round);
            }
            if (options.profile()) {
                rounds.profile(folder);
            }
            if (options.has("idle")) {
                connector.quiet();
                double cpu = connector.process.cpu();
                int seconds = options.shortForm() ? 10 : 60;
                Thread.sleep(seconds * 1000L);
                figures.add("idle, after the rounds", "share of a core", (connector.process.cpu() - cpu) / seconds);
            }
        }
    }

    private void buckets(Database database) throws IOException, InterruptedException {
        try (Shops.Sandbox sandbox = Shops.Sandbox.start(jar, folder, Bench.port());
                Connector connector = connector("buckets", database, Buckets.links(options.plans(), sandbox))) {
            Buckets buckets = new Buckets(options, catalogue, figures);
            for (String plan : options.plans()) {
                System.out.println("Bucket: " + plan);
                buckets.plan(plan, connector, sandbox);
            }
        }
    }

    private void bulk(Database database) throws IOException, InterruptedException {
        System.out.println("Bulk");
        try (Shops.Lean shop = Shops.Lean.start(folder, Bench.port());
                Connector connector = connector(
                        "bulk",
                        database,
                        List.of(Bulk.link(shop)),
                        Bulk.settings().toArray(String[]::new))) {
            Bulk.prepare(options, catalogue, figures, connector, shop);
        }
    }

    private void growth(Database database) throws IOException, InterruptedException {
        for (int size : options.growth()) {
            System.out.println("Growth: " + size);
            try (Shops.Lean shop = Shops.Lean.start(folder, Bench.port());
                    Connector connector = connector(
                            "growth-" + size,
                            database,
                            List.of(new Connector.Link("bench", shop.address(), Shops.TOKEN, true, true, "single")))) {
                Growth.of(size, options, catalogue, figures, connector, shop);
            }
        }
    }

    private Connector connector(String name, Database database, List<Connector.Link> links, String... more)
            throws IOException, InterruptedException {
        List<String> settings = Bench.list(
                database.settings(name),
                "--silkroute.shopify.concurrency=" + options.concurrency(),
                "--silkroute.run.item-threads=" + options.concurrency());
        settings.addAll(List.of(more));
        return Connector.start(jar, folder.resolve(name), Bench.port(), options.javaOptions(), settings, links);
    }
}
