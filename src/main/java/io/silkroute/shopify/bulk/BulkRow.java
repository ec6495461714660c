package io.silkroute.shopify.bulk;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bulk operation as the table keeps it.
 *
 * @param run which began it
 * @param keys of its lines, in their order
 * @param createdAt before it was handed to the shop, by this node's clock
 */
public record BulkRow(
        String id,
        ConnectorName connector,
        String run,
        Operation operation,
        @Nullable ShopifyId shopifyId,
        List<String> keys,
        Instant createdAt) {

    /** Ends the mutation's name, which the shop shows with its text, so that the operation is recognised. */
    String marker() {
        return "silkroute_" + id;
    }

    String mutation() {
        String name = operation.name();
        return operation.document().replaceFirst("\\b" + name + "\\b", name + "_" + marker());
    }

    BulkRow withShopifyId(ShopifyId given) {
        return new BulkRow(id, connector, run, operation, given, keys, createdAt);
    }
}
