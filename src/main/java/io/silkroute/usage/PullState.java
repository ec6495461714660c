package io.silkroute.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a connector's orders were read.
 *
 * @param from the first change that was looked for; what was used before is not known
 * @param upTo everything that was changed until then is stored; null before the first order
 * @param pulledAt when a look at the shop came to its end
 * @param problem why the last one did not, in a sentence; null if it did
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PullState(
        Instant from,
        @Nullable Instant upTo,
        @Nullable Instant pulledAt,
        @Nullable String problem) {}
