package io.silkroute.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What was asked of the shop since the start or the last reset. */
final class Statistics {
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> bulkLines = new ConcurrentHashMap<>();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private final DoubleAdder points = new DoubleAdder();

    void requested() {
        requests.increment();
    }

    void refused() {
        refused.increment();
    }

    void faulted() {
        faults.increment();
    }

    void throttled() {
        throttled.increment();
    }

    void spent(List<String> operations, double cost) {
        points.add(cost);
        count(calls, operations);
    }

    void line(List<String> operations) {
        count(bulkLines, operations);
    }

    private static void count(Map<String, LongAdder> counts, List<String> operations) {
        for (String operation : operations) {
            counts.computeIfAbsent(operation, o -> new LongAdder()).increment();
        }
    }

    /** Writes to products, collections and publications; reads, uploads and bulk operations themselves are none. */
    private static boolean write(String operation) {
        return operation.matches("(product|collection|publishable|tags|metafields?)[A-Z].*")
                && operation.matches(".*(Set|Create|Update|Delete|Publish|Unpublish|Add|Remove|Products)");
    }

    void reset() {
        calls.clear();
        bulkLines.clear();
        throttled.reset();
        requests.reset();
        refused.reset();
        faults.reset();
        points.reset();
    }

    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("requests", requests.sum());
        told.put("unauthorized", refused.sum());
        told.put("throttled", throttled.sum());
        told.put("faults", faults.sum());
        told.put("points", points.sum());
        told.put("calls", sums(calls));
        told.put("bulkLines", sums(bulkLines));
        told.put("writes", writes(calls) + writes(bulkLines));
        return told;
    }

    private static long writes(Map<String, LongAdder> counts) {
        return counts.entrySet().stream()
                .filter(entry -> write(entry.getKey()))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((operation, count) -> sums.put(operation, count.sum()));
        return sums;
    }
}
