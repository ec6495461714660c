package io.silkroute.connector.lifecycle;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorActivated;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorDeactivated;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTurned;
import io.silkroute.connector.FiltersChanged;
import io.silkroute.connector.RenderingChanged;
import io.silkroute.connector.ShopChanged;
import io.silkroute.connector.UnfinishedRuns;
import io.silkroute.connector.config.ConfigJson;
import io.silkroute.connector.config.ConfigJson.Difference;
import io.silkroute.connector.config.ConfigReader;
import io.silkroute.connector.config.ConfigRefused;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.FieldProblem;
import io.silkroute.connector.secret.Secrets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person does to connectors. Saving starts nothing. Each action is told in the activity log.
 *
 * <p>All methods throw {@link ConnectorRefused} or {@link ConfigRefused} with a sentence for that person.
 */
@Component
public class ConnectorSetup {

    private final JdbcConnectors connectors;
    private final ConfigReader reader;
    private final ConfigJson json;
    private final ObjectProvider<UnfinishedRuns> runs;
    private final ObjectProvider<ConnectorData> features;
    private final ConfigChanges changes;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ConnectorSetup(
            JdbcConnectors connectors,
            ConfigReader reader,
            ConfigJson json,
            ObjectProvider<UnfinishedRuns> runs,
            ObjectProvider<ConnectorData> features,
            ConfigChanges changes,
            ActivityLog activity,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.connectors = connectors;
        this.reader = reader;
        this.json = json;
        this.runs = runs;
        this.features = features;
        this.changes = changes;
        this.activity = activity;
        this.events = events;
        this.transaction = transaction;
    }

    public Connector find(String name) {
        return find(named(name));
    }

    private static ConnectorName named(String name) {
        return ConnectorName.asked(name).orElseThrow(() -> ConnectorRefused.unknown(name));
    }

    private Connector find(ConnectorName name) {
        return connectors.find(name).orElseThrow(() -> ConnectorRefused.unknown(name.text()));
    }

    /** The configuration as JSON, of each secret only whether it is set. */
    public ObjectNode shown(String name) {
        return shown(named(name));
    }

    private ObjectNode shown(ConnectorName name) {
        return json.shown(find(name).config(), connectors.secrets(name));
    }

    /** Adds an inactive connector. @param config as {@code /config} takes it, with secrets */
    public Connector create(@Nullable String name, JsonNode config, String actor) {
        ConnectorName checked = ConnectorName.given(name);
        ConfigReader.Read read = reader.read(object(config), Secrets.NONE, false);
        try {
            transaction.executeWithoutResult(status -> {
                connectors.add(checked, false, read.config(), read.secrets());
                activity.append(Entry.ofOperator(checked.text(), actor, "The connector was created, inactive."));
            });
        } catch (DuplicateKeyException e) {
            throw ConnectorRefused.exists(checked.text());
        }
        events.publishEvent(new RenderingChanged(checked));
        return find(checked);
    }

    /** What a connector would export with other filters, which are not saved; what is not given stays. */
    public ConnectorConfig asked(String name, JsonNode filters) {
        ConnectorConfig now = find(name).config();
        return now.withExport(reader.filters(filters, now.export()));
    }

    /** Replaces the configuration; a secret that is not given stays. */
    public ObjectNode replace(String name, JsonNode config, String actor) {
        return save(named(name), () -> object(config), new Asked(actor, null, null));
    }

    /** Merges the patch into the configuration, as RFC 7396 does. */
    public ObjectNode patch(String name, JsonNode patch, String actor) {
        return patch(name, patch, actor, null);
    }

    /** The same, unless somebody has meanwhile changed what a page has shown. @param seen null: whatever was changed */
    public ObjectNode patch(String name, JsonNode patch, String actor, @Nullable Seen seen) {
        return save(named(name), () -> ConfigJson.patched(shown(name), object(patch)), new Asked(actor, seen, null));
    }

    /**
     * What a page has shown of a configuration.
     *
     * @param last the latest change when it did
     * @param paths the keys that it showed
     */
    public record Seen(long last, Collection<String> paths) {}

    /**
     * Sets the keys of a change back to what they were before it, as a change of its own. Secrets stay as they are.
     *
     * @param last the latest change that the person who asks has seen
     */
    public ObjectNode undo(String name, ConfigChange change, long last, String actor) {
        Seen seen = new Seen(
                last, change.differences().stream().map(Difference::path).toList());
        return save(named(name), () -> ConfigJson.patched(shown(name), before(change)), new Asked(actor, seen, change));
    }

    /** The patch that sets the keys of a change back. */
    public static ObjectNode before(ConfigChange change) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        change.differences().forEach(one -> ConfigJson.set(patch, one.path(), one.then()));
        return patch;
    }

    /** @param undone the change that is taken back; null: none is */
    private record Asked(
            String actor, @Nullable Seen seen, @Nullable ConfigChange undone) {}

    /** The configuration as it is saved, with its secrets, also where it cannot be used any more. */
    public ConfigReader.Read stored(String connector) {
        ConnectorName name = named(connector);
        return inTurn(name, now -> new ConfigReader.Read(now.config(), connectors.secrets(name)));
    }

    /** What a patch would make of the configuration, with its secrets; nothing is saved. */
    public ConfigReader.Read tried(String connector, JsonNode patch) {
        ConnectorName name = named(connector);
        // In turn, so that a secret and the shop that it was saved for are of one moment.
        return inTurn(
                name,
                now -> reader.read(
                        ConfigJson.patched(shown(name), object(patch)),
                        new ConfigReader.Read(now.config(), connectors.secrets(name)),
                        false));
    }

    private ObjectNode save(ConnectorName name, Supplier<ObjectNode> tree, Asked asked) {
        boolean otherwise = inTurn(name, now -> {
            refuseIfOtherwise(name, asked.seen());
            ConfigReader.Read before = new ConfigReader.Read(now.config(), connectors.secrets(name));
            ConfigReader.Read after = reader.read(tree.get(), before, now.active());
            boolean filtersDiffer = !now.config().filtersAs(after.config());
            if (filtersDiffer) {
                refuseWhileAtWork(
                        now, "The filters (export.status, export.tags, export.families, rules) can be changed");
            }
            List<String> changed = json.changes(before, after);
            if (!changed.isEmpty()) {
                connectors.save(name, after.config(), after.secrets());
                ConfigChange undone = asked.undone();
                changes.add(
                        name,
                        asked.actor(),
                        json.differences(before.config(), after.config()),
                        List.copyOf(json.secrets(before, after)),
                        undone == null ? null : undone.id());
                activity.append(Entry.ofOperator(
                        name.text(),
                        asked.actor(),
                        "The configuration was changed"
                                + (undone == null
                                        ? ""
                                        : " back, undoing what " + undone.actor() + " changed at " + undone.at())
                                + ": " + String.join("; ", changed) + "."));
            }
            if (!sameShop(before, after)
                    || !before.config().mapping().equals(after.config().mapping())) {
                events.publishEvent(new ShopChanged(name));
            }
            if (filtersDiffer) {
                // Within the transaction: new filters are never saved without what enters and leaves being pending.
                events.publishEvent(new FiltersChanged(name));
            }
            return !after.config().rendersAs(now.config());
        });
        if (otherwise) {
            events.publishEvent(new RenderingChanged(name));
        }
        return shown(name);
    }

    /** Does nothing if it is active already. */
    public Connector activate(String connector, String actor) {
        ConnectorName name = named(connector);
        boolean changed = inTurn(name, now -> {
            List<FieldProblem> missing = reader.missing(now.config(), connectors.secrets(name));
            if (!now.active() && !missing.isEmpty()) {
                throw new ConfigRefused(missing);
            }
            return turn(name, true, actor, "The connector was activated.");
        });
        if (changed) {
            events.publishEvent(new ConnectorActivated(name));
        }
        return find(name);
    }

    /** A run at work stops after its present batch. Does nothing if the connector is inactive already. */
    public Connector deactivate(String connector, String actor) {
        ConnectorName name = named(connector);
        if (inTurn(name, now -> turn(name, false, actor, "The connector was deactivated."))) {
            events.publishEvent(new ConnectorDeactivated(name));
        }
        return find(name);
    }

    /** Forgets the connector and everything known of its items. Nothing is changed in the shop. */
    public void delete(String connector, String actor) {
        ConnectorName name = named(connector);
        inTurn(name, now -> {
            refuseWhileAtWork(now, "A connector can be deleted");
            return true;
        });
        features.forEach(feature -> feature.sweep(name));
        inTurn(name, now -> {
            refuseWhileAtWork(now, "A connector can be deleted");
            connectors.delete(name);
            features.forEach(feature -> feature.purge(name));
            activity.append(Entry.ofOperator(null, actor, "The connector " + name + " was deleted."));
            return true;
        });
    }

    private boolean turn(ConnectorName name, boolean on, String actor, String sentence) {
        boolean changed = connectors.setActive(name, on);
        if (changed) {
            activity.append(Entry.ofOperator(name.text(), actor, sentence));
            events.publishEvent(new ConnectorTurned(name, on, actor));
        }
        return changed;
    }

    private void refuseIfOtherwise(ConnectorName name, @Nullable Seen seen) {
        if (seen != null) {
            changes.after(name, seen.last()).stream()
                    .filter(change -> seen.paths().stream().anyMatch(change::touches))
                    .findFirst()
                    .ifPresent(change -> {
                        throw ConnectorRefused.changedMeanwhile(change);
                    });
        }
    }

    private void refuseWhileAtWork(Connector connector, String what) {
        if (connector.active()) {
            throw ConnectorRefused.active(what, connector.name().text());
        }
        UnfinishedRuns unfinished = runs.getIfAvailable();
        if (unfinished != null) {
            unfinished.unfinishedOf(connector.name()).ifPresent(run -> {
                throw ConnectorRefused.unfinished(what, connector.name().text(), run);
            });
        }
    }

    private static boolean sameShop(ConfigReader.Read one, ConfigReader.Read other) {
        return one.config().shop().calledAs(other.config().shop())
                && Objects.equals(one.secrets().accessToken(), other.secrets().accessToken())
                && Objects.equals(one.secrets().clientSecret(), other.secrets().clientSecret());
    }

    private static ObjectNode object(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new ConfigRefused(List.of(new FieldProblem("config", "must be an object.")));
    }

    private interface Step<T> {
        T take(Connector now);
    }

    /** One after the other with everything that asks for or ends a run of this connector. */
    private <T> T inTurn(ConnectorName name, Step<T> step) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!connectors.lock(name)) {
                throw ConnectorRefused.unknown(name.text());
            }
            return step.take(find(name));
        }));
    }
}
