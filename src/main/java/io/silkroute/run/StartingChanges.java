package io.silkroute.run;

import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.Connector;
import io.silkroute.connector.config.ConnectorConfig.Trigger;
import io.silkroute.connector.config.TriggerEvents;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** Whether what is pending starts a run by itself. */
@Component
public class StartingChanges {

    private final PendingChanges pending;

    StartingChanges(PendingChanges pending) {
        this.pending = pending;
    }

    /** By the connector's trigger, by one of its events, or because of a change that does not wait for either. */
    public boolean start(Connector connector) {
        Trigger trigger = connector.config().trigger();
        return trigger.onChange()
                || pending.anyUrgent(connector.name())
                || trigger.events().contains(TriggerEvents.CAMPAIGN_CREATED) && pending.anyNewCampaign(connector.name())
                || isOver(connector, TriggerEvents.pendingOver(trigger));
    }

    private boolean isOver(Connector connector, OptionalInt most) {
        return most.isPresent() && pending.countUpTo(connector.name(), most.getAsInt() + 1) > most.getAsInt();
    }
}
