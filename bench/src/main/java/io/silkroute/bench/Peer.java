package io.silkroute.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Something one would use instead of the connector, doing the first load as far as it can. */
sealed interface Peer extends AutoCloseable {

    String name();

    /** What it does not do that the connector does. */
    String lacks();

    /** Loads families: JSON arrays of a product and its variants. */
    Took load(List<String> families, int concurrency) throws IOException, InterruptedException;

    @Override
    void close() throws InterruptedException;

    record Took(double seconds, double cpu) {}

    /** A script that is started for the load, reads a file and ends; its own start is not counted. */
    record Script(Path folder, Path work, URI shop) implements Peer {

        @Override
        public String name() {
            return "script with Shopify's Node client";
        }

        @Override
        public String lacks() {
            return "reads a file: no HTTP in; no durability, no skipping, no pacing, no retries of THROTTLED, no books";
        }

        @Override
        public Took load(List<String> families, int concurrency) throws IOException, InterruptedException {
            Path file = work.resolve("families.jsonl");
            Files.write(file, families);
            Launched script = Launched.of(
                    "node",
                    work,
                    Map.of(),
                    List.of(
                            "node",
                            folder.resolve("load.mjs").toString(),
                            shop.toString(),
                            Shops.TOKEN,
                            Integer.toString(concurrency),
                            file.toString()));
            if (script.waitFor(Duration.ofMinutes(20)) != 0) {
                throw new IOException("The script failed:\n" + script.said());
            }
            var told = Web.JSON.readTree(script.said());
            return new Took(told.path("seconds").asDouble(), told.path("cpu").asDouble());
        }

        @Override
        public void close() {}
    }

    /** A server that takes a family by HTTP, writes it to the shop, and then answers. */
    record Server(String name, String lacks, Launched process, URI address) implements Peer {

        @Override
        public Took load(List<String> families, int concurrency) throws IOException, InterruptedException {
            List<HttpPost> posts = new ArrayList<>();
            for (String family : families) {
                HttpPost post = new HttpPost(address.resolve("/items"));
                post.setEntity(
                        new ByteArrayEntity(family.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
                posts.add(post);
            }
            double cpu = process.cpu();
            try (CloseableHttpClient client = Web.client(concurrency)) {
                long start = System.nanoTime();
                Side.bySide(concurrency, posts.size(), i -> {
                    Web.Reply reply = Web.send(client, posts.get(i), Map.of());
                    if (reply.status() != 200) {
                        throw new IOException(name + " answered " + reply.status() + ": " + reply.text());
                    }
                });
                return new Took((System.nanoTime() - start) / 1e9, process.cpu() - cpu);
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.close();
        }
    }
}
