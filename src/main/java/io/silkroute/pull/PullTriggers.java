package io.silkroute.pull;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.webhook.SubscriptionLost;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/**
 * What asks for pulls beside the clock: this start, somebody who signs in or opens a page. Nobody waits for it, and whatever
 * comes of it, no page and no sign-in fails with it. Programs that call the API do not sign in.
 */
@Component
class PullTriggers {

    private static final Logger LOG = LoggerFactory.getLogger(PullTriggers.class);

    /** As often as pages ask for a pull at most; a sign-in counts as one. */
    static final Duration VISITS_APART = Duration.ofMinutes(1);

    private final Connectors connectors;
    private final Pulls pulls;
    private final PullBook book;
    private final TaskScheduler scheduler;
    private final Clock clock;

    PullTriggers(Connectors connectors, Pulls pulls, PullBook book, TaskScheduler scheduler, Clock clock) {
        this.connectors = connectors;
        this.pulls = pulls;
        this.book = book;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        later(() -> pulled().forEach(connector -> pulls.ask(connector, PullTrigger.START_UP)));
    }

    @EventListener(InteractiveAuthenticationSuccessEvent.class)
    void signedIn() {
        later(() -> pulled().forEach(connector -> {
            book.visited(connector, clock.instant(), Duration.ZERO);
            pulls.ask(connector, PullTrigger.SIGN_IN);
        }));
    }

    /** Of what has changed while the shop told nothing, a pull finds out. */
    @EventListener
    void subscriptionsWereLost(SubscriptionLost lost) {
        later(() -> {
            if (pulled().contains(lost.name())) {
                pulls.ask(lost.name(), PullTrigger.WEBHOOK);
            }
        });
    }

    /** Pages of these connectors were opened. */
    void opened(Collection<ConnectorName> pages) {
        later(() -> pages.forEach(connector -> {
            if (book.visited(connector, clock.instant(), VISITS_APART)) {
                pulls.ask(connector, PullTrigger.PAGE_REFRESH);
            }
        }));
    }

    /** The connectors that read anything by themselves. */
    List<ConnectorName> pulled() {
        return connectors.all().stream()
                .filter(connector -> connector.active()
                        && !connector.config().pull().streams().isEmpty())
                .map(Connector::name)
                .toList();
    }

    private void later(Runnable ask) {
        var unused = scheduler.schedule(
                () -> {
                    try {
                        ask.run();
                    } catch (RuntimeException failure) {
                        LOG.warn("A pull could not be asked for; the next page or the clock asks again", failure);
                    }
                },
                clock.instant());
    }
}
