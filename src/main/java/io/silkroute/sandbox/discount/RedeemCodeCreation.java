package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.graphql.Gid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Codes that are being added to a discount: some may be, while others are refused. */
record RedeemCodeCreation(
        long id, long discount, @Nullable String app, long createdAt, boolean done, List<Entry> entries) {

    /**
     * @param redeemCode the id of the code that was made
     * @param error why none was made
     */
    record Entry(
            String code,
            @Nullable Long redeemCode,
            @Nullable String error) {}

    String gid() {
        return Gid.of("DiscountRedeemCodeBulkCreation", id);
    }

    long imported() {
        return entries.stream().filter(entry -> entry.redeemCode() != null).count();
    }

    long failed() {
        return entries.stream().filter(entry -> entry.error() != null).count();
    }
}
