package io.silkroute.pull;

import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream was read.
 *
 * @param checkpoint everything that the shop changed until then is stored; null: it was never read
 * @param deletedTo the same of what was deleted
 * @param running the pull that reads it now
 * @param pulledAt when it was last read to its end
 * @param endedAt when it was last tried
 * @param heardAt when a webhook last told of it
 * @param problem why the last try failed
 */
public record StreamStand(
        Stream stream,
        @Nullable Instant checkpoint,
        @Nullable Instant deletedTo,
        @Nullable String running,
        @Nullable Instant pulledAt,
        @Nullable Instant endedAt,
        @Nullable Instant heardAt,
        @Nullable String problem) {}
