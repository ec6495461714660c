package io.silkroute.loyalty.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order as it stands in the books.
 *
 * @param paidAt when it was placed, where a payment is not told
 * @param customer Shopify's number; null: a guest's
 * @param booked it counts
 * @param counted totals and tiers follow it
 * @param credited its customer has an entry {@code earned} of it
 * @param spent paid less refunded; zero unless booked
 * @param earned cashback of it, before refunds
 * @param takenBack cashback that went with what was refunded, zero or less
 * @param tier that was reached before it; null: none
 * @param importId the import that brought it last; null: none did
 */
record LedgerOrder(
        long id,
        String name,
        Instant createdAt,
        Instant updatedAt,
        Instant paidAt,
        String status,
        boolean test,
        boolean cancelled,
        @Nullable String customer,
        @Nullable String currency,
        @Nullable BigDecimal total,
        @Nullable BigDecimal subtotal,
        @Nullable BigDecimal refunded,
        boolean booked,
        boolean counted,
        boolean credited,
        BigDecimal spent,
        BigDecimal earned,
        BigDecimal takenBack,
        @Nullable String tier,
        @Nullable String importId) {

    String key() {
        return Long.toString(id);
    }

    /** What its customer has of it. */
    BigDecimal net() {
        return earned.add(takenBack);
    }

    LedgerOrder earning(Cashback.Earned now, boolean withEntry) {
        return new LedgerOrder(
                id,
                name,
                createdAt,
                updatedAt,
                paidAt,
                status,
                test,
                cancelled,
                customer,
                currency,
                total,
                subtotal,
                refunded,
                booked,
                counted,
                withEntry,
                spent,
                now.earned(),
                now.takenBack(),
                now.tier(),
                importId);
    }

    /** The same order as the books have had it, brought by a booking, and as it was then. */
    LedgerOrder broughtBy(@Nullable String by, boolean counts, Instant asOf) {
        return new LedgerOrder(
                id,
                name,
                createdAt,
                asOf.isAfter(updatedAt) ? asOf : updatedAt,
                paidAt,
                status,
                test,
                cancelled,
                customer,
                currency,
                total,
                subtotal,
                refunded,
                booked,
                counted || counts,
                credited,
                spent,
                earned,
                takenBack,
                tier,
                by == null ? importId : by);
    }

    /** Does the shop tell the same of it? */
    boolean tellsAs(LedgerOrder other) {
        return name.equals(other.name)
                && createdAt.equals(other.createdAt)
                && paidAt.equals(other.paidAt)
                && status.equals(other.status)
                && test == other.test
                && cancelled == other.cancelled
                && Objects.equals(customer, other.customer)
                && Objects.equals(currency, other.currency)
                && same(total, other.total)
                && same(subtotal, other.subtotal)
                && same(refunded, other.refunded)
                && booked == other.booked;
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }
}
