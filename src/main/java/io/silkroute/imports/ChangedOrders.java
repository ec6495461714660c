package io.silkroute.imports;

import io.silkroute.connector.ConnectorName;
import io.silkroute.order.FollowedOrders;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopevent.ShopEvent.Subject;
import io.silkroute.shopevent.ShopEventListener;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Notes which orders and customers have changed; they are read later. What the shop has deleted cannot be read. */
@Component
class ChangedOrders implements ShopEventListener {

    private final FollowedOrders followed;
    private final OrdersToBook orders;

    ChangedOrders(FollowedOrders followed, OrdersToBook orders) {
        this.followed = followed;
        this.orders = orders;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.ORDER, Subject.CUSTOMER);
    }

    @Override
    public void changed(List<ShopEvent> events) {
        ConnectorName connector = events.get(0).connector();
        if (followed.follows(connector)) {
            note(connector, events, Subject.ORDER);
            note(connector, events, Subject.CUSTOMER);
        }
    }

    private void note(ConnectorName connector, List<ShopEvent> events, Subject subject) {
        List<ShopifyId> changed = events.stream()
                .filter(event -> event.subject() == subject && !event.deleted())
                .map(ShopEvent::id)
                .toList();
        if (!changed.isEmpty()) {
            orders.note(connector, changed, subject == Subject.CUSTOMER);
        }
    }
}
