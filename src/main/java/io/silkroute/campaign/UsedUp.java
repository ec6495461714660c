package io.silkroute.campaign;

import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Automatic campaigns that have been used as often as they may be. Shopify keeps no such limit, so we end them. */
public interface UsedUp {

    /** @param uses the orders that used it, as far as they were read @param allowed its limit then */
    record Reached(long uses, int allowed, Instant foundAt) {}

    /** What was reached, unless the campaign may be used more often by now. */
    static @Nullable Reached stillReached(@Nullable Reached reached, Terms now) {
        Integer allowed = now.limits() == null ? null : now.limits().uses();
        return reached == null || allowed == null || !now.isAutomatic() || reached.uses() < allowed ? null : reached;
    }

    /** By the campaign's id; absent while it may be used. */
    Map<String, Reached> among(ConnectorName connector, Collection<String> campaigns);
}
