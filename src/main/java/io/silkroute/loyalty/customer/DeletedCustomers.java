package io.silkroute.loyalty.customer;

import io.silkroute.loyalty.ledger.LedgerCustomers;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopevent.ShopEventListener;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A customer whom the shop has deleted, or merged into another, has no name any more. What was booked stays under the number
 * until the shop tells of the orders again: then it goes where they have gone.
 */
@Component
class DeletedCustomers implements ShopEventListener {

    private final LedgerCustomers customers;
    private final TransactionTemplate transaction;

    DeletedCustomers(LedgerCustomers customers, TransactionTemplate transaction) {
        this.customers = customers;
        this.transaction = transaction;
    }

    @Override
    public Set<ShopEvent.Subject> subjects() {
        return Set.of(ShopEvent.Subject.CUSTOMER);
    }

    @Override
    public void changed(List<ShopEvent> events) {
        transaction.executeWithoutResult(status -> events.stream()
                .filter(ShopEvent::deleted)
                .forEach(event -> customers.erase(
                        event.connector(),
                        event.id().gid().substring(event.id().gid().lastIndexOf('/') + 1))));
    }
}
