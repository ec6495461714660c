package io.silkroute.webhook;

import io.silkroute.connector.Connector;
import io.silkroute.shopify.bulk.BulkEnds;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A bulk operation has ended: who waits for it looks at once. Nobody relies on it, for not every end is told. */
@Component
class BulkFinished implements ShopTask {

    private final BulkEnds ends;

    BulkFinished(BulkEnds ends) {
        this.ends = ends;
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.BULK_OPERATIONS_FINISH);
    }

    @Override
    public void perform(Connector connector, WaitingObject asked) {
        ends.ended(asked.id());
    }
}
