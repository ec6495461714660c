package io.silkroute.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item in a list, as the tables have it.
 *
 * @param status in the PIM: {@code visible}, {@code draft}, {@code invisible}, or {@code deleted}
 * @param outcomes how it stands in the shop, see {@link ItemState}
 * @param lastSent when what the shop holds of it was last written
 * @param handle that it was last sent with
 * @param exact is what was searched for one of its codes?
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FoundItem(
        String connector,
        String type,
        String id,
        @Nullable String sku,
        @Nullable String title,
        @Nullable String parent,
        String status,
        List<String> outcomes,
        @Nullable Instant lastSent,
        @Nullable ShopifyId shopifyId,
        @Nullable String handle,
        @JsonIgnore List<ItemState> states,
        @JsonIgnore boolean exact) {

    static FoundItem of(
            ConnectorName connector, Items.Stored stored, ItemStandings.ItemStanding standing, boolean exact) {
        Item item = stored.item();
        ItemKey key = item.key();
        ItemTexts texts = ItemTexts.of(item);
        return new FoundItem(
                connector.text(),
                key.type().word(),
                key.id(),
                texts.sku(),
                texts.title(),
                item.parent(),
                stored.deleted() ? "deleted" : item.status().word(),
                standing.states().stream().map(ItemState::word).toList(),
                standing.lastSent(),
                standing.shopifyId(),
                standing.handle(),
                List.copyOf(standing.states()),
                exact);
    }
}
