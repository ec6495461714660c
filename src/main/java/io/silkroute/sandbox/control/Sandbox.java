package io.silkroute.sandbox.control;

import io.silkroute.sandbox.graphql.AdminApi;
import io.silkroute.sandbox.graphql.Bucket;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Statistics;
import io.silkroute.sandbox.shop.Faults;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Plan;
import io.silkroute.sandbox.shop.SandboxSettings;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.shop.Tokens;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The shop with every feature in it, open, and what the control endpoint may change of it. */
@InSandbox
@Component("sandbox")
final class Sandbox {
    final SandboxSettings settings;
    final Shop shop;
    final AdminApi api;
    final Tokens tokens;
    final Faults faults;
    final Statistics statistics;
    final List<SandboxFeature> features;

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Set<String> granted = new TreeSet<>();
    private volatile Set<String> scopes;
    volatile Duration latency;
    volatile Duration jitter;

    Sandbox(
            SandboxSettings settings,
            Shop shop,
            AdminApi api,
            Tokens tokens,
            Faults faults,
            Statistics statistics,
            List<SandboxFeature> features) {
        this.settings = settings;
        this.shop = shop;
        this.api = api;
        this.tokens = tokens;
        this.faults = faults;
        this.statistics = statistics;
        this.features = features;
        this.latency = settings.latency();
        this.jitter = settings.latencyJitter();
        if (settings.scopes() == null) {
            features.forEach(feature -> granted.addAll(feature.scopes()));
        } else {
            granted.addAll(settings.scopes());
        }
        this.scopes = Set.copyOf(granted);
        shop.open();
    }

    /** What an app may do from now on: what it was granted at the start, and these and without those. */
    void grant(Collection<String> more, Collection<String> less) {
        Set<String> now = new TreeSet<>(granted);
        now.addAll(more);
        now.removeAll(less);
        scopes = Set.copyOf(now);
    }

    /** What an app may do. */
    Set<String> scopes() {
        return scopes;
    }

    Bucket bucket(String app) {
        return buckets.computeIfAbsent(
                app, a -> new Bucket(shop.plan().maximum(), shop.plan().restoreRate, System::nanoTime));
    }

    void become(Plan plan) {
        shop.become(plan);
        buckets.values().forEach(bucket -> bucket.become(plan.maximum(), plan.restoreRate));
    }

    /** Everything but the shop's contents as it was at the start; with {@code contents} an empty shop too. */
    void reset(boolean contents) {
        faults.clear();
        statistics.reset();
        tokens.restore();
        latency = settings.latency();
        jitter = settings.latencyJitter();
        shop.become(settings.plan());
        buckets.clear();
        scopes = Set.copyOf(granted);
        features.forEach(feature -> feature.reset(contents));
        if (contents) {
            shop.clear();
        }
    }
}
