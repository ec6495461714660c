package io.silkroute.sandbox.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What was asked of the shop since the start or the last reset. */
public final class Statistics {
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> bulkLines = new ConcurrentHashMap<>();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final DoubleAdder points = new DoubleAdder();

    public void requested() {
        requests.increment();
    }

    public void refused() {
        refused.increment();
    }

    public void faulted() {
        faults.increment();
    }

    void throttled() {
        throttled.increment();
    }

    void spent(List<String> operations, long writing, double cost) {
        writes.add(writing);
        points.add(cost);
        count(calls, operations);
    }

    void line(List<String> operations, long writing) {
        writes.add(writing);
        count(bulkLines, operations);
    }

    private static void count(Map<String, LongAdder> counts, List<String> operations) {
        for (String operation : operations) {
            counts.computeIfAbsent(operation, o -> new LongAdder()).increment();
        }
    }

    public void reset() {
        calls.clear();
        bulkLines.clear();
        throttled.reset();
        requests.reset();
        refused.reset();
        faults.reset();
        writes.reset();
        points.reset();
    }

    public Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("requests", requests.sum());
        told.put("unauthorized", refused.sum());
        told.put("throttled", throttled.sum());
        told.put("faults", faults.sum());
        told.put("points", points.sum());
        told.put("calls", sums(calls));
        told.put("bulkLines", sums(bulkLines));
        told.put("writes", writes.sum());
        return told;
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((operation, count) -> sums.put(operation, count.sum()));
        return sums;
    }
}
