package io.silkroute.fetch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.config.SourceConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as the API shows it.
 *
 * @param address without its query, in which a key may stand
 * @param changedTo what changed up to then is here; null: nothing was fetched yet
 * @param running the fetch that has the source to itself
 * @param nextFetch when the clock asks for the next one
 * @param problem why the last fetch failed
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SourceState(
        String name,
        SourceConfig.Kind kind,
        String address,
        List<String> schedule,
        List<String> fullSchedule,
        boolean removals,
        @Nullable Instant changedTo,
        @Nullable Instant fetchedAt,
        @Nullable String running,
        @Nullable Instant nextFetch,
        @Nullable SourceFetch lastFetch,
        @Nullable String problem) {}
