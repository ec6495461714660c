package io.silkroute.run;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One synchronization of one connector.
 *
 * @param askedBy the person who asked for it; null if none did
 * @param config the connector's configuration when the run started; the run keeps to it to its end
 * @param reason why it ended early or waits, in a sentence; null otherwise
 * @param filled a force refresh has replaced the pending queue
 * @param fencingToken how often it was taken in hand
 * @param counts what was done until it finished; while it runs, so far
 * @param pulled what it pulled from the shop; null while it has not, and where nobody asked for it
 */
public record Run(
        String id,
        ConnectorName connector,
        RunMode mode,
        RunTrigger trigger,
        @Nullable String askedBy,
        RunState state,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        ConnectorConfig config,
        @Nullable String reason,
        boolean filled,
        boolean removalsConfirmed,
        int fencingToken,
        Counts counts,
        @Nullable Pulled pulled) {

    /** One that has pulled nothing. */
    public Run(
            String id,
            ConnectorName connector,
            RunMode mode,
            RunTrigger trigger,
            @Nullable String askedBy,
            RunState state,
            Instant queuedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            ConnectorConfig config,
            @Nullable String reason,
            boolean filled,
            boolean removalsConfirmed,
            int fencingToken,
            Counts counts) {
        this(
                id,
                connector,
                mode,
                trigger,
                askedBy,
                state,
                queuedAt,
                startedAt,
                finishedAt,
                config,
                reason,
                filled,
                removalsConfirmed,
                fencingToken,
                counts,
                null);
    }

    /** Did it end with changes in the queue that are to be tried again by themselves? */
    public boolean leftBehind() {
        return state == RunState.FAILED || state == RunState.COMPLETED_WITH_FAILURES && reason != null;
    }

    /** Is it under way, or about to be? */
    public boolean atWork() {
        return state == RunState.QUEUED || state == RunState.RUNNING || state == RunState.STOPPING;
    }
}
