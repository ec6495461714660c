package io.silkroute.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tools.jackson.databind.JsonNode;

/** The product under test as a process of its own, spoken to as a PIM and an operator do. */
final class Connector implements AutoCloseable {

    private static final String PASSWORD = "password-of-the-benchmark";
    private static final String TOKEN = "token-of-the-benchmark";
    private static final Map<String, String> ADMIN = Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    private static final int MOST_RUNS = 200;
    private static final Set<String> UNFINISHED = Set.of("queued", "running", "stopping", "interrupted");

    final Launched process;
    final URI address;

    private Connector(Launched process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** One of its links: a name, the shop it writes to, and how it is set. */
    record Link(String name, URI shop, String shopToken, boolean active, boolean onChange, String path) {}

    static Connector start(Path jar, Path folder, int port, String javaOptions, List<String> settings, List<Link> links)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                "--silkroute.data=data",
                "--silkroute.inbox=inbox",
                "--silkroute.admin-password=" + PASSWORD));
        for (Link link : links) {
            String prefix = "--silkroute.connectors." + link.name() + ".";
            arguments.addAll(List.of(
                    prefix + "active=" + link.active(),
                    prefix + "pim-token=" + TOKEN,
                    prefix + "shop.domain=" + link.name() + ".myshopify.com",
                    prefix + "shop.endpoint=" + link.shop(),
                    prefix + "shop.access-token=" + link.shopToken(),
                    prefix + "export.status=all",
                    prefix + "export-path=" + link.path(),
                    prefix + "trigger.on-change=" + link.onChange()));
        }
        arguments.addAll(settings);
        Launched process = Launched.java("connector", folder, javaOptions, arguments.toArray(String[]::new));
        URI address = URI.create("http://127.0.0.1:" + port);
        process.ready(address.resolve("/actuator/health/readiness"), Map.of());
        return new Connector(process, address);
    }

    /** Pushes all requests over {@code connections} kept-alive connections; back when the last one was answered 202. */
    Pushed push(String link, List<byte[]> requests, int connections) throws IOException, InterruptedException {
        HttpPost[] posts = new HttpPost[requests.size()];
        for (int i = 0; i < posts.length; i++) {
            posts[i] = post(link, requests.get(i));
        }
        try (CloseableHttpClient client = Web.client(connections)) {
            Instant began = Instant.now();
            long start = System.nanoTime();
            Side.bySide(connections, posts.length, i -> {
                Web.Reply reply = Web.send(client, posts[i], Map.of());
                if (reply.status() != 202) {
                    throw new IOException("A push was answered " + reply.status() + ": " + reply.text());
                }
            });
            return new Pushed(began, (System.nanoTime() - start) / 1e9);
        }
    }

    record Pushed(Instant began, double seconds) {}

    HttpPost post(String link, byte[] items) {
        HttpPost post = new HttpPost(address.resolve("/pim/" + link + "/items"));
        post.setHeader("Authorization", "Bearer " + TOKEN);
        post.setEntity(new ByteArrayEntity(items, ContentType.create("application/x-ndjson")));
        return post;
    }

    /** Waits until so many items more than in {@code before} were done and no run is open. */
    Finished finished(String link, Map<String, Long> before, long items, Duration within)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            long asked = System.nanoTime();
            JsonNode runs = runs(link);
            long answeredMillis = (System.nanoTime() - asked) / 1_000_000;
            long done = 0;
            boolean open = false;
            Instant last = Instant.EPOCH;
            for (JsonNode run : runs) {
                long fresh = run.at("/counts/done").asLong(0)
                        - before.getOrDefault(run.path("id").asString(""), 0L);
                done += fresh;
                open |= UNFINISHED.contains(run.path("state").asString(""));
                if (fresh > 0 && run.path("finishedAt").isString()) {
                    Instant finishedAt = Instant.parse(run.path("finishedAt").asString(""));
                    last = finishedAt.isAfter(last) ? finishedAt : last;
                }
            }
            if (done >= items && !open) {
                return new Finished(last, done);
            }
            if (!process.alive() || System.nanoTime() > end) {
                throw new IllegalStateException("After " + within + " " + done + " of " + items + " items were done: "
                        + runs.path(0) + "\n" + process.said());
            }
            Thread.sleep(Math.max(200, Math.min(5_000, 20 * answeredMillis))); // asking is to cost the connector little
        }
    }

    record Finished(Instant at, long done) {}

    Map<String, Long> done(String link) throws IOException {
        Map<String, Long> done = new HashMap<>();
        runs(link)
                .forEach(run -> done.put(
                        run.path("id").asString(""), run.at("/counts/done").asLong(0)));
        return done;
    }

    JsonNode runs(String link) throws IOException {
        return Web.get(address.resolve("/api/connectors/" + link + "/runs?limit=" + MOST_RUNS), ADMIN)
                .json()
                .path("items");
    }

    JsonNode status(String link) throws IOException {
        return Web.get(address.resolve("/api/connectors/" + link + "/status"), ADMIN)
                .json();
    }

    JsonNode synchronize(String link) throws IOException {
        return Web.post(address.resolve("/api/connectors/" + link + "/sync"), ADMIN, "")
                .json();
    }

    void activate(String link, boolean active) throws IOException {
        Web.put(address.resolve("/api/connectors/" + link + (active ? "/activate" : "/deactivate")), ADMIN)
                .json();
    }

    /** Waits until it has nothing left to do: almost no CPU over half a second. */
    void quiet() throws InterruptedException {
        double before = process.cpu();
        for (int i = 0; i < 600; i++) {
            Thread.sleep(500);
            double now = process.cpu();
            if (now - before < 0.08) {
                return;
            }
            before = now;
        }
        throw new IllegalStateException("The connector does not come to rest.");
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
