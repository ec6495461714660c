package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A shop in euros takes prices in euros, and sells nothing for nothing. */
class MoneyAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start(@TempDir Path mappings) throws Exception {
        String product = Files.readString(Path.of("mappings/product.yaml"));
        Files.writeString(mappings.resolve("product.yaml"), product);
        Files.writeString(mappings.resolve("dollars.yaml"), product.replace("currency: [USD, EUR]", "currency: [USD]"));
        Files.writeString(mappings.resolve("strict.yaml"), product.replace("missing: draft", "missing: reject"));
        Files.copy(Path.of("mappings/collection.yaml"), mappings.resolve("collection.yaml"));
        application = RunningApplication.start("silkroute.sandbox.currency=EUR", "silkroute.mappings=" + mappings);
        silkroute = application.silkroute;
        silkroute.connect("euros", "{}");
    }

    @AfterAll
    static void forget() {
        silkroute = null;
    }

    private static JsonNode inShop(String id) {
        return silkroute.products().get(id);
    }

    private static String price(String id) {
        return inShop(id).at("/variants/0/price").asString();
    }

    @Test
    void the_price_is_the_one_in_the_shops_currency() {
        silkroute.synchronize("euros", Pim.product("E1").with("price", "{\"USD\":\"139\",\"EUR\":\"129\"}"));

        assertThat(price("E1")).isEqualTo("129.00");
        assertThat(inShop("E1").path("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void without_an_amount_a_new_product_goes_as_a_draft_and_item_and_log_say_so() {
        silkroute.synchronize(
                "euros",
                Pim.product("N1").with("price", "{\"USD\":\"139\"}"),
                Pim.product("N2").with("price", "null"));

        for (String id : List.of("N1", "N2")) {
            assertThat(inShop(id).path("status").asString()).isEqualTo("DRAFT");
            assertThat(silkroute
                            .activity("item=" + id + "&type=product&outcome=created")
                            .toString())
                    .contains("It has no price in EUR; it goes as a draft until it has one.");
            assertThat(silkroute.item("euros", "product", id).path("notes").toString())
                    .contains("no price in EUR");
        }

        silkroute.synchronize("euros", Pim.product("N1").with("price", "{\"EUR\":\"119.9\"}"));
        assertThat(inShop("N1").path("status").asString()).isEqualTo("ACTIVE");
        assertThat(price("N1")).isEqualTo("119.90");
    }

    @Test
    void what_is_in_the_shop_keeps_its_price() {
        silkroute.synchronize("euros", Pim.product("K1").with("price", "{\"EUR\":\"20\"}"));
        silkroute.synchronize("euros", Pim.product("K1").named("Renamed").with("price", "null"));
        silkroute.synchronize("euros", Pim.product("K1").named("Again").with("price", "null"));

        assertThat(price("K1")).isEqualTo("20.00");
        assertThat(inShop("K1").path("title").asString()).isEqualTo("Again");
        assertThat(inShop("K1").path("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void how_a_price_is_spelt_is_no_change() {
        silkroute.synchronize("euros", Pim.product("S1").with("price", "{\"EUR\":\"129\"}"));
        for (String spelt : List.of("\"129.00\"", "129.0", "129")) {
            JsonNode run = silkroute.synchronize("euros", Pim.product("S1").with("price", "{\"EUR\":" + spelt + "}"));
            assertThat(run.at("/counts/updated").asInt()).as(spelt).isZero();
        }
    }

    @Test
    void a_mapping_without_the_shops_currency_stops_the_run_with_a_sentence() {
        silkroute.connect("dollars", "{\"mapping\":\"dollars.yaml\"}");
        silkroute.push("dollars", List.of(Pim.product("D1").with("price", "{\"USD\":\"5\"}")));

        String id = Awaitility.await("a run")
                .until(() -> silkroute.lastRun("dollars").path("id").asString(""), begun -> !begun.isEmpty());
        JsonNode run = silkroute.runIn(id, "failed");
        assertThat(run.path("reason").asString()).contains("prices in EUR", "dollars.yaml names only USD");
        assertThat(silkroute.products()).doesNotContainKey("D1");
    }

    @Test
    void a_mapping_may_reject_what_has_no_price() {
        silkroute.connect("strict", "{\"mapping\":\"strict.yaml\"}");
        JsonNode run = silkroute.synchronize("strict", Pim.product("R1").with("price", "null"));

        assertThat(run.at("/counts/rejected").asInt()).isOne();
        assertThat(silkroute.products()).doesNotContainKey("R1");
    }

    @Test
    void a_merchants_price_stays_when_a_neighbour_field_changes() {
        Pim lamp = Pim.product("M1").with("price", "{\"EUR\":\"10\"}");
        silkroute.synchronize("euros", lamp.with("attributes", "{\"barcode\":\"4006381333931\"}"));
        setPriceInShop("M1", "15.00");

        silkroute.synchronize("euros", lamp.with("attributes", "{\"barcode\":\"4006381333948\"}"));

        assertThat(price("M1")).isEqualTo("15.00");
        assertThat(inShop("M1").at("/variants/0/barcode").asString()).isEqualTo("4006381333948");
    }

    @Test
    void an_added_size_leaves_the_prices_of_the_others_alone() {
        Pim shirt = Pim.product("A1").with("axes", "[\"size\"]").with("price", "{\"EUR\":\"10\"}");
        silkroute.synchronize("euros", shirt, Pim.variant("A1-S", "A1", "S"), Pim.variant("A1-M", "A1", "M"));
        setPriceInShop("A1", "15.00");

        silkroute.synchronize("euros", Pim.variant("A1-L", "A1", "L"));

        assertThat(inShop("A1").path("variants").findValuesAsString("price"))
                .containsExactlyInAnyOrder("15.00", "10.00", "10.00");
    }

    /** Of its first variant. */
    private static void setPriceInShop(String id, String price) {
        JsonNode product = inShop(id);
        var variables = Silkroute.JSON
                .createObjectNode()
                .put("productId", product.path("id").asString());
        variables
                .putArray("variants")
                .addObject()
                .put("id", product.at("/variants/0/id").asString())
                .put("price", price);
        silkroute.shop(
                "mutation($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {"
                        + " productVariantsBulkUpdate(productId: $productId, variants: $variants) { userErrors { message } } }",
                variables);
    }

    @Test
    void a_new_variant_without_a_price_waits_outside_of_a_product_that_is_adopted() {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        ObjectNode input = variables.putObject("input").put("title", "Theirs").put("handle", "adopted-shirt");
        ObjectNode option = input.putArray("productOptions").addObject().put("name", "Size");
        option.putArray("values").addObject().put("name", "S");
        input.putArray("variants")
                .addObject()
                .put("price", "15")
                .putArray("optionValues")
                .addObject()
                .put("optionName", "Size")
                .put("name", "S");
        silkroute.shop(
                "mutation m($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }",
                variables);
        silkroute.connect("adopting", "{\"linkExisting\":\"handle\"}");

        silkroute.synchronize(
                "adopting",
                Pim.product("Q")
                        .with("axes", "[\"size\"]")
                        .with("attributes", "{\"handle\":\"adopted-shirt\"}")
                        .with("price", "null"),
                Pim.variant("Q-S", "Q", "S"),
                Pim.variant("Q-M", "Q", "M").with("price", "{\"EUR\":\"20\"}"),
                Pim.variant("Q-L", "Q", "L"));

        assertThat(inShop("Q").path("variants").findValuesAsString("price")).containsExactly("15.00", "20.00");
        assertThat(inShop("Q").path("status").asString()).isEqualTo("ACTIVE");
        assertThat(silkroute
                        .activity("item=Q&type=product&outcome=updated")
                        .get(0)
                        .at("/detail/notes")
                        .toString())
                .contains("Its variant Q-L has no price in EUR; it is left out until it has one.");

        silkroute.synchronize("adopting", Pim.variant("Q-L", "Q", "L").with("price", "{\"EUR\":\"25\"}"));
        assertThat(inShop("Q").path("variants").findValuesAsString("price"))
                .containsExactlyInAnyOrder("15.00", "20.00", "25.00");
    }
}
