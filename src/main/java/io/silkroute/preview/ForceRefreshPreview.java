package io.silkroute.preview;

import io.silkroute.catalogue.ExportedSet;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.run.Run;
import io.silkroute.run.RunMode;
import io.silkroute.run.RunState;
import io.silkroute.run.RunView;
import io.silkroute.run.RunViews;
import io.silkroute.run.Runs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a force refresh would do now, before it is asked for. */
@Component
public class ForceRefreshPreview {

    private static final int LISTED = 200;
    private static final int LOOKED_AT = 100;

    private final ExportedSet set;
    private final PendingChanges pending;
    private final Runs runs;
    private final RunViews views;

    ForceRefreshPreview(ExportedSet set, PendingChanges pending, Runs runs, RunViews views) {
        this.set = set;
        this.pending = pending;
        this.runs = runs;
        this.views = views;
    }

    /**
     * @param sent visible items that pass the filters: each goes out whole
     * @param dropped pending changes whose place they take
     * @param removals those of them by which an item would have left the shop, or been noted to
     * @param listed the first 200 of these
     * @param superseded an interrupted run that it would take the place of; null if there is none
     * @param last the last force refresh that went to its end, for what it took; null if there is none of late
     */
    public record Preview(
            long sent,
            long dropped,
            long removals,
            List<ItemKey> listed,
            @Nullable String superseded,
            @Nullable RunView last) {}

    public Preview of(Connector connector) {
        ConnectorName name = connector.name();
        var config = connector.config();
        List<Run> recent = runs.of(name, null, LOOKED_AT);
        return new Preview(
                set.countVisible(name, config),
                pending.count(name, runs.stand(name)),
                set.countRemovals(name, config),
                set.removals(name, config, LISTED),
                recent.stream()
                        .filter(run -> run.state() == RunState.INTERRUPTED)
                        .findFirst()
                        .map(Run::id)
                        .orElse(null),
                recent.stream()
                        .filter(run -> run.mode() == RunMode.FORCE_REFRESH)
                        .filter(run ->
                                run.state() == RunState.COMPLETED || run.state() == RunState.COMPLETED_WITH_FAILURES)
                        .findFirst()
                        .map(views::of)
                        .orElse(null));
    }
}
