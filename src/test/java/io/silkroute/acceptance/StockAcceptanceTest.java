package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Stock goes when the PIM changes it, and nothing else puts back what the shop has sold. */
class StockAcceptanceTest {

    private static final String SET = "inventorySetQuantities";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.shopify.breaker-open=50ms",
                "silkroute.run.watch-period=200",
                "silkroute.run.watch-delay=100");
        silkroute = application.silkroute;
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true,\"locations\":[]}");
    }

    private static Pim shirt(String id) {
        return Pim.product(id).with("axes", "[\"size\"]");
    }

    /** @param stock as JSON */
    private static Pim size(String product, String size, String stock) {
        return Pim.variant(product + "-" + size, product, size).with("stock", stock);
    }

    private static void push(String connector, Pim... items) {
        JsonNode run = silkroute.synchronize(connector, items);
        assertThat(run.path("state").asString())
                .as(run + "\n" + silkroute.activity("outcome=parked"))
                .isEqualTo("completed");
    }

    private static List<Integer> held(String product, String... sizes) {
        List<Integer> held = new ArrayList<>();
        for (String size : sizes) {
            held.add(silkroute.stock().get(product + "-" + size));
        }
        return held;
    }

    private static JsonNode told(String product, String outcome) {
        return silkroute
                .activity("type=product&item=" + product + "&outcome=" + outcome)
                .get(0);
    }

    @Test
    void an_added_variant_gets_its_stock_and_the_others_keep_what_is_left_of_theirs() {
        silkroute.connect("added", "{}");
        long sets = silkroute.calls(SET);
        push("added", shirt("A"), size("A", "S", "7"), size("A", "M", "4"));
        assertThat(held("A", "S", "M")).containsExactly(7, 4);
        assertThat(silkroute.calls(SET)).isEqualTo(sets); // it was made with it
        silkroute.sell("A-S", 5);
        silkroute.sell("A-M", 2);

        push("added", size("A", "L", "9"));

        assertThat(held("A", "S", "M", "L")).containsExactly(2, 2, 9);
        push("added", shirt("A").named("Better shirt"), size("A", "S", "7").with("price", "{\"USD\":\"12\"}"));
        push("added", size("A", "M", "4").with("attributes", "{\"size\":\"M\",\"ean\":\"4006381333931\"}"));
        assertThat(held("A", "S", "M", "L")).containsExactly(2, 2, 9);
        assertThat(silkroute.products().get("A").path("title").asString()).isEqualTo("Better shirt");
    }

    @Test
    void a_changed_number_is_the_pims_and_goes_alone() {
        silkroute.connect("changed", "{}");
        push("changed", shirt("C"), size("C", "S", "7"), size("C", "M", "4"));
        silkroute.sell("C-S", 5);
        silkroute.sell("C-M", 2);
        long products = silkroute.calls("productSet") + silkroute.calls("productVariantsBulkUpdate");
        long sets = silkroute.calls(SET);

        push("changed", size("C", "S", "10"));
        push("changed", size("C", "S", "10"));

        assertThat(held("C", "S", "M")).containsExactly(10, 2);
        assertThat(silkroute.calls(SET)).isEqualTo(sets + 1);
        assertThat(silkroute.calls("productSet") + silkroute.calls("productVariantsBulkUpdate"))
                .isEqualTo(products);
    }

    @Test
    void a_number_that_the_pim_takes_back_stays_in_the_shop() {
        silkroute.connect("taken", "{}");
        push("taken", shirt("K"), size("K", "S", "7"), size("K", "M", "4"));
        silkroute.sell("K-S", 5);

        push("taken", size("K", "S", "null"));
        assertThat(held("K", "S", "M")).containsExactly(2, 4);

        push("taken", size("K", "S", "7"));
        assertThat(held("K", "S", "M")).containsExactly(7, 4);
    }

    @Test
    void a_product_without_variants_has_its_own_stock_wherever_the_pim_writes_it() {
        silkroute.connect("single", "{}");
        push(
                "single",
                Pim.product("U1").with("sku", "\"U1\"").with("stock", "\"12\""),
                Pim.product("U2").with("sku", "\"U2\"").with("attributes", "{\"stock\":3.0}"));

        assertThat(silkroute.stock()).containsEntry("U1", 12).containsEntry("U2", 3);
    }

    @Test
    void what_is_no_number_is_left_out_and_told_and_the_rest_goes() {
        silkroute.connect("odd", "{}");
        push(
                "odd",
                shirt("O"),
                size("O", "S", "2.5"),
                size("O", "M", "\"plenty\""),
                size("O", "L", "-3"),
                size("O", "X", "4"));

        assertThat(held("O", "S", "M", "L", "X")).containsExactly(0, 0, -3, 4);
        assertThat(told("O", "created").at("/detail/notes").toString())
                .contains("Its stock “2.5” is not a whole number", "Its stock “plenty” is not a whole number");
    }

    @Test
    void each_location_has_its_own_number() {
        silkroute.control("{\"locations\":[\"Main warehouse\",\"Outlet\",\"Depot\"]}");
        silkroute.connect("places", "{}");
        push(
                "places",
                shirt("P"),
                size("P", "S", "{\"Main warehouse\":3,\"outlet\":5}"),
                size("P", "M", "{\"Main warehouse\":1,\"Attic\":9}"),
                size("P", "L", "6"));

        assertThat(silkroute.stock())
                .containsEntry("P-S", 3)
                .containsEntry("P-S@Outlet", 5)
                .containsEntry("P-M", 1)
                .containsEntry("P-L", 0)
                .doesNotContainKey("P-M@Outlet");
        assertThat(told("P", "created").at("/detail/notes").toString())
                .contains("“Attic”, which the shop has not; it has “Depot”, “Main warehouse”, “Outlet”")
                .contains("Its stock “6” is a number alone, and the shop has 3 locations");

        silkroute.control("{\"stock\":[{\"sku\":\"P-S\",\"sold\":2}]}");
        push("places", size("P", "S", "{\"Depot\":8,\"Outlet\":4,\"Main warehouse\":3}"));

        assertThat(silkroute.stock())
                .containsEntry("P-S", 1)
                .containsEntry("P-S@Outlet", 4)
                .containsEntry("P-S@Depot", 8);
    }

    @Test
    void a_sale_between_reading_and_writing_is_noticed() {
        try (RecordingProxy proxy = new RecordingProxy(silkroute.address())) {
            silkroute.connect("sale", "{\"shop\":{\"endpoint\":\"" + proxy.address() + "\"}}");
            push("sale", shirt("B"), size("B", "S", "7"), size("B", "M", "4"));
            silkroute.sell("B-S", 1);
            long sets = silkroute.calls(SET);
            proxy.hold(SET);
            String before = silkroute.lastRun("sale").path("id").asString();
            silkroute.push("sale", List.of(size("B", "S", "20"), size("B", "M", "9")));
            Awaitility.await()
                    .until(() -> proxy.requests.stream()
                            .anyMatch(body -> new String(body, StandardCharsets.UTF_8).contains(SET)));
            silkroute.sell("B-M", 1);
            proxy.release();

            assertThat(silkroute.runAfter("sale", before).path("state").asString())
                    .isEqualTo("completed");
            assertThat(held("B", "S", "M")).containsExactly(20, 9);
            assertThat(silkroute.calls(SET)).isEqualTo(sets + 2);
        }
    }

    @Test
    void a_lost_answer_has_one_effect() {
        silkroute.connect("lost", "{}");
        push("lost", shirt("L"), size("L", "S", "7"), size("L", "M", "4"));
        silkroute.control("{\"faults\":[{\"operation\":\"" + SET + "\",\"kind\":\"answer-lost\",\"times\":0}]}");

        JsonNode failed = silkroute.synchronize("lost", shirt("L").named("Named anew"), size("L", "S", "12"));
        assertThat(failed.path("state").asString()).as(failed.toString()).isNotEqualTo("completed");
        assertThat(held("L", "S", "M")).containsExactly(12, 4);
        silkroute.sell("L-S", 5);
        silkroute.sell("L-M", 1);
        silkroute.control("{\"clearFaults\":true}");

        push("lost", shirt("L").named("Named once more"));
        assertThat(held("L", "S", "M")).containsExactly(7, 3);
        push("lost", size("L", "S", "11"));
        assertThat(held("L", "S", "M")).containsExactly(11, 3);
    }

    @Test
    void going_back_to_the_number_before_a_lost_answer_is_a_change() {
        silkroute.connect("back", "{}");
        push("back", shirt("G"), size("G", "S", "7"), size("G", "M", "4"));
        silkroute.control("{\"faults\":[{\"operation\":\"" + SET + "\",\"kind\":\"answer-lost\",\"times\":0}]}");
        silkroute.synchronize("back", size("G", "S", "12"));
        silkroute.control("{\"clearFaults\":true}");

        push("back", size("G", "S", "7"));

        assertThat(held("G", "S", "M")).containsExactly(7, 4);
    }

    @Test
    void the_stock_arrives_when_it_was_stopped_after_its_product() {
        silkroute.connect("stopped", "{}");
        push("stopped", shirt("T"), size("T", "S", "7"), size("T", "M", "4"));
        silkroute.sell("T-M", 1);
        silkroute.control("{\"faults\":[{\"operation\":\"" + SET + "\",\"kind\":\"reset\",\"times\":0}]}");
        JsonNode failed = silkroute.synchronize("stopped", shirt("T").named("Named anew"), size("T", "S", "12"));
        assertThat(failed.path("state").asString()).as(failed.toString()).isNotEqualTo("completed");
        assertThat(silkroute.products().get("T").path("title").asString()).isEqualTo("Named anew");
        silkroute.control("{\"clearFaults\":true}");

        push("stopped", size("T", "S", "12"));

        assertThat(held("T", "S", "M")).containsExactly(12, 3);
    }

    @Test
    void a_product_whose_making_was_not_heard_of_keeps_what_it_has_sold_since() {
        silkroute.connect("unheard", "{}");
        silkroute.control(
                "{\"faults\":[{\"operation\":\"productSet\",\"item\":\"Product H\",\"kind\":\"answer-lost\",\"times\":0}]}");
        silkroute.synchronize("unheard", shirt("H"), size("H", "S", "7"), size("H", "M", "4"));
        silkroute.control("{\"clearFaults\":true}");
        silkroute.sell("H-S", 5);

        push("unheard", shirt("H").named("Product H again"), size("H", "M", "6"), size("H", "L", "3"));

        assertThat(held("H", "S", "M", "L")).containsExactly(2, 6, 3);
    }

    @Test
    void a_refused_number_waits_for_a_person_and_the_product_does_not() {
        silkroute.connect("refused", "{}");
        push("refused", shirt("R"), size("R", "S", "7"), size("R", "M", "4"));
        silkroute.control("{\"faults\":[{\"operation\":\"" + SET + "\",\"kind\":\"user-error\",\"times\":1,"
                + "\"code\":\"NON_MUTABLE_INVENTORY_ITEM\",\"field\":[\"input\",\"quantities\",\"0\",\"inventoryItemId\"],"
                + "\"message\":\"no\"}]}");

        JsonNode run = silkroute.synchronize(
                "refused", shirt("R").named("Named anew"), size("R", "S", "12"), size("R", "M", "9"));

        assertThat(run.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(silkroute.products().get("R").path("title").asString()).isEqualTo("Named anew");
        assertThat(told("R", "parked").path("sentence").asString())
                .startsWith("The shop has the product, but not one number of its stock: The stock of this variant");
        assertThat(held("R", "S", "M")).containsExactly(7, 9);
        silkroute.sell("R-M", 2);

        String before = silkroute.lastRun("refused").path("id").asString();
        silkroute.post("/api/connectors/refused/items/product/R/replay");
        silkroute.runAfter("refused", before);
        assertThat(held("R", "S", "M")).containsExactly(12, 7);
    }

    @Test
    void a_force_refresh_sets_every_number_and_a_replay_none_that_arrived() {
        silkroute.connect("forced", "{}");
        push("forced", shirt("F"), size("F", "S", "7"), size("F", "M", "4"));
        silkroute.sell("F-S", 5);

        String before = silkroute.lastRun("forced").path("id").asString();
        silkroute.post("/api/connectors/forced/items/product/F/replay");
        silkroute.runAfter("forced", before);
        assertThat(held("F", "S", "M")).containsExactly(2, 4);

        before = silkroute.lastRun("forced").path("id").asString();
        silkroute.post("/api/connectors/forced/force-refresh");
        silkroute.runAfter("forced", before);
        assertThat(held("F", "S", "M")).containsExactly(7, 4);
    }

    @Test
    void a_variant_that_somebody_deleted_comes_back_with_its_stock() {
        silkroute.connect("again", "{}");
        push("again", shirt("D"), size("D", "S", "7"), size("D", "M", "4"));
        silkroute.sell("D-S", 5);
        silkroute.deleteVariantsInShop("D", "S");

        push("again", size("D", "M", "6"));

        assertThat(held("D", "S", "M")).containsExactly(2, 6);
    }

    @Test
    void in_bulk_it_is_the_same() {
        silkroute.connect("bulky", "{\"exportPath\":\"bulk\"}");
        push(
                "bulky",
                shirt("V"),
                size("V", "S", "7"),
                size("V", "M", "4"),
                shirt("W"),
                size("W", "S", "5"),
                size("W", "M", "5"));
        assertThat(held("V", "S", "M")).containsExactly(7, 4);
        for (String sku : List.of("V-S", "V-M", "W-S")) {
            silkroute.sell(sku, 2);
        }

        push("bulky", shirt("V").named("Named anew"), size("V", "M", "8"), size("V", "L", "9"), size("W", "M", "6"));

        assertThat(held("V", "S", "M", "L")).containsExactly(5, 8, 9);
        assertThat(held("W", "S", "M")).containsExactly(3, 6);
    }

    @Test
    void a_shop_that_hides_its_locations_takes_everything_but_stock() {
        silkroute.control("{\"faults\":[{\"operation\":\"locations\",\"kind\":\"error\",\"code\":\"ACCESS_DENIED\","
                + "\"times\":1}]}");
        silkroute.connect("hidden", "{}");
        push("hidden", Pim.product("I").with("sku", "\"I\"").with("stock", "5"));

        assertThat(silkroute.stock()).containsEntry("I", 0);
        assertThat(told("I", "created").at("/detail/notes").toString()).contains("read_locations");

        push("hidden", Pim.product("I").named("Seen").with("sku", "\"I\"").with("stock", "5"));
        assertThat(silkroute.stock()).containsEntry("I", 5);
    }

    @Test
    void an_app_that_may_not_write_stock_sends_everything_else_and_says_which_scope_it_lacks() {
        silkroute.control("{\"faults\":[{\"operation\":\"inventorySetQuantities\",\"kind\":\"error\","
                + "\"code\":\"ACCESS_DENIED\",\"times\":1},{\"operation\":\"inventoryActivate\",\"kind\":\"error\","
                + "\"code\":\"ACCESS_DENIED\",\"times\":1}]}");
        silkroute.connect("denied", "{}");
        push("denied", Pim.product("J").with("sku", "\"J\"").with("stock", "5"));

        silkroute.synchronize(
                "denied", Pim.product("J").named("Renamed").with("sku", "\"J\"").with("stock", "6"));

        assertThat(silkroute.products().get("J").path("title").asString()).isEqualTo("Renamed");
        assertThat(silkroute.lastRun("denied").path("state").asString()).isEqualTo("completed-with-failures");
        JsonNode failure = silkroute.item("denied", "product", "J").path("failure");
        assertThat(failure.path("code").asString()).isEqualTo("ACCESS_DENIED");
        assertThat(failure.path("sentence").asString()).contains("not one number of its stock");
        silkroute.control("{\"faults\":[]}");
        silkroute.post("/api/connectors/denied/items/product/J/replay");
        silkroute.settled("denied");
        assertThat(silkroute.stock()).containsEntry("J", 6);
    }
}
