package io.silkroute.conflict;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item that a report has found to differ. @param kind {@code modified} or {@code deleted} */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DriftDifference(
        long place,
        ConflictKind kind,
        Conflict.About item,
        @Nullable ShopifyId shopifyId,
        List<ConflictField> fields) {}
