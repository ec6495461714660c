package io.silkroute.usage;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopevent.ShopEventListener;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * An order of which the shop tells that it has changed is read anew, whole, so that the usage of its codes follows within
 * seconds. What the shop has told is not believed: it may be of yesterday by the time it is heard.
 */
@Component
class OrdersHeard implements ShopEventListener {

    private final Connectors connectors;
    private final KnownCodes codes;
    private final UsagePull pull;

    OrdersHeard(Connectors connectors, KnownCodes codes, UsagePull pull) {
        this.connectors = connectors;
        this.codes = codes;
        this.pull = pull;
    }

    @Override
    public Set<ShopEvent.Subject> subjects() {
        return Set.of(ShopEvent.Subject.ORDER);
    }

    @Override
    public void changed(List<ShopEvent> events) {
        ConnectorName name = events.get(0).connector();
        if (codes.any(name)) {
            connectors
                    .find(name)
                    .filter(Connector::active)
                    .ifPresent(connector -> pull.look(
                            connector,
                            events.stream().map(event -> event.id().gid()).toList()));
        }
    }
}
