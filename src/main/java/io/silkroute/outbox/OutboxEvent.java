package io.silkroute.outbox;

import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something has happened.
 *
 * @param type as settings name it, such as {@code run-failed}
 * @param connector null: it concerns all of them
 * @param cause the same for the same trouble or the same thing: with type and connector it says that it is told already
 * @param sentence for a person, bounded
 * @param address of the page that shows it, from the console's root
 * @param data for programs: texts, numbers, truth values, and maps and lists of such
 */
public record OutboxEvent(
        String type,
        @Nullable ConnectorName connector,
        String cause,
        Instant at,
        String sentence,
        String address,
        Map<String, Object> data) {}
