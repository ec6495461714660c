package io.silkroute.run;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The life of a run.
 *
 * <pre>
 * queued ──► running ──► completed | completed-with-failures | failed
 *   ▲          │ ▲
 *   │          ▼ │ (activated again before the batch ended)
 *   │       stopping ──► interrupted ──► queued (activated, or confirmed)
 *   │                        │
 *   └── superseded, cancelled ◄┘
 * </pre>
 */
public enum RunState {
    QUEUED, // waits behind the connector's other runs, for its activation, or for a shop that does not answer
    RUNNING, // works off changes; after a node's death it is found in this state and taken up again
    STOPPING, // the connector was deactivated; the batch in hand is being finished
    INTERRUPTED, // deactivated in mid-run, or waits for a confirmation; goes on with the configuration of its start
    SUPERSEDED, // a force refresh took its place
    CANCELLED, // an operator ended it; its remaining changes stay pending
    COMPLETED,
    COMPLETED_WITH_FAILURES, // went to its end, with items rejected or parked
    FAILED; // stopped early for one reason that concerns the whole shop

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public static RunState of(String word) {
        for (RunState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("not a run state: " + word);
    }

    public String word() {
        return word;
    }

    public boolean finished() {
        return next().isEmpty();
    }

    /** Did it come to an end by what it met, and not because a person or another run ended it? */
    boolean ofItsOwn() {
        return this == COMPLETED || this == COMPLETED_WITH_FAILURES || this == FAILED;
    }

    public boolean canBecome(RunState state) {
        return next().contains(state);
    }

    private Set<RunState> next() {
        return switch (this) {
            case QUEUED ->
                EnumSet.of(
                        RUNNING, // a node took it in hand
                        SUPERSEDED, // a force refresh was asked for
                        CANCELLED, // an operator ended it before its turn
                        FAILED); // its connector was deleted
            case RUNNING ->
                EnumSet.of(
                        QUEUED, // its shop does not answer: it gives its consumer back and comes again after a pause
                        STOPPING, // the connector was deactivated
                        INTERRUPTED, // it waits for a confirmation, or its node died and the connector is inactive now
                        COMPLETED, // all was done
                        COMPLETED_WITH_FAILURES, // all was done but for what was rejected, parked or postponed
                        FAILED); // the shop as a whole does not work, a batch was not recorded, or its connector was
            // deleted
            case STOPPING ->
                EnumSet.of(
                        RUNNING, // the connector was activated before the batches in hand had ended
                        INTERRUPTED, // they have ended
                        COMPLETED, // they were the last ones
                        COMPLETED_WITH_FAILURES, // the same
                        FAILED); // the shop failed meanwhile
            case INTERRUPTED ->
                EnumSet.of(
                        QUEUED, // the connector was activated, or the removals were confirmed
                        SUPERSEDED, // a force refresh was asked for
                        CANCELLED); // an operator ended it
            case SUPERSEDED, CANCELLED, COMPLETED, COMPLETED_WITH_FAILURES, FAILED -> EnumSet.noneOf(RunState.class);
        };
    }
}
