package io.silkroute.webhook;

import io.silkroute.shopify.ShopifyId;
import org.jspecify.annotations.Nullable;

/**
 * A topic that a connector has subscribed to, or wants to.
 *
 * @param id null while the shop has none
 * @param problem why it has none, or that there is another
 */
record ShopSubscription(
        Topic topic,
        @Nullable ShopifyId id,
        String uri,
        State state,
        @Nullable String problem) {

    enum State {
        SUBSCRIBED,
        REFUSED,
        DOUBLE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
