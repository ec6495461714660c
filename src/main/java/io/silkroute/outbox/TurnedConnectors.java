package io.silkroute.outbox;

import io.silkroute.connector.ConnectorTurned;
import io.silkroute.connector.config.ToldEvents;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Connectors that were activated or deactivated; the package that does it is known to this one. */
@Component
class TurnedConnectors {

    private final Outbox outbox;
    private final Clock clock;

    TurnedConnectors(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @EventListener
    void turned(ConnectorTurned turned) {
        String state = turned.active() ? "active" : "inactive";
        outbox.put(new OutboxEvent(
                ToldEvents.CONNECTOR_STATE_CHANGED,
                turned.name(),
                state,
                clock.instant(),
                "The connector " + turned.name() + " was " + (turned.active() ? "activated" : "deactivated") + " by "
                        + turned.actor() + ".",
                "/connectors/" + turned.name(),
                Map.of("state", state, "by", turned.actor())));
    }
}
