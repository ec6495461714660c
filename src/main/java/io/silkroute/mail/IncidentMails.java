package io.silkroute.mail;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.ShopZones;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.outbox.OutboxListener;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Mails of what has happened. A trouble is told when it comes, once more after a while if it has come again since, and when
 * it is over; one that is over and there again within the while is told when that has passed. Everything else is told once,
 * and so is that runs succeed again to those whom no failure was told.
 */
@Component("mail")
class IncidentMails implements OutboxListener {

    private static final Set<String> TROUBLES = Set.of(
            ToldEvents.RUN_FAILED,
            ToldEvents.CONFLICT,
            ToldEvents.SOURCE_FAILED,
            ToldEvents.SUBSCRIPTION_LOST,
            ToldEvents.DISK_SHORT,
            ToldEvents.APP_UNINSTALLED,
            ToldEvents.API_VERSION_ENDS);
    /** Troubles of which somebody tells when they are over. Of the others nobody knows whether they last. */
    static final Set<String> LASTING = Set.of(ToldEvents.RUN_FAILED, ToldEvents.CONFLICT, ToldEvents.SOURCE_FAILED);

    /** What tells that a trouble is over, with the trouble. */
    private static final Map<String, String> ENDS = Map.of(
            ToldEvents.RUN_RECOVERED, ToldEvents.RUN_FAILED,
            ToldEvents.SOURCE_RECOVERED, ToldEvents.SOURCE_FAILED);

    private static final int SHOWN = 10;
    private static final String FETCHED_AGAIN = "A source is fetched again";
    private static final String WELL_AGAIN = "Runs succeed again";

    private final Connectors connectors;
    private final ShopZones zones;
    private final Incidents incidents;
    private final Outgoing outgoing;
    private final ConsoleAddress console;
    private final MailSettings settings;
    private final TransactionOperations transactions;
    private final Clock clock;

    IncidentMails(
            Connectors connectors,
            ShopZones zones,
            Incidents incidents,
            Outgoing outgoing,
            ConsoleAddress console,
            MailSettings settings,
            TransactionOperations transactions,
            Clock clock) {
        this.connectors = connectors;
        this.zones = zones;
        this.incidents = incidents;
        this.outgoing = outgoing;
        this.console = console;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Conflicts are one trouble of their connector: each of them is another event. */
    private record Key(Connector connector, String event, String cause) {}

    @Override
    public void happened(List<Told> events) {
        Map<Key, List<Told>> together = new LinkedHashMap<>();
        for (Told told : events) {
            for (Connector connector : connectors.concerned(told.event().connector())) {
                String over = ENDS.get(told.event().type());
                if (over != null) {
                    tell(together);
                    together.clear();
                    recovered(connector, over, told.event());
                    toldNoFailure(connector, told, over);
                } else if (!wanting(connector, told.event().type()).isEmpty()) {
                    together.computeIfAbsent(
                                    new Key(connector, told.event().type(), cause(told.event())),
                                    key -> new ArrayList<>())
                            .add(told);
                }
            }
        }
        tell(together);
    }

    /** Who wants to know of failures hears of their end by {@link #recovered}. */
    private void toldNoFailure(Connector connector, Told told, String failure) {
        List<String> people = new ArrayList<>(wanting(connector, told.event().type()));
        people.removeAll(wanting(connector, failure));
        transactions.executeWithoutResult(status -> once(connector, told, people));
    }

    private static List<String> wanting(Connector connector, String event) {
        return connector.config().notifications().email().wanting(event);
    }

    private static String cause(OutboxEvent event) {
        return event.type().equals(ToldEvents.CONFLICT) ? "" : Incidents.cause(event.cause());
    }

    private void tell(Map<Key, List<Told>> together) {
        together.forEach((key, all) -> {
            if (TROUBLES.contains(key.event())) {
                transactions.executeWithoutResult(status -> trouble(key, all));
            } else {
                List<String> people = wanting(key.connector(), key.event());
                transactions.executeWithoutResult(status -> all.forEach(told -> once(key.connector(), told, people)));
            }
        });
    }

    private void once(Connector connector, Told told, List<String> people) {
        String event = told.event().type();
        outgoing.put(
                connector,
                event,
                told.id(),
                people,
                Letter.of(
                        subject(connector.name(), words(event)),
                        List.of(told.event().sentence()),
                        console.page(told.event().address()),
                        "See it"));
    }

    private void trouble(Key key, List<Told> all) {
        Instant now = clock.instant();
        Told last = all.get(all.size() - 1);
        Incident before = incidents.hold(key.connector().name(), key.event(), key.cause(), now);
        List<Told> news = since(all, before.lastEvent());
        if (news.isEmpty()) {
            return; // told again by the outbox
        }
        boolean over = before.recoveredAt() != null;
        Incident incident = new Incident(
                before.connector(),
                before.event(),
                before.cause(),
                over ? now : before.openedAt(),
                null,
                before.mailedAt(),
                !over && before.told(),
                before.untold() + news.size(),
                last.event().sentence(),
                last.event().address(),
                last.id());
        Set<String> sentences = new LinkedHashSet<>();
        news.forEach(told -> sentences.add(told.event().sentence()));
        Instant mailed = incident.mailedAt();
        boolean due = mailed == null || !mailed.plus(settings.again()).isAfter(now);
        incidents.keep(due ? mailed(incident, List.copyOf(sentences), key.connector()) : incident);
    }

    private static List<Told> since(List<Told> all, String last) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).id().equals(last)) {
                return all.subList(i + 1, all.size());
            }
        }
        return all;
    }

    /** @return as it is after the mail; without anybody who wants it, as if it had been told */
    private Incident mailed(Incident incident, List<String> sentences, Connector connector) {
        Instant now = clock.instant();
        List<String> lines = new ArrayList<>(sentences.subList(0, Math.min(SHOWN, sentences.size())));
        int more = incident.untold() - lines.size();
        if (more > 0) {
            lines.add("%d more of the same%s."
                    .formatted(more, incident.mailedAt() == null ? "" : " since the last mail"));
        }
        if (incident.told() && LASTING.contains(incident.event())) {
            lines.add(
                    "It is there since " + Report.moment(incident.openedAt(), zones.zoneOrUtc(connector.name())) + ".");
        }
        outgoing.put(
                connector,
                incident.event(),
                String.join("\n", incident.event(), connector.name().text(), incident.cause(), now.toString()),
                wanting(connector, incident.event()),
                Letter.of(
                        subject(connector.name(), words(incident.event())),
                        lines,
                        console.page(incident.address()),
                        "See it and what to do"));
        return new Incident(
                incident.connector(),
                incident.event(),
                incident.cause(),
                incident.openedAt(),
                null,
                now,
                true,
                0,
                incident.sentence(),
                incident.address(),
                incident.lastEvent());
    }

    /** Troubles that have come again since the last mail about them, which is long enough ago. */
    void tellOverdue() {
        for (Incident one : incidents.overdue(clock.instant().minus(settings.again()))) {
            connectors
                    .find(one.connector())
                    .ifPresent(connector -> transactions.executeWithoutResult(status -> {
                        Incident now = incidents.hold(one.connector(), one.event(), one.cause(), clock.instant());
                        if (now.recoveredAt() == null && now.untold() > 0 && now.untold() == one.untold()) {
                            incidents.keep(mailed(now, List.of(now.sentence()), connector));
                        }
                    }));
        }
    }

    /** A run that succeeds ends whatever failed runs before; a source only its own trouble. */
    private void recovered(Connector connector, String over, OutboxEvent end) {
        List<Incident> ended = incidents.open(connector.name(), over).stream()
                .filter(one ->
                        !over.equals(ToldEvents.SOURCE_FAILED) || one.cause().equals(cause(end)))
                .toList();
        recovered(connector, over, ended, end.sentence(), end.address());
    }

    /** What a mail has told of is over; those who wanted to know of it are told that. */
    void recovered(Connector connector, String event, String sentence, String address) {
        recovered(connector, event, incidents.open(connector.name(), event), sentence, address);
    }

    private void recovered(Connector connector, String event, List<Incident> ended, String sentence, String address) {
        for (Incident one : ended) {
            transactions.executeWithoutResult(status -> {
                Instant now = clock.instant();
                Incident open = incidents.hold(one.connector(), one.event(), one.cause(), now);
                if (open.recoveredAt() != null) {
                    return;
                }
                if (open.told()) {
                    outgoing.put(
                            connector,
                            event,
                            String.join("\n", "over", event, connector.name().text(), open.cause(), now.toString()),
                            wanting(connector, event),
                            Letter.of(
                                    subject(connector.name(), over(event)),
                                    List.of(
                                            sentence,
                                            "It was there since "
                                                    + Report.moment(open.openedAt(), zones.zoneOrUtc(connector.name()))
                                                    + ": "
                                                    + open.sentence()),
                                    console.page(address),
                                    "See it"));
                }
                incidents.keep(new Incident(
                        open.connector(),
                        open.event(),
                        open.cause(),
                        open.openedAt(),
                        now,
                        open.mailedAt(),
                        false,
                        0,
                        open.sentence(),
                        open.address(),
                        open.lastEvent()));
            });
        }
    }

    static String subject(ConnectorName connector, String what) {
        return "[Silkroute " + connector.text() + "] " + what;
    }

    private static String words(String event) {
        return switch (event) {
            case ToldEvents.RUN_FAILED -> "A run failed";
            case ToldEvents.RUN_RECOVERED -> WELL_AGAIN;
            case ToldEvents.SOURCE_FAILED -> "A source could not be fetched";
            case ToldEvents.SOURCE_RECOVERED -> FETCHED_AGAIN;
            case ToldEvents.CONFLICT -> "The shop differs from what was exported";
            case ToldEvents.APP_UNINSTALLED -> "The app was uninstalled from the shop";
            case ToldEvents.DISK_SHORT -> "The disk is nearly full";
            case ToldEvents.SUBSCRIPTION_LOST -> "The shop does not tell its changes";
            case ToldEvents.API_VERSION_ENDS -> "The version of Shopify's API comes to its end";
            default ->
                event.substring(0, 1).toUpperCase(Locale.ROOT)
                        + event.substring(1).replace('-', ' ');
        };
    }

    private static String over(String event) {
        return switch (event) {
            case ToldEvents.CONFLICT -> "No conflict is open any more";
            case ToldEvents.SOURCE_FAILED -> FETCHED_AGAIN;
            default -> WELL_AGAIN;
        };
    }
}
