package io.silkroute.promotion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A code of a campaign as lists show it.
 *
 * @param id of the code item, or of the campaign if it is the campaign's own
 * @param uses null where nobody counts them
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ListedCode(
        String id,
        String code,
        Kind kind,
        CampaignState state,
        @Nullable String holder,
        @Nullable Long uses,
        @Nullable ShopifyId shopifyId,
        @Nullable Instant lastSynced) {

    /** Where a code stands in the shop. */
    public enum Kind {
        CAMPAIGN, // the campaign's own
        JOINED, // a further one of the campaign's discount
        OWN; // in a discount of its own

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
