package io.silkroute.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parts of the sandbox shop, put together, and what the control endpoint may change of them. */
final class Sandbox implements AutoCloseable {
    final SandboxSettings settings;
    final Shop shop;
    final Tokens tokens;
    final Faults faults = new Faults();
    final Statistics statistics = new Statistics();
    final StagedUploads uploads;
    final BulkOperations bulk;
    final BulkOperations.Pace pace;
    final Path files;

    private final Journal journal;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Supplier<AdminApi> start;
    private volatile @Nullable AdminApi api;
    private volatile Plan plan;
    volatile Duration latency;
    volatile Duration jitter;

    Sandbox(SandboxSettings settings, Clock clock, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.plan = settings.plan();
        this.latency = settings.latency();
        this.jitter = settings.latencyJitter();
        this.journal = Journal.in(settings.data());
        this.shop = new Shop(settings.domain(), clock, journal);
        this.tokens = new Tokens(settings, clock);
        this.files = files(settings.data());
        this.uploads = new StagedUploads(shop, files);
        this.pace = new BulkOperations.Pace(settings.bulkRate(), settings.bulkDelay());
        this.bulk = new BulkOperations(shop, uploads, files, faults, pace);
        this.start = () -> new AdminApi(new ShopGraph(shop, bulk, uploads, () -> plan).schema(), statistics);
    }

    private static Path files(@Nullable Path data) {
        try {
            return data == null ? Files.createTempDirectory("silkroute-sandbox") : data.resolve("bulk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API; its schema is read at the first call, so that the application starts without waiting for it. */
    AdminApi api() {
        AdminApi made = api;
        if (made == null) {
            synchronized (this) {
                made = api;
                if (made == null) {
                    made = start.get();
                    bulk.runIn(made);
                    api = made;
                }
            }
        }
        return made;
    }

    Bucket bucket(String app) {
        return buckets.computeIfAbsent(app, a -> new Bucket(plan.maximum(), plan.restoreRate, nanoTime));
    }

    Plan plan() {
        return plan;
    }

    void become(Plan newPlan) {
        plan = newPlan;
        buckets.values().forEach(bucket -> bucket.become(newPlan.maximum(), newPlan.restoreRate));
    }

    /** Everything but the shop's contents as it was at the start; with {@code contents} an empty shop too. */
    void reset(boolean contents) {
        faults.clear();
        statistics.reset();
        tokens.restore();
        latency = settings.latency();
        jitter = settings.latencyJitter();
        pace.linesPerSecond = settings.bulkRate();
        pace.delay = settings.bulkDelay();
        plan = settings.plan();
        buckets.clear();
        if (contents) {
            bulk.clear();
            uploads.clear();
            shop.clear();
        }
    }

    @Override
    public void close() throws IOException {
        bulk.close();
        journal.close();
    }
}
