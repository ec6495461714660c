package io.silkroute.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a person should know.
 *
 * @param id the same as long as it is the same thing
 * @param at since when it is so; what has happened anew since somebody read it is unread again
 * @param kind success, warning, error or tip
 * @param event what has happened, such as {@code run-failed}
 * @param connector null: it concerns all of them
 * @param address of the page that shows it
 * @param read the user who asks has read it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Notification(
        String id,
        Instant at,
        String kind,
        String event,
        @Nullable String connector,
        String sentence,
        String address,
        boolean read) {

    Notification as(boolean isRead) {
        return new Notification(id, at, kind, event, connector, sentence, address, isRead);
    }
}
