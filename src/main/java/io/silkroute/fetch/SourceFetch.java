package io.silkroute.fetch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fetch as the API shows it.
 *
 * @param trigger schedule or manual
 * @param since what changed after this time was asked for; null: everything
 * @param continues the fetch that failed and where it goes on
 * @param problem why it failed, or what is to be known of it, in a sentence
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SourceFetch(
        String id,
        ConnectorName connector,
        String source,
        FetchMode mode,
        String trigger,
        FetchStatus state,
        @Nullable String askedBy,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant since,
        @Nullable String continues,
        FetchCounts counts,
        List<String> receipts,
        @Nullable String problem) {

    /**
     * @param records that the PIM told of
     * @param accepted items that the door took in, removals among them
     * @param rejected items that it refused; the receipts have each
     */
    public record FetchCounts(long pages, long records, long accepted, long rejected, long warned) {}
}
