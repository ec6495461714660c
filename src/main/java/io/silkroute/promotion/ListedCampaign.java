package io.silkroute.promotion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as lists show it.
 *
 * @param codes how many: its own and its code items
 * @param uses null where nobody counts them
 * @param usedUp it was used as often as it may be, so that it is ended; only of an automatic one
 * @param indexed for the pages
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ListedCampaign(
        String id,
        @Nullable String name,
        String method,
        @Nullable String code,
        CampaignState state,
        long codes,
        @Nullable Long uses,
        UsageFigures.@Nullable Revenue revenue,
        @Nullable ShopifyId shopifyId,
        @Nullable Instant lastSynced,
        @JsonIgnore boolean usedUp,
        @JsonIgnore IndexedCampaign indexed) {

    /** What people call it. */
    public String title() {
        return name == null ? id : name;
    }
}
