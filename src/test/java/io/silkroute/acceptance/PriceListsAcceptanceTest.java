package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.AdminSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Amounts in other currencies than the shop's go to its price lists of those currencies, and only what changed. */
class PriceListsAcceptanceTest {

    private static final String ADD = "priceListFixedPricesAdd";
    private static final String DELETE = "priceListFixedPricesDelete";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static int connectors;

    private String connector = "";

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.sandbox.currency=EUR",
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.shopify.breaker-open=50ms",
                "silkroute.run.watch-period=200",
                "silkroute.run.watch-delay=100");
        silkroute = application.silkroute;
    }

    @BeforeEach
    void two_lists() {
        silkroute.control("{\"clear\":true,\"priceLists\":[{\"name\":\"US\",\"currency\":\"USD\"},"
                + "{\"name\":\"Swiss\",\"currency\":\"CHF\"},"
                + "{\"name\":\"Wholesale\",\"currency\":\"USD\",\"catalog\":\"company\"}]}");
        connector = "prices" + ++connectors;
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true}");
    }

    private void connect(String config) {
        silkroute.connect(connector, config);
    }

    private JsonNode push(Pim... items) {
        JsonNode run = silkroute.synchronize(connector, items);
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        return run;
    }

    private static Pim lamp(String id, String price) {
        return Pim.product(id).with("sku", "\"" + id + "\"").with("price", price);
    }

    /** By list and SKU. */
    private static Map<String, String> prices() {
        Map<String, String> skus = new TreeMap<>();
        silkroute
                .products()
                .values()
                .forEach(product -> product.path("variants")
                        .forEach(variant -> skus.put(
                                variant.path("id").asString(),
                                variant.path("sku").asString())));
        Map<String, String> prices = new TreeMap<>();
        for (JsonNode price : silkroute.shopContents("prices")) {
            prices.put(
                    price.path("priceList").asString() + " "
                            + skus.get(price.path("variant").asString()),
                    price.path("price").asString()
                            + (price.path("compareAtPrice").isNull()
                                    ? ""
                                    : " instead of "
                                            + price.path("compareAtPrice").asString()));
        }
        return prices;
    }

    private static String variant(String sku) {
        return silkroute.products().values().stream()
                .flatMap(product -> product.path("variants").valueStream())
                .filter(variant -> variant.path("sku").asString().equals(sku))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private static List<Long> calls() {
        return List.of(
                silkroute.calls("productSet"),
                silkroute.calls("productVariantsBulkUpdate"),
                silkroute.calls(ADD),
                silkroute.calls(DELETE));
    }

    private List<String> toldOfRun(JsonNode run) {
        List<String> told = new ArrayList<>();
        silkroute
                .activity("run=" + run.path("id").asString())
                .forEach(entry -> told.add(entry.path("sentence").asString()));
        return told;
    }

    @Test
    void each_amount_goes_to_the_markets_lists_of_its_currency_and_what_has_none_is_told() {
        connect("{}");
        JsonNode run = push(
                lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\",\"GBP\":\"9\"}")
                        .with("compareAtPrice", "{\"EUR\":\"11\",\"USD\":\"15\"}"),
                lamp("B", "{\"EUR\":\"20\",\"CHF\":\"22.5\",\"GBP\":\"19\"}"));

        assertThat(prices())
                .containsExactly(Map.entry("Swiss B", "22.50"), Map.entry("US A", "12.00 instead of 15.00"));
        assertThat(silkroute.products().get("A").at("/variants/0/price").asString())
                .isEqualTo("10.00");
        assertThat(run.at("/counts/incomplete").asInt()).isZero();
        assertThat(toldOfRun(run))
                .filteredOn(told -> told.contains("no price list in GBP"))
                .hasSize(1);
    }

    @Test
    void coming_again_it_costs_nothing_and_a_changed_amount_costs_the_price_call_alone() {
        connect("{}");
        push(lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\"}"), lamp("B", "{\"EUR\":\"10\",\"USD\":\"13\"}"));
        List<Long> before = calls();

        JsonNode again = push(
                lamp("A", "{\"USD\":\"12.0\",\"EUR\":10}").with("updated", "\"2026-12-01T10:00:00Z\""),
                lamp("B", "{\"EUR\":\"10\",\"USD\":\"13\"}"));
        assertThat(again.at("/counts/unchanged").asInt()).isEqualTo(2);
        assertThat(calls()).isEqualTo(before);

        JsonNode changed = push(lamp("A", "{\"EUR\":\"10\",\"USD\":\"14\"}"));
        assertThat(changed.at("/counts/updated").asInt()).isOne();
        assertThat(calls()).isEqualTo(List.of(before.get(0), before.get(1), before.get(2) + 1, before.get(3)));
        assertThat(prices()).containsEntry("US A", "14.00").containsEntry("US B", "13.00");
    }

    @Test
    void one_currency_asks_nothing_of_price_lists() {
        long asked = silkroute.calls("priceLists");
        connect("{}");
        push(lamp("A", "{\"EUR\":\"10\"}"), lamp("B", "7"));
        assertThat(silkroute.calls("priceLists")).isEqualTo(asked);
    }

    @Test
    void what_the_pim_takes_back_is_deleted_and_what_somebody_has_set_stays() {
        connect("{}");
        push(lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\"}"));
        silkroute.control("{\"priceLists\":[{\"name\":\"Swiss\",\"variant\":\"" + variant("A") + "\",\"price\":\"99\"},"
                + "{\"name\":\"Wholesale\",\"variant\":\"" + variant("A") + "\",\"price\":\"5\"}]}");

        JsonNode taken = push(lamp("A", "{\"EUR\":\"10\"}"));

        assertThat(taken.at("/counts/updated").asInt()).isOne();
        assertThat(prices()).containsExactly(Map.entry("Swiss A", "99.00"), Map.entry("Wholesale A", "5.00"));
        List<Long> before = calls();
        push(lamp("A", "{\"EUR\":\"11\"}"));
        assertThat(calls().subList(2, 4)).isEqualTo(before.subList(2, 4));
    }

    @Test
    void a_force_refresh_writes_all_of_them_again_and_fills_a_list_that_came_later() {
        connect("{}");
        push(lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\",\"GBP\":\"9\"}"));
        silkroute.control("{\"priceLists\":[{\"name\":\"US\",\"variant\":\"" + variant("A") + "\",\"price\":\"1\"},"
                + "{\"name\":\"UK\",\"currency\":\"GBP\"}]}");

        String last = silkroute.lastRun(connector).path("id").asString();
        silkroute.post("/api/connectors/" + connector + "/force-refresh");
        JsonNode run = silkroute.runAfter(connector, last);

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.at("/counts/incomplete").asInt()).isZero();
        assertThat(prices()).containsExactly(Map.entry("UK A", "9.00"), Map.entry("US A", "12.00"));
    }

    @Test
    void variants_come_with_their_prices_and_go_with_them() {
        connect("{\"export\":{\"disableDeletions\":false}}");
        push(
                lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\"}").with("axes", "[\"size\"]"),
                Pim.variant("A-S", "A", "S"),
                Pim.variant("A-M", "A", "M").with("price", "{\"USD\":\"13\"}"));
        assertThat(prices()).containsExactly(Map.entry("US A-M", "13.00"), Map.entry("US A-S", "12.00"));

        push(Pim.variant("A-L", "A", "L").with("price", "{\"USD\":\"14\",\"CHF\":\"15\"}"));
        assertThat(prices())
                .containsExactly(
                        Map.entry("Swiss A-L", "15.00"),
                        Map.entry("US A-L", "14.00"),
                        Map.entry("US A-M", "13.00"),
                        Map.entry("US A-S", "12.00"));

        long deletes = silkroute.calls(DELETE);
        push(Pim.deleted("variant", "A-M"));
        assertThat(prices().keySet()).containsExactly("Swiss A-L", "US A-L", "US A-S");
        assertThat(silkroute.calls(DELETE)).isEqualTo(deletes);
    }

    @Test
    void a_variant_that_stays_in_the_shop_keeps_its_prices() {
        connect("{}");
        push(
                lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\"}").with("axes", "[\"size\"]"),
                Pim.variant("A-S", "A", "S"),
                Pim.variant("A-M", "A", "M"));
        push(Pim.deleted("variant", "A-M"));
        assertThat(prices().keySet()).containsExactly("US A-M", "US A-S");
    }

    @Test
    void the_connector_may_name_the_lists_and_send_a_currency_nowhere() {
        connect("{\"export\":{\"priceLists\":[\"USD: Wholesale\",\"GBP:\"]}}");
        JsonNode run = push(lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\",\"GBP\":\"9\"}"));

        assertThat(prices()).containsExactly(Map.entry("Wholesale A", "12.00"));
        assertThat(run.at("/counts/incomplete").asInt()).isZero();

        assertThat(silkroute
                        .patch(
                                "/api/connectors/" + connector + "/config",
                                "{\"export\":{\"priceLists\":[\"US retail\"]}}")
                        .text())
                .contains("export.priceLists[0]", "such as USD: US retail");
        silkroute.patch("/api/connectors/" + connector + "/config", "{\"export\":{\"priceLists\":[\"USD: US\"]}}");
        push(lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\"}").with("updated", "\"2026-12-02T10:00:00Z\""));
        assertThat(prices()).containsExactly(Map.entry("US A", "12.00"));
    }

    @Test
    void a_bulk_operation_is_followed_by_the_prices() {
        connect("{\"exportPath\":\"bulk\"}");
        long lines = silkroute.bulkLines("productSet");
        push(lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\"}"), lamp("B", "{\"EUR\":\"10\",\"CHF\":\"13\"}"));

        assertThat(silkroute.bulkLines("productSet")).isEqualTo(lines + 2);
        assertThat(prices()).containsExactly(Map.entry("Swiss B", "13.00"), Map.entry("US A", "12.00"));
    }

    @Test
    void what_the_shop_refuses_parks_the_item_with_its_reason_and_a_replay_mends_it() {
        connect("{}");
        silkroute.control("{\"faults\":[{\"operation\":\"" + ADD + "\",\"times\":1,\"kind\":\"user-error\","
                + "\"code\":\"PRICE_LIST_NOT_FOUND\",\"field\":[\"priceListId\"],\"message\":\"Price list does not"
                + " exist.\"}]}");
        JsonNode run = silkroute.synchronize(connector, lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\"}"));

        assertThat(run.at("/counts/parked").asInt()).as(run.toString()).isOne();
        assertThat(prices()).isEmpty();
        assertThat(silkroute.told(connector, "product", "A").toString())
                .contains("not all of its prices in USD", "The price list was deleted in the shop. Replay the item.");

        silkroute.post("/api/connectors/" + connector + "/items/product/A/replay");
        silkroute.settled(connector);
        assertThat(prices()).containsExactly(Map.entry("US A", "12.00"));
        assertThat(silkroute.status(connector).path("parked").asInt()).isZero();
    }

    @Test
    void a_product_whose_prices_were_not_sent_is_completed_by_a_later_run() {
        connect("{}");
        silkroute.control(
                "{\"faults\":[{\"operation\":\"" + ADD + "\",\"times\":0,\"kind\":\"status\",\"status\":503}]}");
        String before = silkroute.lastRun(connector).path("id").asString();
        silkroute.push(connector, List.of(lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\"}")));
        silkroute.runAfter(connector, before);
        assertThat(silkroute.products()).containsKey("A");
        assertThat(prices()).isEmpty();
        assertThat(silkroute
                        .item(connector, "product", "A")
                        .path("hashExported")
                        .isString())
                .isFalse();

        silkroute.control("{\"clearFaults\":true}");
        String last = silkroute.lastRun(connector).path("id").asString();
        silkroute.post("/api/connectors/" + connector + "/force-refresh");
        silkroute.runAfter(connector, last);
        silkroute.settled(connector);
        assertThat(silkroute.products()).hasSize(1);
        assertThat(prices()).containsExactly(Map.entry("US A", "12.00"));
    }

    @Test
    void somebody_deleted_a_price_or_a_variant_and_the_next_change_goes_all_the_same() {
        connect("{}");
        push(
                lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\"}").with("axes", "[\"size\"]"),
                Pim.variant("A-S", "A", "S"),
                Pim.variant("A-M", "A", "M"));
        silkroute.control("{\"priceLists\":[{\"name\":\"US\",\"variant\":\"" + variant("A-S") + "\"}]}");
        silkroute.deleteVariantsInShop("A", "S");

        push(lamp("A", "{\"EUR\":\"10\",\"USD\":\"14\"}").with("axes", "[\"size\"]"));
        assertThat(prices()).containsExactly(Map.entry("US A-M", "14.00"), Map.entry("US A-S", "14.00"));
        push(lamp("A", "{\"EUR\":\"10\"}").with("axes", "[\"size\"]"));
        assertThat(prices()).isEmpty();
    }

    @Test
    void a_preview_shows_them_with_their_points_and_changes_nothing() {
        connect("{\"trigger\":{\"onChange\":false}}");
        silkroute.push(connector, List.of(lamp("A", "{\"EUR\":\"10\",\"USD\":\"12\"}")));
        silkroute.pending(connector, 1);
        String before = silkroute.lastRun(connector).path("id").asString("");
        silkroute.post("/api/connectors/" + connector + "/sync");
        silkroute.runAfter(connector, before);
        silkroute.push(connector, List.of(lamp("A", "{\"EUR\":\"10\",\"USD\":\"14\"}")));
        silkroute.pending(connector, 1);

        JsonNode preview = silkroute
                .post("/api/connectors/" + connector + "/preview", "{\"items\":[{\"type\":\"product\",\"id\":\"A\"}]}")
                .json();

        assertThat(preview.at("/items/0/action").asString())
                .as(preview.toString())
                .isEqualTo("update");
        assertThat(preview.at("/items/0/points").asInt()).isEqualTo(10);
        assertThat(preview.at("/items/0/fields/0/field").asString())
                .matches("variants\\[A]\\.priceLists\\[USD \\d+]\\.price");
        assertThat(preview.at("/items/0/fields/0/exported").asString()).isEqualTo("12.00");
        assertThat(preview.at("/items/0/fields/0/send").asString()).isEqualTo("14.00");
        assertThat(preview.at("/items/0/fields/0/sent").asBoolean()).isTrue();
        assertThat(prices()).containsExactly(Map.entry("US A", "12.00"));
    }

    @Test
    void a_catalogue_in_euros_and_dollars_has_its_dollars_in_the_list() throws IOException {
        Path file = AdminSchema.besides("data/unopim-demo.jsonl");
        connect("{\"export\":{\"status\":\"all\"},\"exportPath\":\"single\"}");
        silkroute.push(connector, "application/x-ndjson", Files.readAllBytes(file));
        silkroute.runAfter(connector, "");
        silkroute.settled(connector);

        long variants = silkroute.products().values().stream()
                .flatMap(product -> product.path("variants").valueStream())
                .count();
        assertThat(prices()).hasSize((int) variants);
        assertThat(prices().keySet()).allMatch(key -> key.startsWith("US "));
        List<Long> before = calls();
        silkroute.push(connector, "application/x-ndjson", Files.readAllBytes(file));
        silkroute.settled(connector);
        assertThat(calls()).isEqualTo(before);
    }
}
