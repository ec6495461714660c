package io.silkroute.shopevent;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object of the shop has changed or is gone. A hint, no content: by the time it is heard the object may be another
 * again, so who wants its fields reads it anew by its id. What we wrote ourselves is told too.
 *
 * @param deleted the shop says that it is no more
 * @param changedAt when, as the shop says; null: it does not say
 */
public record ShopEvent(
        ConnectorName connector,
        Subject subject,
        ShopifyId id,
        boolean deleted,
        @Nullable Instant changedAt,
        Origin origin) {

    /** The kinds of objects that events are about; a variant's are those of its product. */
    public enum Subject {
        PRODUCT,
        COLLECTION,
        INVENTORY_ITEM,
        CUSTOMER,
        ORDER,
        DISCOUNT
    }

    /** How we know of it. */
    public enum Origin {
        WEBHOOK,
        PULL
    }
}
