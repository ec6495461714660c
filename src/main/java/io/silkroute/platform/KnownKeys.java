package io.silkroute.platform;

import io.silkroute.connector.config.DidYouMean;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys under {@code silkroute}: those of the settings records, and single ones. A part {@code *} stands for any
 * name, {@code **} for anything below.
 */
final class KnownKeys {

    /** Keys that code or routes read one by one. */
    static final List<String> SINGLE = List.of(
            "silkroute.data",
            "silkroute.secret-key",
            "silkroute.routes",
            "silkroute.mappings",
            "silkroute.sources",
            "silkroute.sample",
            "silkroute.sample-connector",
            "silkroute.inbox",
            "silkroute.inbox-poll",
            "silkroute.inbox-settle",
            "silkroute.inbox-at-once",
            "silkroute.run.lease",
            "silkroute.run.lease-renewal",
            "silkroute.run.lost-after",
            "silkroute.run.watch-period",
            "silkroute.run.watch-delay",
            "silkroute.run.retry-after",
            "silkroute.run.events-every",
            "silkroute.run.consumers",
            "silkroute.run.item-threads",
            "silkroute.run.batches",
            "silkroute.stage.consumers",
            "silkroute.schedule.tick",
            "silkroute.address",
            "silkroute.mail.tick",
            "silkroute.mail.tick-delay",
            "silkroute.mail.clock",
            "silkroute.mail.clock-delay",
            "silkroute.metrics.tick",
            "silkroute.metrics.tick-delay",
            "silkroute.code-jobs.period",
            "silkroute.code-jobs.delay",
            "silkroute.broker.receive-timeout-millis",
            "silkroute.run.linger",
            "silkroute.run.bulk-batch",
            "silkroute.broker.receive-timeout-millis",
            "silkroute.discounts.codes-at-once",
            "silkroute.discounts.expiry-period",
            "silkroute.shopify.call-timeout",
            "silkroute.shopify.search-lag",
            "silkroute.shopify.request-log-period",
            "silkroute.shopify.request-log-kept",
            "silkroute.shopify.request-log-slice",
            "silkroute.fetch.at-once",
            "silkroute.fetch.tick",
            "silkroute.fetch.tick-delay",
            "silkroute.pull.at-once",
            "silkroute.pull.tick",
            "silkroute.pull.tick-delay",
            "silkroute.import.at-once",
            "silkroute.import.tick",
            "silkroute.import.tick-delay",
            "silkroute.conflicts.tick",
            "silkroute.conflicts.tick-delay",
            "silkroute.deliveries.tick",
            "silkroute.outbox.tick",
            "silkroute.outbox.look-delay",
            "silkroute.outbox.look-period",
            "silkroute.outbox.pause",
            "silkroute.usage.tick",
            "silkroute.usage.tick-delay",
            "silkroute.loyalty.tick",
            "silkroute.loyalty.tick-delay",
            "silkroute.webhooks.consumers",
            "silkroute.webhooks.tick",
            "silkroute.webhooks.look-every",
            "silkroute.webhooks.look-tick",
            "silkroute.activity.retention-delay",
            "silkroute.activity.retention-period",
            "silkroute.activity.retention-slice");

    private final Set<String> keys = new TreeSet<>(SINGLE);

    /** Adds what a settings type binds below its prefix. */
    void add(String prefix, Class<?> settings) {
        addFields(prefix, settings);
    }

    void add(Collection<String> more) {
        keys.addAll(more);
    }

    /** The known key that is nearest to an unknown one, with the names that it has. */
    Optional<String> nearest(String key) {
        String[] given = key.split("\\.");
        return DidYouMean.nearest(
                key, keys.stream().map(known -> named(known, given)).toList());
    }

    private static String named(String known, String[] given) {
        String[] parts = known.split("\\.");
        for (int i = 0; i < parts.length && i < given.length; i++) {
            parts[i] = parts[i].equals("*") ? given[i] : parts[i];
        }
        return String.join(".", parts);
    }

    boolean knows(String key) {
        return keys.stream().anyMatch(known -> matches(known.split("\\."), key.split("\\.")));
    }

    private static boolean matches(String[] known, String[] key) {
        for (int i = 0; i < known.length; i++) {
            if (known[i].equals("**")) {
                return true;
            }
            if (i >= key.length || !known[i].equals("*") && !bare(known[i]).equals(bare(key[i]))) {
                return false;
            }
        }
        return known.length == key.length;
    }

    /** As relaxed binding compares: case and hyphens do not count, nor does the index of a list. */
    private static String bare(String part) {
        return part.toLowerCase(Locale.ROOT)
                .replaceAll("\\[\\d+]", "")
                .replace("-", "")
                .replace("_", "");
    }

    private void addFields(String prefix, Class<?> type) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                addType(prefix + "." + kebab(component.getName()), component.getGenericType());
            }
        } else {
            keys.add(prefix + ".**"); // not one of ours to take apart
        }
    }

    private void addType(String key, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            addType(key + ".*", generic.getActualTypeArguments()[1]);
        } else if (type instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw)) {
            keys.add(key); // a list that is empty is told by its own name
            addType(key, generic.getActualTypeArguments()[0]);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            addFields(key, record);
        } else {
            keys.add(key);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
