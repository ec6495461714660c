package io.silkroute.notify;

import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.disk.DiskRoom;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells of what nobody does and time brings: a disk that has filled up, a version of Shopify's API that ends. */
@Component("outlook")
public class Outlook {

    private static final List<Integer> DAYS_BEFORE = List.of(7, 30, 90);
    private static final Duration LOOKED_BACK = Duration.ofDays(110);

    private final Supplier<Optional<String>> lack;
    private final KeptNotices notices;
    private final Outbox outbox;
    private final Clock clock;
    private boolean isShort;
    private int toldDays = Integer.MAX_VALUE;

    @Autowired
    Outlook(DiskRoom room, KeptNotices notices, Outbox outbox, Clock clock) {
        this(room::lack, notices, outbox, clock);
    }

    /** @param lack which disk lacks room, in a sentence */
    Outlook(Supplier<Optional<String>> lack, KeptNotices notices, Outbox outbox, Clock clock) {
        this.lack = lack;
        this.notices = notices;
        this.outbox = outbox;
        this.clock = clock;
    }

    public synchronized void look() {
        Instant now = clock.instant();
        disk(now);
        version(now);
    }

    private void disk(Instant now) {
        String sentence = lack.get().orElse(null);
        if (sentence != null && !isShort) {
            outbox.put(new OutboxEvent(
                    ToldEvents.DISK_SHORT,
                    null,
                    "disk",
                    now,
                    sentence + " Nothing is accepted and nothing runs.",
                    "/system",
                    Map.of()));
        }
        isShort = sentence != null;
    }

    // What it was told for last is kept among the notices, so that a start does not tell it again.
    private void version(Instant now) {
        Instant end = ConnectorConfig.API_VERSION_SUPPORTED_UNTIL;
        long left = Duration.between(now, end).toDays();
        int days =
                DAYS_BEFORE.stream().filter(limit -> left <= limit).findFirst().orElse(Integer.MAX_VALUE);
        if (days >= toldDays) {
            return;
        }
        String sentence = "Shopify supports version " + ConnectorConfig.API_VERSION + " of its API until "
                + end.atOffset(ZoneOffset.UTC).toLocalDate() + ", which is in less than " + days
                + " days. Install a release that speaks a later one before.";
        if (!notices.isTold(ToldEvents.API_VERSION_ENDS, sentence, now.minus(LOOKED_BACK))) {
            outbox.put(new OutboxEvent(
                    ToldEvents.API_VERSION_ENDS,
                    null,
                    ConnectorConfig.API_VERSION + " " + days,
                    now,
                    sentence,
                    "/system",
                    Map.of("version", ConnectorConfig.API_VERSION, "supportedUntil", end.toString())));
        }
        toldDays = days;
    }
}
