package io.silkroute.loyalty.ledger;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ledger has of one order, added up.
 *
 * @param net what its customer has of it, without doubles
 * @param takenBack of that with refunds, zero or less
 * @param credited there is an entry {@code earned}
 * @param doubled what the customer has of it more than once
 * @param others what other customers have of it, who had it before or have it by mistake
 * @param any there is any entry of it
 */
record HeldEntries(
        BigDecimal net,
        BigDecimal takenBack,
        boolean credited,
        BigDecimal doubled,
        Map<String, BigDecimal> others,
        boolean any) {

    /** @param entries in the order in which they were made @param customer whose order it is; empty: nobody's */
    static HeldEntries of(List<LedgerEntry> entries, String customer) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal takenBack = BigDecimal.ZERO;
        BigDecimal doubled = BigDecimal.ZERO;
        boolean credited = false;
        Map<String, BigDecimal> others = new LinkedHashMap<>();
        for (LedgerEntry entry : entries) {
            if (!entry.customer().equals(customer)) {
                others.merge(entry.customer(), entry.amount(), BigDecimal::add);
                continue;
            }
            sum = sum.add(entry.amount());
            switch (entry.kind()) {
                case EARNED -> {
                    doubled = credited ? doubled.add(entry.amount()) : doubled;
                    credited = true;
                }
                case DUPLICATE_REMOVED -> doubled = doubled.add(entry.amount());
                case REFUNDED -> takenBack = takenBack.add(entry.amount());
                case CORRECTED, ADJUSTED -> {}
            }
        }
        others.values().removeIf(amount -> amount.signum() == 0);
        return new HeldEntries(sum.subtract(doubled), takenBack, credited, doubled, others, !entries.isEmpty());
    }

    /** All that the ledger says of it, as a reader adds it up. */
    BigDecimal told() {
        return others.values().stream().reduce(net.add(doubled), BigDecimal::add);
    }

    BigDecimal earned() {
        return net.subtract(takenBack);
    }

    /** Is it what the books have noted? */
    boolean isAs(LedgerOrder order) {
        return doubled.signum() == 0
                && others.isEmpty()
                && credited == order.credited()
                && earned().compareTo(order.earned()) == 0
                && takenBack.compareTo(order.takenBack()) == 0;
    }
}
