package io.silkroute.conflict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of the whole catalogue with the shop.
 *
 * @param state {@code running}, {@code completed} or {@code failed}
 * @param settle does what differs become a conflict, to be settled as the connector says?
 * @param checked how many items in the shop were compared
 * @param differing how many of them the shop holds otherwise, or no more
 * @param written how many could not be compared because they were just being written
 * @param problem why it failed; null if it did not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DriftReport(
        String id,
        @JsonIgnore ConnectorName connector,
        String state,
        boolean settle,
        String askedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long checked,
        long differing,
        long written,
        @Nullable String problem,
        @JsonIgnore int atType,
        @JsonIgnore String atId) {

    static final String RUNNING = "running";
}
