package io.silkroute.sandbox.inventory;

import io.silkroute.sandbox.graphql.Gid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call with an idempotency key came to.
 *
 * @param key the app's and the call's
 * @param parameters a digest of its input
 * @param failed it had user errors, and changed nothing
 */
record Adjustment(
        long id,
        String key,
        String parameters,
        boolean failed,
        String reason,
        @Nullable String referenceDocumentUri,
        List<Change> changes,
        long createdAt) {

    record Change(String name, int delta, long item, long location) {}

    String gid() {
        return Gid.of("InventoryAdjustmentGroup", id);
    }
}
