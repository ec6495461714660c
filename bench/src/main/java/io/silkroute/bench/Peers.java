package io.silkroute.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The peers that can be installed here; what cannot is told and left out. */
final class Peers implements AutoCloseable {

    private static final Path SOURCES = Path.of("bench/peers").toAbsolutePath();
    private static final String NOTHING =
            "answers when the shop has it: no durability, no skipping, no pacing, no repetition, no books";

    private final List<Peer> all = new ArrayList<>();
    private final Figures figures;
    private final Path folder;
    private final URI shop;
    private final int concurrency;

    private Peers(Figures figures, Path folder, URI shop, int concurrency) {
        this.figures = figures;
        this.folder = folder;
        this.shop = shop;
        this.concurrency = concurrency;
    }

    static Peers start(Figures figures, Path folder, URI shop, int concurrency) throws InterruptedException {
        Peers peers = new Peers(figures, Path.of(folder.toString(), "peers"), shop, concurrency);
        peers.attempt("script with Shopify's Node client", peers::script);
        peers.attempt("Node-RED flow", peers::nodeRed);
        peers.attempt("JVM peers", peers::jvm);
        return peers;
    }

    static Peers none(Figures figures) {
        return new Peers(figures, Path.of("."), URI.create("http://127.0.0.1"), 1);
    }

    List<Peer> all() {
        return all;
    }

    private interface Start {
        void run() throws IOException, InterruptedException;
    }

    private void attempt(String name, Start start) throws InterruptedException {
        try {
            start.run();
        } catch (IOException | RuntimeException e) {
            figures.note(name, "left out: " + e.getMessage());
        }
    }

    private void script() throws IOException, InterruptedException {
        npm("node");
        all.add(new Peer.Script(SOURCES.resolve("node"), Files.createDirectories(folder), shop));
    }

    private void nodeRed() throws IOException, InterruptedException {
        npm("node-red");
        int port = Bench.port();
        Path user = Files.createDirectories(folder.resolve("node-red"));
        for (String file : List.of("flow.json", "settings.js")) {
            Files.copy(SOURCES.resolve("node-red").resolve(file), user.resolve(file));
        }
        Launched process = Launched.of(
                "node-red",
                folder,
                Map.of(
                        "PEER_PORT", Integer.toString(port),
                        "SHOP_URL", call(),
                        "SHOP_TOKEN", Shops.TOKEN),
                List.of(
                        "node",
                        SOURCES.resolve("node-red/node_modules/node-red/red.js").toString(),
                        "--userDir",
                        user.toString()));
        add("Node-RED flow", process, port);
    }

    private void jvm() throws IOException, InterruptedException {
        Path sources = SOURCES.resolve("jvm");
        run(
                "maven",
                List.of(
                        "mvn",
                        "-q",
                        "-B",
                        "-ntp",
                        "-f",
                        sources.resolve("pom.xml").toString(),
                        "package"),
                sources);
        String classes = sources.resolve("target/classes") + ":" + sources.resolve("target/lib") + "/*";
        for (String[] peer :
                new String[][] {{"minimal Camel route", "CamelPeer"}, {"Spring Integration pipeline", "IntegrationPeer"}
                }) {
            attempt(peer[0], () -> {
                int port = Bench.port();
                Launched process = Launched.java(
                        peer[1],
                        folder,
                        "-Xmx384m",
                        "-cp",
                        classes,
                        "io.silkroute.bench.peer." + peer[1],
                        "--server.port=" + port,
                        "--server.address=127.0.0.1",
                        "--server.tomcat.max-keep-alive-requests=-1",
                        "--camel.main.name=peer",
                        "--spring.main.banner-mode=off",
                        "--peer.shop=" + call(),
                        "--peer.token=" + Shops.TOKEN,
                        "--peer.concurrency=" + concurrency);
                add(peer[0], process, port);
            });
        }
    }

    private void add(String name, Launched process, int port) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port);
        Peer peer = new Peer.Server(name, NOTHING, process.answering(address), address);
        all.add(peer);
    }

    private String call() {
        return shop + "/admin/api/2026-10/graphql.json";
    }

    private void npm(String peer) throws IOException, InterruptedException {
        Path sources = SOURCES.resolve(peer);
        if (!Files.exists(sources.resolve("node_modules"))) {
            run(
                    "npm",
                    List.of("npm", "install", "--no-audit", "--no-fund", "--omit=dev", "--no-package-lock"),
                    sources);
        }
    }

    private void run(String name, List<String> command, Path in) throws IOException, InterruptedException {
        Launched install = Launched.of("install-" + name, folder, in, Map.of(), command);
        if (install.waitFor(Duration.ofMinutes(10)) != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + install.said());
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Peer peer : all) {
            peer.close();
        }
    }
}
