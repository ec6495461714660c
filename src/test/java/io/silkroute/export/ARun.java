package io.silkroute.export;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.LinkExisting;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.connector.config.ConnectorConfig.Rules;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import io.silkroute.run.Counts;
import io.silkroute.run.Run;
import io.silkroute.run.RunMode;
import io.silkroute.run.RunState;
import io.silkroute.run.RunTrigger;
import io.silkroute.run.stream.ActiveRun;
import java.time.Instant;
import java.util.List;

/** A run in words: {@code aRun().withTags("new").removing(DELETE).begun()}. It begins with a new connector's settings. */
public final class ARun {

    public static final String CONNECTOR = "shop";

    private ConnectorConfig config = ConnectorConfig.DEFAULTS;
    private RunMode mode = RunMode.INCREMENTAL;

    public static ARun aRun() {
        return new ARun();
    }

    public ARun forceRefresh() {
        mode = RunMode.FORCE_REFRESH;
        return this;
    }

    public ARun exportingAll() {
        ConnectorConfig.Export now = config.export();
        return export(new ConnectorConfig.Export(
                StatusFilter.ALL, now.tags(), now.families(), now.disableDeletions(), now.removal()));
    }

    public ARun withTags(String... tags) {
        ConnectorConfig.Export now = config.export();
        return export(new ConnectorConfig.Export(
                now.status(), List.of(tags), now.families(), now.disableDeletions(), now.removal()));
    }

    public ARun withFamilies(String... families) {
        ConnectorConfig.Export now = config.export();
        return export(new ConnectorConfig.Export(
                now.status(), now.tags(), List.of(families), now.disableDeletions(), now.removal()));
    }

    public ARun withPriceLists(String... entries) {
        ConnectorConfig.Export now = config.export();
        return export(new ConnectorConfig.Export(
                now.status(), now.tags(), now.families(), now.disableDeletions(), now.removal(), List.of(entries)));
    }

    /** Deletions are allowed, and this is what they do. */
    public ARun removing(Removal removal) {
        ConnectorConfig.Export now = config.export();
        return export(new ConnectorConfig.Export(now.status(), now.tags(), now.families(), false, removal));
    }

    public ARun linkingBy(LinkExisting existing) {
        return settings(existing, config.exportPath(), config.guard(), config.rules());
    }

    public ARun onPath(ConnectorConfig.ExportPath path) {
        return settings(config.linkExisting(), path, config.guard(), config.rules());
    }

    public ARun guardedAt(double share, int minimum) {
        return settings(
                config.linkExisting(), config.exportPath(), new ConnectorConfig.Guard(share, minimum), config.rules());
    }

    public ARun taking(Rules.Priority priority) {
        Rules now = config.rules();
        return settings(
                config.linkExisting(),
                config.exportPath(),
                config.guard(),
                new Rules(now.campaigns(), now.excludeProducts(), priority));
    }

    private ARun export(ConnectorConfig.Export export) {
        config = config.withExport(export);
        return this;
    }

    private ARun settings(
            LinkExisting existing, ConnectorConfig.ExportPath path, ConnectorConfig.Guard guard, Rules rules) {
        config = new ConnectorConfig(
                config.shop(),
                config.export(),
                config.mapping(),
                existing,
                config.trigger(),
                config.batchSize(),
                config.conflicts(),
                path,
                guard,
                rules,
                config.campaigns(),
                config.pull(),
                config.loyalty(),
                config.notifications(),
                config.sources());
        return this;
    }

    public ActiveRun begun() {
        return new ActiveRun(new Run(
                "run-1",
                new ConnectorName(CONNECTOR),
                mode,
                RunTrigger.API,
                null,
                RunState.RUNNING,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                config,
                null,
                true,
                false,
                1,
                new Counts()));
    }
}
