package io.silkroute.sandbox.order;

import io.silkroute.sandbox.graphql.Gid;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Money that went one way or the other, or was to. */
record Transaction(
        long id,
        String kind,
        String status,
        BigDecimal amount,
        long at,
        @Nullable Long parent) {
    String gid() {
        return Gid.of("OrderTransaction", id);
    }

    boolean received() {
        return status.equals("SUCCESS") && (kind.equals("SALE") || kind.equals("CAPTURE"));
    }

    boolean refunded() {
        return status.equals("SUCCESS") && kind.equals("REFUND");
    }
}
