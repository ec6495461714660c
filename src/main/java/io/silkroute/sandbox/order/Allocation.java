package io.silkroute.sandbox.order;

import java.math.BigDecimal;

/** What a discount took off a line: {@code application} is its index in the order. */
record Allocation(int application, BigDecimal amount) {
    static BigDecimal sum(Iterable<Allocation> allocations) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Allocation allocation : allocations) {
            sum = sum.add(allocation.amount());
        }
        return sum;
    }
}
