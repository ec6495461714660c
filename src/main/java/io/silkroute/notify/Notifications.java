package io.silkroute.notify;

import io.silkroute.conflict.Conflicts;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.deadletter.DeadLetters;
import io.silkroute.disk.DiskRoom;
import io.silkroute.export.ledger.Parked;
import io.silkroute.run.Outcome;
import io.silkroute.run.Run;
import io.silkroute.run.RunState;
import io.silkroute.run.Runs;
import io.silkroute.webhook.ShopNotices;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * What has happened of late: runs that failed or left failures, causes that items wait for, messages that nobody could
 * work off, a disk that is nearly full, a force refresh that has come to its end, what a shop has told of our app, open
 * conflicts; what else the outbox has told; and tips.
 */
@Component
public class Notifications {

    public static final int MOST = 50;

    /** For so many days what has happened is told. */
    public static final int DAYS = 30;

    private static final Duration BACK = Duration.ofDays(DAYS);
    private static final Duration REMEMBERED = Duration.ofSeconds(3);
    private static final int LETTERS = 10;
    private static final int SENTENCE = 300;

    private final Connectors connectors;
    private final Runs runs;
    private final Parked parked;
    private final DeadLetters letters;
    private final DiskRoom room;
    private final ReadNotifications read;
    private final ShopNotices notices;
    private final Conflicts conflicts;
    private final KeptNotices kept;
    private final Tips tips;
    private final Clock clock;
    private volatile @Nullable Looked looked;
    private volatile @Nullable Instant diskSince;

    Notifications(
            Connectors connectors,
            Runs runs,
            Parked parked,
            DeadLetters letters,
            DiskRoom room,
            ReadNotifications read,
            ShopNotices notices,
            Conflicts conflicts,
            KeptNotices kept,
            Tips tips,
            Clock clock) {
        this.connectors = connectors;
        this.runs = runs;
        this.parked = parked;
        this.letters = letters;
        this.room = room;
        this.read = read;
        this.notices = notices;
        this.conflicts = conflicts;
        this.kept = kept;
        this.tips = tips;
        this.clock = clock;
    }

    private record Looked(Instant at, List<Notification> all) {}

    /** The newest first, the {@value #MOST} latest of the last {@value #DAYS} days. */
    public List<Notification> of(String person, boolean unreadOnly) {
        Map<String, Instant> mind = read.of(person);
        Instant all = mind.getOrDefault(ReadNotifications.ALL, Instant.MIN);
        return all().stream()
                .map(one -> {
                    Instant own = mind.getOrDefault(one.id(), Instant.MIN);
                    boolean dismissed = one.kind().equals(Tips.KIND) && mind.containsKey(one.id());
                    return one.as(
                            dismissed || !one.at().isAfter(own) || !one.at().isAfter(all));
                })
                .filter(one -> !one.read() || !unreadOnly && !one.kind().equals(Tips.KIND))
                .toList();
    }

    public int unread(String person) {
        return of(person, true).size();
    }

    /**
     * @param seen as it was shown: what has been told of it since stays new; null: whatever is told of it now
     * @return false if there is none of this id
     */
    public boolean read(String person, String id, @Nullable Instant seen) {
        boolean there = all().stream().anyMatch(one -> one.id().equals(id));
        if (there) {
            read.read(person, id, upTo(seen));
        }
        return there;
    }

    /** @param seen the newest that was shown: what has come since stays new; null: whatever there is now */
    public void readAll(String person, @Nullable Instant seen) {
        Instant upTo = upTo(seen);
        List<String> tipsShown = all().stream()
                .filter(one -> one.kind().equals(Tips.KIND) && !one.at().isAfter(upTo))
                .map(Notification::id)
                .toList();
        read.readAll(person, upTo, tipsShown);
    }

    private Instant upTo(@Nullable Instant seen) {
        Instant now = clock.instant();
        return seen == null || seen.isAfter(now) ? now : seen;
    }

    /** Looked up once for all users and pages of some seconds. */
    private List<Notification> all() {
        Instant now = clock.instant();
        Looked before = looked;
        if (before != null && now.isBefore(before.at().plus(REMEMBERED)) && !now.isBefore(before.at())) {
            return before.all();
        }
        List<Notification> all = new ArrayList<>();
        disk(now, all);
        for (Run run : runs.latestEnded(now.minus(BACK), MOST)) {
            run(run, all);
        }
        for (Connector connector : connectors.all()) {
            causes(connector.name().text(), parked.causes(connector.name()), now.minus(BACK), all);
        }
        letters.page(null, null, LETTERS)
                .forEach(letter -> all.add(new Notification(
                        "letter:" + letter.id(),
                        letter.keptAt(),
                        "error",
                        "dead-letter",
                        letter.connector(),
                        "A message of queue " + letter.queue() + " could not be worked off, and is kept.",
                        "/dead-letters/" + letter.id(),
                        false)));
        notices.since(now.minus(BACK))
                .forEach(notice -> all.add(new Notification(
                        "shop:" + notice.id(),
                        notice.at(),
                        notice.event().equals(ToldEvents.APP_UNINSTALLED) ? "error" : "warning",
                        notice.event(),
                        notice.connector(),
                        shortened(notice.sentence()),
                        "/connectors/" + encoded(notice.connector()),
                        false)));
        conflicts(now.minus(BACK), all);
        all.addAll(kept.since(now.minus(BACK), MOST));
        all.addAll(tips.all(now));
        List<Notification> latest = all.stream()
                .sorted(Comparator.comparing(Notification::at).reversed().thenComparing(Notification::id))
                .limit(MOST)
                .toList();
        looked = new Looked(now, latest);
        return latest;
    }

    private void disk(Instant now, List<Notification> all) {
        String lack = room.lack().orElse(null);
        if (lack == null) {
            diskSince = null;
            return;
        }
        Instant since = diskSince == null ? now : diskSince;
        diskSince = since;
        all.add(new Notification(
                "disk",
                since,
                "error",
                "disk-low",
                null,
                lack + " Nothing is accepted and nothing runs.",
                "/system",
                false));
    }

    /** One a connector, however many conflicts it has; it goes when they are resolved. */
    private void conflicts(Instant from, List<Notification> all) {
        conflicts
                .counts(connectors.all().stream().map(Connector::name).toList())
                .forEach((connector, n) -> {
                    if (n > 0) {
                        conflicts
                                .latestOpen(connector)
                                .filter(at -> at.isAfter(from))
                                .ifPresent(at -> all.add(new Notification(
                                        "conflicts:" + connector,
                                        at,
                                        "warning",
                                        ToldEvents.CONFLICT,
                                        connector.text(),
                                        n == 1
                                                ? "The shop differs from what was exported of one item."
                                                : String.format(
                                                        Locale.ROOT,
                                                        "The shop differs from what was exported of %,d items.",
                                                        n),
                                        "/connectors/" + encoded(connector.text()) + "/conflicts",
                                        false)));
                    }
                });
    }

    private static void run(Run run, List<Notification> all) {
        Instant finished = run.finishedAt();
        if (finished == null) {
            return;
        }
        String connector = run.connector().text();
        String kind;
        String event = ToldEvents.RUN_FAILED;
        String sentence;
        if (run.state() == RunState.FAILED) {
            kind = "error";
            sentence = "A run failed" + (run.reason() == null ? "." : ": " + run.reason());
        } else if (run.state() == RunState.COMPLETED_WITH_FAILURES) {
            kind = "warning";
            long failed = run.counts().of(Outcome.REJECTED)
                    + run.counts().of(Outcome.PARKED)
                    + run.counts().of(Outcome.CONFLICT);
            sentence = failed == 1
                    ? "A run ended, and one item failed in it."
                    : String.format(Locale.ROOT, "A run ended, and %,d items failed in it.", failed);
        } else {
            kind = "success";
            event = "run-completed";
            sentence = String.format(
                    Locale.ROOT,
                    "The force refresh has come to its end: %,d items.",
                    run.counts().done());
        }
        all.add(new Notification(
                "run:" + run.id(),
                finished,
                kind,
                event,
                connector,
                shortened(sentence),
                "/runs/" + encoded(run.id()),
                false));
    }

    private static void causes(String connector, List<Parked.Cause> causes, Instant from, List<Notification> all) {
        for (Parked.Cause cause : causes) {
            if (cause.latest().isAfter(from)) {
                all.add(new Notification(
                        "cause:" + connector + ":" + cause.code().replaceAll("[^A-Za-z0-9_.-]", "-"),
                        cause.latest(),
                        "warning",
                        "items-wait",
                        connector,
                        cause.count() == 1
                                ? "One item waits for somebody: " + cause.code() + "."
                                : String.format(
                                        Locale.ROOT, "%,d items wait for somebody: %s.", cause.count(), cause.code()),
                        "/connectors/" + encoded(connector) + "/parked?code=" + encoded(cause.code()),
                        false));
            }
        }
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    private static String shortened(String text) {
        return text.length() <= SENTENCE ? text : text.substring(0, SENTENCE - 1) + "…";
    }
}
