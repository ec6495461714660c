package io.silkroute.pull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pull as the API shows it.
 *
 * @param streams in the order in which they are read
 * @param checkpoints how far each stream was read, by the shop's clock; null as long as it was not read to any
 * @param problems why a stream could not be read, in a sentence
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ShopPull(
        String id,
        ConnectorName connector,
        PullMode mode,
        PullTrigger trigger,
        PullStatus state,
        @Nullable String askedBy,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<String> streams,
        Map<String, PullCounts> counts,
        Map<String, @Nullable Instant> checkpoints,
        Map<String, String> problems) {

    /** The same pull with what has come of its streams. */
    ShopPull with(
            List<String> read,
            Map<String, PullCounts> counted,
            Map<String, @Nullable Instant> reached,
            Map<String, String> failed) {
        return new ShopPull(
                id,
                connector,
                mode,
                trigger,
                state,
                askedBy,
                queuedAt,
                startedAt,
                finishedAt,
                read,
                counted,
                reached,
                failed);
    }

    /**
     * @param seen objects that the shop told of
     * @param changed those of them that were new or had another content
     * @param removed objects that are no more
     */
    public record PullCounts(long seen, long changed, long removed) {}
}
