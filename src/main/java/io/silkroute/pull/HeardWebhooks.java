package io.silkroute.pull;

import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopevent.ShopEvent.Subject;
import io.silkroute.shopevent.ShopEventListener;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Notes when a webhook last told of a stream: as long as they come, there is no need to ask. */
@Component
class HeardWebhooks implements ShopEventListener {

    private final PullBook book;
    private final Clock clock;

    HeardWebhooks(PullBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.PRODUCT, Subject.INVENTORY_ITEM, Subject.CUSTOMER, Subject.ORDER, Subject.DISCOUNT);
    }

    @Override
    public void changed(List<ShopEvent> events) {
        events.stream()
                .filter(event -> event.origin() == ShopEvent.Origin.WEBHOOK)
                .map(event -> stream(event.subject()))
                .distinct()
                .forEach(stream -> book.heard(events.get(0).connector(), stream, clock.instant()));
    }

    private static Stream stream(Subject subject) {
        return switch (subject) {
            case CUSTOMER -> Stream.CUSTOMERS;
            case ORDER -> Stream.ORDERS;
            case DISCOUNT -> Stream.DISCOUNTS;
            case PRODUCT, INVENTORY_ITEM, COLLECTION -> Stream.PRODUCTS;
        };
    }
}
