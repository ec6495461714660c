package io.silkroute.discount;

import io.silkroute.campaign.Terms;
import io.silkroute.export.ledger.Exported;
import io.silkroute.shopify.ShopifyId;
import org.jspecify.annotations.Nullable;

/**
 * The campaign that a code names.
 *
 * @param terms null if the PIM has not sent it
 * @param obstacle why it is not exported itself, in a sentence; null if it is
 * @param exported what is known of it in the shop; null if nothing
 */
record CodesCampaign(
        String id,
        @Nullable Terms terms,
        @Nullable String obstacle,
        @Nullable Exported exported) {

    /** Its discount, which codes join; null while there is none. */
    @Nullable
    ShopifyId discount() {
        return exported != null && exported.state() == Exported.State.EXPORTED ? exported.shopifyId() : null;
    }
}
