package io.silkroute.bench;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/**
 * One changed item after another in an open loop: each is due at its time, however the one before went, and is
 * measured from that time to the arrival of its call at the shop.
 */
final class Latency {

    private static final int PER_SECOND = 50;

    private Latency() {}

    /** Milliseconds from due to called; throws when a change never reached the shop. */
    static List<Double> of(
            Connector connector,
            Shops.Lean shop,
            Catalogue catalogue,
            Expected expected,
            String load,
            int copies,
            int seconds,
            String revision)
            throws IOException, InterruptedException {
        int changes = Math.min(PER_SECOND * seconds, copies * catalogue.productsOfACopy());
        List<HttpPost> posts = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < changes; i++) {
            int family = i % catalogue.productsOfACopy();
            int copy = i / catalogue.productsOfACopy();
            posts.add(connector.post("bench", catalogue.edited(family, load, copy, revision)));
            numbers.put(catalogue.productId(family, load, copy), i);
            expected.revise(family, load, copy, revision);
        }
        shop.control("{\"arrivals\":true}");
        long[] due = new long[changes];
        send(posts, due);
        Map<Integer, Long> called = new HashMap<>();
        for (int i = 0; i < 100 && called.size() < changes; i++) {
            Thread.sleep(200);
            for (String line : shop.lines("/bench/arrivals")) {
                String[] parts = line.split("\t");
                if (parts.length > 2 && parts[2].endsWith(" " + revision)) {
                    called.putIfAbsent(numbers.get(parts[1]), Long.valueOf(parts[0]));
                }
            }
        }
        shop.control("{\"arrivals\":false}");
        if (called.size() < changes) {
            throw new IllegalStateException("Only " + called.size() + " of " + changes + " changes reached the shop.");
        }
        List<Double> millis = new ArrayList<>();
        called.forEach((number, at) -> millis.add((at - due[number]) / 1000.0));
        return millis;
    }

    private static void send(List<HttpPost> posts, long[] due) throws IOException, InterruptedException {
        ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
        ExecutorService pool = Executors.newFixedThreadPool(64);
        try (CloseableHttpClient client = Web.client(64)) {
            long start = System.nanoTime() + 100_000_000;
            long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) + 100_000;
            for (int i = 0; i < posts.size(); i++) {
                long offset = i * 1_000_000_000L / PER_SECOND;
                due[i] = startMicros + offset / 1000;
                long wait = start + offset - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                HttpPost post = posts.get(i);
                pool.execute(() -> {
                    try {
                        Web.Reply reply = Web.send(client, post, Map.of());
                        if (reply.status() != 202) {
                            failures.add(new IOException(reply.status() + ": " + reply.text()));
                        }
                    } catch (IOException e) {
                        failures.add(e);
                    }
                });
            }
            pool.shutdown();
            if (!pool.awaitTermination(60, TimeUnit.SECONDS) || !failures.isEmpty()) {
                throw new IOException("A push failed: " + failures.peek());
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
