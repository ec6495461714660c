package io.silkroute.bench.shop;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/** What was asked of the shop: how often, how much at a time, and on demand when and with which bodies. */
final class Observed {

    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final LongAdder inFlightSum = new LongAdder();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Queue<String> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<String> uploads = new ConcurrentLinkedQueue<>();
    private volatile boolean keepArrivals;
    private DataOutputStream bodies;

    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    void enter() {
        int now = inFlight.incrementAndGet();
        inFlightSum.add(now);
        if (now > most.get()) {
            most.set(now);
        }
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    void call(String operation, JsonNode variables, byte[] body, long arrived, Products products) throws IOException {
        calls.computeIfAbsent(operation, o -> new LongAdder()).increment();
        if (keepArrivals && operation.equals("productSet")) {
            Products.Kept kept = products.find(variables.path("identifier"));
            arrivals.add(arrived + "\t" + (kept == null ? "" : kept.identity) + "\t"
                    + variables.path("input").path("title").asString(""));
        }
        synchronized (this) {
            if (bodies != null) {
                bodies.writeInt(body.length);
                bodies.write(body);
            }
        }
    }

    /** @param at when the file of a bulk operation had come in whole */
    void upload(long at, String operation, int lines, int bytes) {
        uploads.add(at + "\t" + operation + "\t" + lines + "\t" + bytes);
    }

    void keepArrivals(boolean keep) {
        arrivals.clear();
        keepArrivals = keep;
    }

    synchronized void keepBodies(Path file) throws IOException {
        if (bodies != null) {
            bodies.close();
        }
        bodies = file == null
                ? null
                : new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    void clear() {
        calls.clear();
        inFlightSum.reset();
        most.set(0);
        arrivals.clear();
        uploads.clear();
    }

    Map<String, Object> told(Products products) {
        Map<String, Long> counts = new TreeMap<>();
        calls.forEach((operation, count) -> counts.put(operation, count.sum()));
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("products", products.count());
        told.put("collections", products.countCollections());
        told.put("calls", counts);
        told.put("answered", all);
        told.put("inFlightSum", inFlightSum.sum());
        told.put("mostInFlight", most.get());
        return told;
    }

    void writeArrivals(OutputStream out) throws IOException {
        for (String arrival : arrivals) {
            out.write(LeanShop.utf8(arrival + "\n"));
        }
    }

    void writeUploads(OutputStream out) throws IOException {
        for (String upload : uploads) {
            out.write(LeanShop.utf8(upload + "\n"));
        }
    }
}
