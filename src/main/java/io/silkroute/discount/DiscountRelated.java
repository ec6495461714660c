package io.silkroute.discount;

import io.silkroute.campaign.Terms;
import io.silkroute.campaign.UsedUp;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.ItemExporter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is loaded with a campaign or a code.
 *
 * @param image a code's completed by its campaign
 * @param terms the same, read
 * @param ownTerms as the item itself says them
 * @param applied what it applies to; of what is bought for it, what one gets
 * @param bought what is to be bought; null where it is no such discount
 * @param campaign of a code; null for a campaign
 * @param joiningFirst of a campaign without a code of its own the first codes that join it, and whose they are; it is made
 *     with one of them
 * @param hasCodes do codes join the campaign, which Shopify counts one by one?
 * @param usedUp of an automatic campaign: it was used as often as it may be, so that it is paused; null: it was not
 */
record DiscountRelated(
        ObjectNode image,
        Terms terms,
        Terms ownTerms,
        Applied applied,
        @Nullable Applied bought,
        @Nullable CodesCampaign campaign,
        Map<String, ItemKey> joiningFirst,
        boolean hasCodes,
        UsedUp.@Nullable Reached usedUp)
        implements ItemExporter.Related {

    List<String> firstCodes() {
        return List.copyOf(joiningFirst.keySet());
    }

    List<Applied> selections() {
        return bought == null ? List.of(applied) : List.of(applied, bought);
    }

    /** Is it a code that becomes one of its campaign's? */
    boolean joins() {
        return campaign != null && !ownTerms.hasOwnTerms();
    }
}
