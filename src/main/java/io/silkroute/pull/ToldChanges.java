package io.silkroute.pull;

import io.silkroute.connector.ConnectorName;
import io.silkroute.mirror.FoundChanges;
import io.silkroute.mirror.FoundChanges.FoundChange;
import io.silkroute.shopevent.ShopEvents;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells what pulls have found to be another, after it was stored; what a listener did not take is told again later. */
@Component("toldChanges")
class ToldChanges {

    private static final Logger LOG = LoggerFactory.getLogger(ToldChanges.class);
    private static final int AT_ONCE = 200;

    private final FoundChanges found;
    private final ShopEvents events;

    ToldChanges(FoundChanges found, ShopEvents events) {
        this.found = found;
        this.events = events;
    }

    /** The connectors of which something is to be told. */
    public List<ConnectorName> find() {
        return found.connectors();
    }

    public void tell(ConnectorName connector) {
        List<FoundChange> next = found.next(connector, AT_ONCE);
        while (!next.isEmpty()) {
            events.tell(next.stream().map(FoundChange::event).toList());
            found.told(next);
            next = next.size() < AT_ONCE ? List.of() : found.next(connector, AT_ONCE);
        }
    }

    public void broke(ConnectorName connector, Exception failure) {
        LOG.error("What was found changed in the shop of {} could not be told; it is told again", connector, failure);
    }
}
