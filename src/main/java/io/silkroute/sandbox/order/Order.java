package io.silkroute.sandbox.order;

import io.silkroute.sandbox.graphql.Gid;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An order: copied to be changed, never changed in place. */
final class Order implements Cloneable {
    static final String GID = "Order";

    long id;
    String name = "";
    long createdAt;
    long processedAt;
    long updatedAt;

    @Nullable
    Long cancelledAt;

    @Nullable
    String cancelReason;

    @Nullable
    Long customer;

    @Nullable
    String email;

    @Nullable
    String note;

    String source = "web";
    String currency = "";
    String presentmentCurrency = "";
    BigDecimal presentmentRate = BigDecimal.ONE;
    boolean test;
    boolean edited;
    boolean taxesIncluded;
    BigDecimal tax = BigDecimal.ZERO;
    List<String> tags = List.of();

    /** All that were entered, in their order. */
    List<String> codes = List.of();

    List<Application> applications = List.of();
    List<LineItem> lines = List.of();
    BigDecimal shipping = BigDecimal.ZERO;
    List<Allocation> ofShipping = List.of();
    List<Transaction> transactions = List.of();
    List<Refund> refunds = List.of();

    long id() {
        return id;
    }

    String gid() {
        return Gid.of(GID, id);
    }

    BigDecimal subtotal() {
        return sum(lines.stream().map(LineItem::discounted).toList());
    }

    BigDecimal discountedShipping() {
        return shipping.subtract(Allocation.sum(ofShipping));
    }

    private BigDecimal addedTax() {
        return taxesIncluded ? BigDecimal.ZERO : tax;
    }

    BigDecimal total() {
        return subtotal().add(discountedShipping()).add(addedTax());
    }

    BigDecimal discounts() {
        return sum(lines.stream().map(LineItem::discount).toList()).add(Allocation.sum(ofShipping));
    }

    BigDecimal currentSubtotal() {
        return sum(lines.stream().map(line -> line.discounted(line.current())).toList());
    }

    BigDecimal currentDiscounts() {
        BigDecimal ofLines =
                sum(lines.stream().map(line -> line.discount(line.current())).toList());
        return cancelledAt != null ? ofLines : ofLines.add(Allocation.sum(ofShipping));
    }

    BigDecimal currentShipping() {
        return cancelledAt != null
                ? BigDecimal.ZERO
                : discountedShipping()
                        .subtract(sum(refunds.stream().map(Refund::shipping).toList()));
    }

    BigDecimal currentTax() {
        BigDecimal subtotal = subtotal();
        if (subtotal.signum() == 0 || currentSubtotal().compareTo(subtotal) == 0) {
            return cancelledAt != null ? BigDecimal.ZERO : tax;
        }
        return tax.multiply(currentSubtotal()).divide(subtotal, Math.max(2, tax.scale()), RoundingMode.HALF_UP);
    }

    /** Without what came back; money given back without an item changes nothing of it. */
    BigDecimal currentTotal() {
        return currentSubtotal().add(currentShipping()).add(taxesIncluded ? BigDecimal.ZERO : currentTax());
    }

    BigDecimal received() {
        return sum(transactions.stream()
                .filter(Transaction::received)
                .map(Transaction::amount)
                .toList());
    }

    BigDecimal refunded() {
        return sum(transactions.stream()
                .filter(Transaction::refunded)
                .map(Transaction::amount)
                .toList());
    }

    BigDecimal net() {
        return received().subtract(refunded());
    }

    BigDecimal outstanding() {
        return currentTotal().subtract(net()).max(BigDecimal.ZERO);
    }

    private static BigDecimal sum(Iterable<BigDecimal> amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = sum.add(amount);
        }
        return sum;
    }

    /** Null for an order without any transaction, as in Shopify. */
    @Nullable
    String financialStatus() {
        if (transactions.isEmpty()) {
            return null;
        }
        BigDecimal received = received();
        BigDecimal refunded = refunded();
        if (received.signum() == 0 && total().signum() != 0) {
            return unpaidStatus();
        }
        if (refunded.signum() > 0) {
            return refunded.compareTo(received) >= 0 ? "REFUNDED" : "PARTIALLY_REFUNDED";
        }
        return received.compareTo(total()) >= 0 ? "PAID" : "PARTIALLY_PAID";
    }

    private String unpaidStatus() {
        if (transactions.stream().anyMatch(each -> each.kind().equals("VOID"))) {
            return "VOIDED";
        }
        return transactions.stream()
                        .anyMatch(each -> each.kind().equals("AUTHORIZATION")
                                && each.status().equals("SUCCESS"))
                ? "AUTHORIZED"
                : "PENDING";
    }

    boolean fullyPaid() {
        return !transactions.isEmpty() && received().compareTo(total()) >= 0;
    }

    boolean used(List<String> codeKeys) {
        return codes.stream().anyMatch(code -> codeKeys.contains(code.toUpperCase(Locale.ROOT)));
    }

    Order with(Transaction transaction) {
        Order order = copy();
        List<Transaction> all = new ArrayList<>(transactions);
        all.add(transaction);
        order.transactions = all;
        return order;
    }

    Order copy() {
        try {
            return (Order) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
