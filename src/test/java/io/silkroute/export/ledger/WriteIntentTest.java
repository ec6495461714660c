package io.silkroute.export.ledger;

import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.shopify.ShopifyId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** With what stock a product was made, if a write has made it whose answer was lost. */
class WriteIntentTest {

    private static final String RED = "'optionValues':[{'optionName':'Color','name':'Red'}]";

    private static ObjectNode payload(int quantity) {
        return json("{'title':'T','variants':[{" + RED + ",'inventoryQuantities':" + stock(quantity) + "}]}");
    }

    private static String stock(int quantity) {
        return "[{'locationId':'1','name':'available','quantity':" + quantity + "}]";
    }

    private static JsonNode initialStock(ObjectNode note) {
        return WriteIntent.initialStock(noted(note), json("{" + RED + "}").path("optionValues"));
    }

    private static Exported noted(ObjectNode note) {
        return new Exported(ItemKey.product("P"), null, Exported.State.SENDING, null, null, null, note);
    }

    @Test
    void what_is_new_is_made_with_its_stock() {
        assertThat(initialStock(WriteIntent.of(null, payload(7))))
                .isEqualTo(json("{'a':" + stock(7) + "}").path("a"));
    }

    @Test
    void of_two_writes_that_may_have_made_it_only_what_they_share_is_known() {
        ObjectNode first = WriteIntent.of(null, payload(7));

        assertThat(initialStock(WriteIntent.of(noted(first), payload(7)))).hasSize(1);
        assertThat(initialStock(WriteIntent.of(noted(first), payload(8)))).isEmpty();
        ObjectNode none = WriteIntent.of(null, json("{'title':'T','variants':[{" + RED + "}]}"));
        assertThat(initialStock(WriteIntent.of(noted(none), payload(8)))).isEmpty();
    }

    @Test
    void metafields_of_variants_stand_in_it_with_their_names_each_once() {
        String metafields = ",'metafields':[{'namespace':'pim','key':'fit','type':'t','value':'%s'}]";
        ObjectNode note = WriteIntent.of(
                null,
                json("{'variants':[{" + RED + metafields.formatted("slim") + "},{" + RED + metafields.formatted("wide")
                        + "}]}"));

        assertThat(note.at("/variants/metafields"))
                .isEqualTo(json("{'a':[{'namespace':'pim','key':'fit'}]}").path("a"));
    }

    @Test
    void what_is_in_the_shop_is_not_made() {
        Exported held = new Exported(
                ItemKey.product("P"), new ShopifyId("gid://1"), Exported.State.EXPORTED, null, json("{}"), null);

        assertThat(initialStock(WriteIntent.of(held, payload(7)))).isEmpty();
    }
}
