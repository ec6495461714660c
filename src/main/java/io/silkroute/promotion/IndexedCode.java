package io.silkroute.promotion;

import io.silkroute.campaign.Terms;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a code's image says that lists need.
 *
 * @param holder whose it is, for people
 * @param own has it terms of its own, and so a discount of its own?
 * @param off is it switched off itself?
 * @param arrival the number with which it came last
 */
public record IndexedCode(
        String id,
        String campaign,
        String code,
        @Nullable String holder,
        boolean own,
        boolean off,
        @Nullable Instant starts,
        @Nullable Instant ends,
        long arrival) {

    static IndexedCode of(Item item, long arrival) {
        ObjectNode image = item.image();
        String code = ImageTexts.text(image.path("code"), ImageTexts.LONGEST_CODE);
        String campaign = ImageTexts.text(image.path("campaign"), ImageTexts.LONGEST_CODE);
        String name = ImageTexts.text(image.path("holder").path("name"), ImageTexts.LONGEST_NAME);
        return new IndexedCode(
                item.id(),
                campaign == null ? "" : campaign,
                code == null ? "" : code,
                name != null ? name : ImageTexts.text(image.path("holder").path("email"), ImageTexts.LONGEST_NAME),
                Terms.of(image).hasOwnTerms(),
                !image.path("active").asBoolean(true),
                ImageTexts.time(image.path("starts")),
                ImageTexts.time(image.path("ends")),
                arrival);
    }

    public ItemKey key() {
        return new ItemKey(ItemType.CODE, id);
    }
}
