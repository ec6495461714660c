package io.silkroute.shopify.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A shop's bucket and the calls to it in simulated time: a call travels, is reserved at its requested cost, is
 * worked on, is refunded, and its answer travels back; another consumer may take points meanwhile.
 */
final class SimulatedShop {

    /** What a simulation came to. */
    record Result(double spent, double granted, int throttled, int calls) {
        double used() {
            return spent / granted;
        }
    }

    private record Event(double at, int order, Runnable what) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingInt(Event::order));
    private final Deque<double[]> waiting = new ArrayDeque<>();
    private final Random random;
    private final Bucket ours = new Bucket();
    private final int concurrency;
    private final double latency;
    double maximum;
    double rate;
    double foreignPerSecond;
    private double level;
    private double asOf;
    private double granted;
    private double now;
    private double spent;
    private int throttled;
    private int calls;
    private int inFlight;
    private int order;
    private double awaited;

    SimulatedShop(double maximum, double rate, int concurrency, double latency, long seed) {
        this.maximum = maximum;
        this.rate = rate;
        this.level = maximum;
        this.granted = maximum;
        this.concurrency = concurrency;
        this.latency = latency;
        this.random = new Random(seed);
    }

    Result run(Duration length) {
        double end = length.toMillis() / 1000.0;
        at(0, this::admit);
        for (double tick = 0.05; tick < end; tick += 0.05) {
            at(tick, () -> level -= Math.min(Math.max(0, level), foreignPerSecond * 0.05));
        }
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event next = events.poll();
            now = next.at();
            refill();
            next.what().run();
        }
        return new Result(spent, granted, throttled, calls);
    }

    void at(double time, Runnable what) {
        events.add(new Event(time, order++, what));
    }

    private void refill() {
        double more = Math.min(rate * (now - asOf), maximum - level);
        level += more;
        granted += rate * (now - asOf);
        asOf = now;
    }

    private void admit() {
        while (inFlight < concurrency) {
            double[] call = waiting.isEmpty() ? fresh() : waiting.poll();
            Duration wait = ours.waitFor(call[0], clock());
            if (!wait.isZero()) {
                waiting.addFirst(call);
                wakeIn(wait.toNanos() / 1e9);
                return;
            }
            inFlight++;
            Bucket.Ticket ticket = ours.take(call[0], clock());
            at(now + travel(), () -> arrive(call, ticket));
        }
    }

    private void wakeIn(double seconds) {
        double time = now + Math.max(1e-6, seconds);
        if (time < awaited || awaited <= now) {
            awaited = time;
            at(time, () -> {
                if (now >= awaited) {
                    admit();
                }
            });
        }
    }

    // Products of one to a hundred variants: what is asked for is up to a third more than what is charged.
    private double[] fresh() {
        double requested = Math.ceil(10 + Math.pow(random.nextDouble(), 3) * 60);
        return new double[] {requested, Math.ceil(requested * (0.7 + 0.3 * random.nextDouble()))};
    }

    private void arrive(double[] call, Bucket.Ticket ticket) {
        calls++;
        if (level < call[0]) {
            throttled++;
            Cost cost = cost(call[0], 0, true);
            at(now + travel(), () -> answer(ticket, cost));
            waiting.addFirst(call);
            return;
        }
        level -= call[0];
        at(now + latency * (0.5 + random.nextDouble()), () -> {
            level += call[0] - call[1];
            spent += call[1];
            Cost cost = cost(call[0], call[1], false);
            at(now + travel(), () -> answer(ticket, cost));
        });
    }

    private Cost cost(double requested, double actual, boolean refused) {
        return new Cost(requested, actual, refused, new Cost.Level(maximum, Math.floor(level), rate));
    }

    private void answer(Bucket.Ticket ticket, Cost cost) {
        inFlight--;
        ours.settle(ticket, cost, clock());
        admit();
    }

    private double travel() {
        return 0.005 + 0.03 * random.nextDouble();
    }

    private Instant clock() {
        return Instant.EPOCH.plusNanos((long) (now * 1e9));
    }
}
