package io.silkroute.shopify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bulk operation as the table keeps it. */
record BulkRow(
        String id,
        String connector,
        String run,
        Operation operation,
        @Nullable String shopifyId,
        List<String> keys) {

    /** Stands in the mutation's text, which the shop shows, so that the operation is recognised. */
    String marker() {
        return "silkroute-" + id;
    }

    BulkRow withShopifyId(String gid) {
        return new BulkRow(id, connector, run, operation, gid, keys);
    }
}
