package io.silkroute.promotion.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is told.
 *
 * @param done codes that are in the shop
 * @param failures the first of those that failed
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CodeJob(
        String id,
        ConnectorName connector,
        String campaign,
        CodeJobState state,
        int total,
        int done,
        int failed,
        String askedBy,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<Failure> failures) {

    /** @param reason a sentence for people */
    public record Failure(String code, String reason) {}

    /** How many are still to be settled. */
    public int left() {
        return total - done - failed;
    }
}
