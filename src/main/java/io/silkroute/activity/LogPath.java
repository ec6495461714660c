package io.silkroute.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way through the log from the newest row to the oldest on which an index leads: what is asked for lies on it, or on one
 * of several, and little else. A row that is asked for and told by its filters lies on exactly one of a query's paths.
 *
 * @param condition which rows are on it, of names that the query's values have
 * @param order the index's columns, the newest first; all of them, else the embedded database sorts every row
 * @param straight whether all of its rows are asked for
 */
record LogPath(String condition, String order, boolean straight) {

    private static final String BY_ID = "id desc";
    private static final String BY_CONNECTOR = "connector desc, id desc";
    private static final String BY_RUN = "run desc, id desc";
    private static final String BY_OUTCOME = "connector desc, outcome desc, kind desc, id desc";
    private static final String BY_ITEM = "item desc, connector desc, id desc";

    private static final List<String> WRITTEN = List.of("created", "updated", "archived", "deleted");
    private static final List<String> FAILED = List.of("rejected", "parked", "conflict");

    static List<LogPath> of(ActivityQuery query) {
        boolean ofConnector = query.connector() != null;
        boolean onlyOutcome = query.q() == null
                && query.type() == null
                && query.cause() == null
                && query.since() == null
                && query.until() == null;
        if (query.item() != null && ofConnector) {
            return List.of(
                    new LogPath("item = :item and connector = :connector", BY_ITEM, false),
                    new LogPath("item is null and connector = :connector", BY_ITEM, false));
        }
        if (ofConnector && query.outcome() == null && ("run".equals(query.kind()) || "operator".equals(query.kind()))) {
            return List.of(new LogPath(
                    "connector = :connector and outcome is null and kind = :kind",
                    BY_OUTCOME,
                    onlyOutcome && query.run() == null));
        }
        if (query.run() != null) {
            boolean onlyRun = onlyOutcome && query.outcome() == null && query.kind() == null && query.item() == null;
            return List.of(new LogPath("run = :run", BY_RUN, onlyRun && !ofConnector));
        }
        if (ofConnector && query.outcome() != null && !ActivityQuery.INCOMPLETE.equals(query.outcome())) {
            boolean straight = onlyOutcome && query.kind() == null;
            return outcomes(query.outcome()).stream()
                    .map(outcome -> new LogPath(
                            "connector = :connector and outcome = '" + outcome + "' and kind = 'item'",
                            BY_OUTCOME,
                            straight))
                    .toList();
        }
        if (ofConnector && query.outcome() == null && "note".equals(query.kind())) {
            return List.of(new LogPath(
                    "connector = :connector and outcome is null and kind = :kind", BY_OUTCOME, onlyOutcome));
        }
        boolean all = onlyOutcome && query.outcome() == null && query.kind() == null && query.item() == null;
        return List.of(
                ofConnector
                        ? new LogPath("connector = :connector", BY_CONNECTOR, all)
                        : new LogPath("1 = 1", BY_ID, all));
    }

    /** Only words of {@link ActivityQuery#OUTCOMES} come here. */
    private static List<String> outcomes(@Nullable String asked) {
        return switch (asked == null ? "" : asked) {
            case ActivityQuery.WRITTEN -> WRITTEN;
            case ActivityQuery.FAILED -> FAILED;
            default ->
                ActivityQuery.OUTCOMES.stream()
                        .filter(outcome -> outcome.equals(asked))
                        .toList();
        };
    }
}
