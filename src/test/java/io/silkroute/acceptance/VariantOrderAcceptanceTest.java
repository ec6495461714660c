package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The variants of a product stand in the shop in the order of the newest delivery. */
class VariantOrderAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        silkroute.connect("order", "{}");
    }

    private static Pim product(String id) {
        return Pim.product(id).with("axes", "[\"size\"]");
    }

    private static Pim variant(String product, String size) {
        return Pim.variant(product + "-" + size, product, size);
    }

    private static JsonNode push(Pim... items) {
        JsonNode run = silkroute.synchronize("order", items);
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        return run;
    }

    private static List<String> sizes(String product) {
        return silkroute.products().get(product).path("variants").findValuesAsString("Size");
    }

    private static List<String> values(String product) {
        return silkroute
                .products()
                .get(product)
                .at("/options/0/values")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void one_that_comes_later_stands_where_the_delivery_names_it() {
        push(product("O"), variant("O", "s"), variant("O", "m"));

        push(product("O"), variant("O", "xs"), variant("O", "s"), variant("O", "m"));

        assertThat(sizes("O")).containsExactly("XS", "S", "M");
        assertThat(values("O")).containsExactly("XS", "S", "M");
    }

    @Test
    void another_order_alone_is_a_change_that_sends_no_prices() {
        push(product("R"), variant("R", "s"), variant("R", "m"), variant("R", "l"));
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.set("id", silkroute.products().get("R").path("id"));
        variables
                .putArray("variants")
                .addObject()
                .put("price", "15")
                .set("id", silkroute.products().get("R").at("/variants/0/id"));
        silkroute.shop(
                "mutation($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id,"
                        + " variants: $variants) { userErrors { message } } }",
                variables);

        JsonNode run = push(variant("R", "l"), variant("R", "m"), variant("R", "s"));

        assertThat(run.at("/counts/updated").asInt()).isEqualTo(1);
        assertThat(sizes("R")).containsExactly("L", "M", "S");
        assertThat(silkroute.products().get("R").path("variants").findValuesAsString("price"))
                .containsExactly("10.00", "10.00", "15.00");

        push(variant("R", "l"), variant("R", "m"), variant("R", "s"));
        assertThat(silkroute.lastRun("order").at("/counts/updated").asInt()).isZero();
    }

    @Test
    void a_push_of_one_shuffles_nothing_and_its_change_does_not_either() {
        push(product("K"), variant("K", "s"), variant("K", "m"), variant("K", "l"));

        push(variant("K", "m").with("price", "12"));
        push(variant("K", "s"));
        push(variant("K", "xl"));

        assertThat(sizes("K")).containsExactly("S", "M", "L", "XL");
    }

    @Test
    void the_order_is_set_by_bulk_operations_too() {
        silkroute.connect("inbulk", "{\"exportPath\":\"bulk\"}");
        silkroute.synchronize("inbulk", product("U"), variant("U", "s"), variant("U", "m"));

        silkroute.synchronize("inbulk", variant("U", "xs"), variant("U", "s"), variant("U", "m"));

        assertThat(sizes("U")).containsExactly("XS", "S", "M");
    }
}
