package io.silkroute.console.home;

import io.silkroute.catalogue.WaitingItems;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.console.Links;
import io.silkroute.deadletter.DeadLetters;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.export.ledger.Mend;
import io.silkroute.export.ledger.Parked;
import io.silkroute.fetch.FetchMode;
import io.silkroute.fetch.Fetches;
import io.silkroute.fetch.SourceFetch;
import io.silkroute.fetch.SourceState;
import io.silkroute.inbound.receipt.RefusedItems;
import io.silkroute.omission.Omission;
import io.silkroute.preview.Statuses;
import io.silkroute.run.RunView;
import io.silkroute.run.RunViews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of a connector waits for somebody, by cause: the same numbers as its status, and a link to exactly those rows. */
@Component
class ToDo {

    private static final int RUNS = 10;
    private static final int DELIVERIES = 20;
    private static final int NAMED = 4;
    private static final int TOLD = 300; // characters

    private final RunViews runs;
    private final Parked parked;
    private final RefusedItems refused;
    private final WaitingItems waiting;
    private final Incomplete incomplete;
    private final DeadLetters letters;
    private final Fetches fetches;

    ToDo(
            RunViews runs,
            Parked parked,
            RefusedItems refused,
            WaitingItems waiting,
            Incomplete incomplete,
            DeadLetters letters,
            Fetches fetches) {
        this.runs = runs;
        this.parked = parked;
        this.refused = refused;
        this.waiting = waiting;
        this.incomplete = incomplete;
        this.letters = letters;
        this.fetches = fetches;
    }

    /**
     * One cause.
     *
     * @param word what it makes of an item; also the pill's class
     * @param told the first one's own sentence; empty where the cause says all
     * @param mend where it is put right
     * @param some of the items by name
     * @param since when the first of them was first seen; null where nobody knows
     * @param tries the most that one of them was tried; 0 where nothing is tried
     * @param address of exactly those rows
     * @param deed what can be done to them here; null: nothing
     */
    record Cause(
            String word,
            String title,
            long count,
            String told,
            String mend,
            List<String> some,
            @Nullable Instant since,
            int tries,
            String address,
            @Nullable Deed deed) {}

    /** A form of one button. @param label with a # for the count @param fields what it sends */
    record Deed(String label, String address, Map<String, String> fields) {}

    /** What makes up {@link Statuses.Status#needsYou()}. */
    List<Cause> waiting(Connector connector, Statuses.Status status) {
        List<Cause> causes = new ArrayList<>();
        if (status.interrupted() > 0) {
            runs.of(connector.name(), null, RUNS).stream()
                    .filter(run -> run.state().equals("interrupted"))
                    .forEach(run -> causes.add(run(run)));
        }
        if (status.failingSources() > 0) {
            fetches.sources(connector).stream()
                    .filter(source -> source.problem() != null)
                    .forEach(source -> causes.add(source(connector.name(), source)));
        }
        if (status.failed() > 0) {
            parked.causes(connector.name()).forEach(cause -> causes.add(failed(connector.name(), cause)));
        }
        if (status.conflicts() > 0) {
            causes.add(conflicts(connector.name(), status.conflicts()));
        }
        if (status.refused() > 0) {
            refused(connector.name(), status.refused(), causes);
        }
        if (status.overdue() > 0) {
            causes.add(overdue(connector.name(), status.overdue()));
        }
        return causes;
    }

    private static Cause run(RunView run) {
        return new Cause(
                "interrupted",
                "A run waits for you",
                1,
                run.reason() == null ? "" : run.reason(),
                "On its page: confirm it, resume it, or end it.",
                List.of(),
                run.queuedAt(),
                0,
                "/runs/" + Links.encoded(run.id()),
                null);
    }

    private static Cause source(ConnectorName connector, SourceState source) {
        SourceFetch last = source.lastFetch();
        return new Cause(
                "failed",
                "The source " + source.name() + " could not be fetched",
                1,
                source.problem() == null ? "" : shortened(source.problem()),
                "In the PIM or in the connector's settings. It leaves by itself when the source is fetched again.",
                List.of(),
                last == null ? null : last.finishedAt(),
                0,
                page(connector, "sources/" + Links.encoded(source.name())),
                new Deed(
                        "Fetch changes",
                        page(connector, "sources/" + Links.encoded(source.name()) + "/fetch"),
                        Map.of("mode", FetchMode.DELTA.word())));
    }

    private static Cause conflicts(ConnectorName connector, long count) {
        return new Cause(
                "conflict",
                "The shop holds something other than what was exported",
                count,
                "Somebody has changed or deleted it there, or it is another's.",
                "On the page of conflicts: see the values side by side and say whose stand.",
                List.of(),
                null,
                0,
                page(connector, "conflicts"),
                null);
    }

    private Cause failed(ConnectorName connector, Parked.Cause cause) {
        List<Parked.Waiting> some = parked.of(connector, null, cause.code(), null, NAMED);
        return new Cause(
                "failed",
                inWords(cause.code()),
                cause.count(),
                some.isEmpty() ? "" : shortened(some.get(0).sentence()),
                Mend.of(cause.code()).sentence(),
                some.stream().map(one -> one.key().toString()).toList(),
                cause.since(),
                cause.attempts(),
                page(connector, "parked?code=" + Links.encoded(cause.code())),
                new Deed("Replay #", page(connector, "parked/replay"), Map.of("code", cause.code())));
    }

    private void refused(ConnectorName connector, long all, List<Cause> causes) {
        long told = 0;
        for (RefusedItems.OfDelivery one : refused.byDelivery(connector, DELIVERIES)) {
            told += one.count();
            causes.add(new Cause(
                    "refused",
                    "Refused at the door",
                    one.count(),
                    shortened(one.reason()),
                    "In the PIM: correct them and send them again.",
                    List.of(),
                    one.since(),
                    0,
                    page(connector, "receipts/" + Links.encoded(one.receipt()) + "?open=true"),
                    new Deed(
                            "Mark # as seen",
                            page(connector, "receipts/" + Links.encoded(one.receipt()) + "/seen"),
                            Map.of())));
        }
        if (told < all) {
            causes.add(new Cause(
                    "refused",
                    "Refused at the door, in earlier deliveries",
                    all - told,
                    "",
                    "In the PIM: correct them and send them again.",
                    List.of(),
                    null,
                    0,
                    page(connector, "receipts?open=true"),
                    null));
        }
    }

    private Cause overdue(ConnectorName connector, long count) {
        List<WaitingItems.Waiting> some = waiting.page(connector, "", true, null, NAMED);
        return new Cause(
                "waits",
                "Waiting too long for another item",
                count,
                some.isEmpty() ? "" : some.get(0).sentence(),
                "In the PIM: send what they wait for, too.",
                some.stream().map(one -> one.key().toString()).toList(),
                some.isEmpty() ? null : some.get(0).since(),
                0,
                page(connector, "waiting?overdue=true"),
                null);
    }

    /** What is in the shop with something left out. An item with two causes counts in both. */
    List<Cause> incomplete(ConnectorName connector) {
        Map<Omission, Instant> since = incomplete.sinceByCause(connector);
        List<Cause> causes = new ArrayList<>();
        incomplete.byCause(connector).forEach((cause, count) -> {
            List<Incomplete.Missing> some = incomplete.of(connector, cause, null, NAMED);
            causes.add(new Cause(
                    "incomplete",
                    cause.sentence().substring(0, 1).toUpperCase(Locale.ROOT)
                            + cause.sentence().substring(1),
                    count,
                    some.isEmpty() ? "" : shortened(some.get(0).sentence()),
                    cause.mend(),
                    some.stream().map(one -> one.key().toString()).toList(),
                    since.get(cause),
                    0,
                    page(connector, "incomplete?cause=" + cause.word()),
                    null));
        });
        return causes;
    }

    /** How many messages for this connector nobody could work off. */
    long letters(ConnectorName connector) {
        return letters.count(connector.text());
    }

    private static String page(ConnectorName connector, String rest) {
        return "/connectors/" + Links.encoded(connector.text()) + "/" + rest;
    }

    /** {@code INVALID_VARIANT} as {@code Invalid variant}. */
    static String inWords(String code) {
        String words =
                code.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String shortened(String text) {
        return text.length() <= TOLD ? text : text.substring(0, TOLD - 1) + "…";
    }
}
