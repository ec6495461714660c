package io.silkroute.fetch;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells of sources that cannot be fetched and of those that are again; within the transaction that ends the fetch. */
@Component
class SourceTrouble {

    private static final int LONGEST = 1_000;

    private final ActivityLog activity;
    private final Outbox outbox;
    private final Clock clock;

    SourceTrouble(ActivityLog activity, Outbox outbox, Clock clock) {
        this.activity = activity;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param before why the fetch before this one failed, if it did: then it is told already */
    void failed(SourceFetch fetch, String problem, @Nullable String before) {
        String sentence = "The source %s could not be fetched. %s".formatted(fetch.source(), problem);
        if (!problem.equals(before)) {
            activity.append(Entry.note(fetch.connector().text(), sentence));
        }
        if (before == null) {
            put(ToldEvents.SOURCE_FAILED, fetch.connector(), fetch.source(), fetch.id(), sentence, problem);
        }
    }

    /** A fetch has come to its end, after one that failed. */
    void recovered(FetchPart part) {
        String sentence = "The source %s is fetched again.".formatted(part.source());
        activity.append(Entry.note(part.connector().text(), sentence));
        put(ToldEvents.SOURCE_RECOVERED, part.connector(), part.source(), part.fetch(), sentence, null);
    }

    private void put(
            String type,
            ConnectorName connector,
            String source,
            String fetch,
            String sentence,
            @Nullable String problem) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("source", source);
        data.put("fetch", fetch);
        if (problem != null) {
            data.put("problem", problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST));
        }
        outbox.put(new OutboxEvent(
                type,
                connector,
                source,
                clock.instant(),
                sentence,
                "/connectors/" + connector + "/sources/" + source,
                data));
    }
}
