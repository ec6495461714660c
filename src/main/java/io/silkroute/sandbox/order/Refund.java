package io.silkroute.sandbox.order;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Money given back, with the items that came back or without any. */
record Refund(
        long id,
        long at,
        @Nullable String note,
        BigDecimal amount,
        BigDecimal shipping,
        List<Line> lines,
        List<Long> transactions) {

    record Line(long id, long lineItem, int quantity, BigDecimal subtotal) {}
}
