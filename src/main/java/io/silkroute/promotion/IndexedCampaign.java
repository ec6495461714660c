package io.silkroute.promotion;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a campaign's image says that lists need.
 *
 * @param code null if it is automatic, or lives by its code items alone
 */
public record IndexedCampaign(
        String id,
        @Nullable String name,
        @Nullable String code,
        boolean automatic,
        boolean active,
        @Nullable Instant starts,
        @Nullable Instant ends) {

    static IndexedCampaign of(Item item) {
        ObjectNode image = item.image();
        boolean automatic = "automatic".equals(image.path("method").asString(""));
        return new IndexedCampaign(
                item.id(),
                ImageTexts.name(image.path("name")),
                automatic ? null : ImageTexts.text(image.path("code"), ImageTexts.LONGEST_CODE),
                automatic,
                image.path("active").asBoolean(true),
                ImageTexts.time(image.path("starts")),
                ImageTexts.time(image.path("ends")));
    }

    public ItemKey key() {
        return new ItemKey(ItemType.CAMPAIGN, id);
    }

    public String method() {
        return automatic ? "automatic" : "code";
    }
}
