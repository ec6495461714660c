package io.silkroute.sandbox.webhook;

import io.silkroute.sandbox.graphql.Gid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an app wants to be told, and where.
 *
 * @param topic as the Admin API names it
 * @param includeFields of the body only these; none: all of it
 */
record Subscription(
        long id,
        String app,
        String topic,
        String uri,
        String format,
        List<String> includeFields,
        @Nullable String name,
        long createdAt,
        long updatedAt) {

    static final String GID = "WebhookSubscription";

    String gid() {
        return Gid.of(GID, id);
    }

    /** Would two of them be told the same? */
    boolean sameAs(Subscription other) {
        return app.equals(other.app)
                && topic.equals(other.topic)
                && uri.equals(other.uri)
                && format.equals(other.format);
    }
}
