package io.silkroute.mail;

import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trouble: of one event, connector and cause.
 *
 * @param recoveredAt null: it is there
 * @param mailedAt when a mail told of it last; null: none has
 * @param told a mail has told of it since it was last over
 * @param untold how often it came since the last mail
 * @param sentence of the latest time
 * @param lastEvent the latest that was counted
 */
record Incident(
        ConnectorName connector,
        String event,
        String cause,
        Instant openedAt,
        @Nullable Instant recoveredAt,
        @Nullable Instant mailedAt,
        boolean told,
        int untold,
        String sentence,
        String address,
        String lastEvent) {}
