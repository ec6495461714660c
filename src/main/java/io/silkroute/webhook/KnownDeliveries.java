package io.silkroute.webhook;

import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.springframework.stereotype.Component;

/**
 * The idempotent repository of deliveries: "was this one kept before?". Its rows are those of {@link ShopDeliveries},
 * which writes them with what they tell, so that a delivery is never known without its news being kept.
 */
@Component("knownDeliveries")
public class KnownDeliveries extends ServiceSupport implements IdempotentRepository {

    private final ShopDeliveries deliveries;

    KnownDeliveries(ShopDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public boolean contains(String key) {
        int space = key.indexOf(' ');
        return deliveries.contains(key.substring(0, space), key.substring(space + 1));
    }

    /** Asked when a delivery is through: it was kept then. */
    @Override
    public boolean add(Exchange exchange, String key) {
        return true;
    }

    @Override
    public boolean add(String key) {
        return !contains(key);
    }

    /** Nothing to do here: what is kept is known. */
    @Override
    public boolean confirm(String key) {
        return true;
    }

    /** Nothing to do here: what was not kept is not known. */
    @Override
    public boolean remove(String key) {
        return true;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("deliveries are forgotten by their age");
    }
}
