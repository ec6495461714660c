package io.silkroute.delivery;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A person wants a delivery to be sent again, which the activity log tells. */
@Component
public class DeliveryReplays {

    private final Deliveries deliveries;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;

    DeliveryReplays(Deliveries deliveries, ActivityLog activity, TransactionTemplate transaction) {
        this.deliveries = deliveries;
        this.activity = activity;
        this.transaction = transaction;
    }

    /** Empty: there is none of this id. */
    public Optional<OutgoingDelivery> replay(String id, String actor) {
        return deliveries
                .find(id)
                .map(delivery -> transaction.execute(status -> {
                    deliveries.replay(id);
                    activity.append(Entry.ofOperator(
                            delivery.connector().text(),
                            actor,
                            "The delivery " + id + " of " + delivery.type() + " to " + delivery.shownAddress()
                                    + " is sent again."));
                    return deliveries.find(id).orElse(delivery);
                }));
    }
}
