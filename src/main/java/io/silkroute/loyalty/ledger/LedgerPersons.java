package io.silkroute.loyalty.ledger;

import io.silkroute.activity.ErasedTexts;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The names and e-mail addresses of customers with a ledger, and reasons that name them. Their sums stay. */
@Component
class LedgerPersons implements PersonalData {

    private static final int SLICE = 500;

    private final LedgerCustomers customers;
    private final List<ErasedTexts> reasons;
    private final TransactionTemplate transaction;

    LedgerPersons(JdbcTemplate jdbc, LedgerCustomers customers, TransactionTemplate transaction) {
        this.customers = customers;
        this.reasons = List.of(
                ErasedTexts.of(jdbc, "loyalty_entry", List.of("id"), "reason"),
                ErasedTexts.of(jdbc, "loyalty_move", List.of("id"), "reason"),
                ErasedTexts.of(jdbc, "loyalty_override", List.of("id"), "reason"));
        this.transaction = transaction;
    }

    @Override
    public String what() {
        return "the customers of the ledger";
    }

    @Override
    public long held(ConnectorName connector, ShopCustomer customer) {
        return meant(connector, customer).size()
                + reasons.stream()
                        .mapToLong(one -> one.count(connector.text(), customer.traces()))
                        .sum();
    }

    private Set<String> meant(ConnectorName connector, ShopCustomer customer) {
        Set<String> meant = new TreeSet<>();
        if (customer.gid() != null) {
            String id = customer.gid().substring(customer.gid().lastIndexOf('/') + 1);
            customers.find(connector, id).filter(one -> !one.erased()).ifPresent(one -> meant.add(id));
        }
        if (customer.email() != null) {
            meant.addAll(customers.named(connector, customer.email()));
        }
        return meant;
    }

    @Override
    public long erase(ConnectorName connector, ShopCustomer customer) {
        Set<String> meant = meant(connector, customer);
        transaction.executeWithoutResult(status -> meant.forEach(id -> customers.erase(connector, id)));
        return meant.size()
                + reasons.stream()
                        .mapToLong(one -> one.erase(connector.text(), customer.traces()))
                        .sum();
    }

    @Override
    public long eraseOfShop(ConnectorName connector) {
        long erased = 0;
        String after = "";
        List<String> page;
        do {
            page = customers.idsAfter(connector, after, SLICE);
            List<String> slice = page;
            Long of = transaction.execute(status ->
                    slice.stream().filter(id -> customers.erase(connector, id)).count());
            erased += of == null ? 0 : of;
            after = page.isEmpty() ? after : page.get(page.size() - 1);
        } while (page.size() == SLICE);
        return erased;
    }
}
