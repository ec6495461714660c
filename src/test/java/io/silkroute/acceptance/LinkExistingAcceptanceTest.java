package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A shop that is not empty: what is there already is adopted, never duplicated. */
class LinkExistingAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
    }

    private static String theirs(String title, String handle, String sku) {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        ObjectNode input = variables.putObject("input").put("title", title).put("handle", handle);
        input.putArray("tags").add("theirs");
        input.putArray("productOptions")
                .addObject()
                .put("name", "Title")
                .putArray("values")
                .addObject()
                .put("name", "Default Title");
        ObjectNode variant = input.putArray("variants").addObject().put("sku", sku);
        variant.putArray("optionValues").addObject().put("optionName", "Title").put("name", "Default Title");
        return made(variables);
    }

    /** The id of a product that somebody makes in the shop. */
    private static String made(ObjectNode variables) {
        JsonNode answer = silkroute.shop(
                "mutation theirs($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors"
                        + " { message } } }",
                variables);
        return answer.findPath("product").path("id").asString();
    }

    private static String ours(String id, String handle, String sku) {
        return """
                {"type":"product","id":"%s","sku":"%s","name":{"en_US":"Ours"},"price":{"USD":"5"},"attributes":{"handle":"%s"}}""".formatted(id, sku, handle);
    }

    @Test
    void a_product_is_found_by_its_sku_and_keeps_what_others_put_on_it() {
        String id = theirs("Old lamp", "old-lamp", "LAMP \"1\"");
        silkroute.connect("by-sku", "{\"linkExisting\":\"sku\"}");

        silkroute.push("by-sku", ours("L1", "new-lamp", "LAMP \\\"1\\\""));
        JsonNode run = silkroute.settled("by-sku");

        assertThat(run.path("counts").path("updated").asInt())
                .as(run + "\n" + silkroute.activity("connector=by-sku"))
                .isEqualTo(1);
        JsonNode product = silkroute.products().get("L1");
        assertThat(product.path("id").asString()).isEqualTo(id);
        assertThat(product.path("title").asString()).isEqualTo("Ours");
        assertThat(product.path("tags").toString()).contains("theirs");
    }

    @Test
    void a_product_is_found_by_its_handle() {
        String id = theirs("Old chair", "chair-one", "CHAIR");
        silkroute.connect("by-handle", "{\"linkExisting\":\"handle\"}");

        silkroute.push("by-handle", ours("C1", "chair-one", "OTHER"), ours("C2", "chair-two", "OTHER-2"));
        JsonNode run = silkroute.settled("by-handle");

        assertThat(run.path("counts").path("updated").asInt())
                .as(run.toString())
                .isEqualTo(1);
        assertThat(run.path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(silkroute.products().get("C1").path("id").asString()).isEqualTo(id);
    }

    @Test
    void an_ambiguous_match_is_left_to_a_person() {
        theirs("Twin one", "twin-one", "TWIN");
        theirs("Twin two", "twin-two", "TWIN");
        silkroute.connect("twins", "{\"linkExisting\":\"sku\"}");

        silkroute.push("twins", ours("T1", "twin", "TWIN"));
        JsonNode run = silkroute.settled("twins");

        assertThat(run.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(silkroute
                        .activity("connector=twins&outcome=parked")
                        .get(0)
                        .path("sentence")
                        .asString())
                .contains("2 products");
        assertThat(silkroute.products()).doesNotContainKey("T1");
    }

    /** In the shop: a product in the sizes S and M, with stock on each. */
    private static String inTwoSizes(String handle, String sku) {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        ObjectNode input = variables.putObject("input").put("title", "Shirt").put("handle", handle);
        ObjectNode option = input.putArray("productOptions").addObject().put("name", "size");
        option.putArray("values").addObject().put("name", "S");
        option.withArray("values").addObject().put("name", "M");
        for (String size : new String[] {"S", "M"}) {
            ObjectNode variant = input.withArray("variants").addObject().put("sku", sku + "-" + size);
            variant.putArray("optionValues")
                    .addObject()
                    .put("optionName", "size")
                    .put("name", size);
        }
        return made(variables);
    }

    private static String[] shirt(String id, String handle, String... skus) {
        List<String> items = new ArrayList<>();
        items.add(Pim.product(id)
                .with("axes", "[\"size\"]")
                .with("attributes", "{\"handle\":\"" + handle + "\"}")
                .toString());
        for (String sku : skus) {
            items.add(Pim.variant(sku, id, sku.substring(sku.length() - 1)).toString());
        }
        return items.toArray(String[]::new);
    }

    private static Map<String, String> variantIds(JsonNode product) {
        Map<String, String> ids = new TreeMap<>();
        product.path("variants")
                .forEach(variant -> ids.put(
                        variant.path("sku").asString(), variant.path("id").asString()));
        return ids;
    }

    private static JsonNode inShop(String shopifyId) {
        return silkroute.products().values().stream()
                .filter(product -> product.path("id").asString().equals(shopifyId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void variants_of_an_adopted_product_keep_their_ids_whatever_they_were_called() {
        String id = inTwoSizes("shirt-one", "S1");
        Map<String, String> before = variantIds(inShop(id));
        silkroute.connect("shirts", "{\"linkExisting\":\"handle\"}");

        silkroute.push("shirts", shirt("H1", "shirt-one", "S1-S", "new-M"));
        JsonNode run = silkroute.settled("shirts");

        assertThat(silkroute.products())
                .as(run + "\n" + silkroute.activity("connector=shirts"))
                .containsKey("H1");
        JsonNode product = silkroute.products().get("H1");
        assertThat(product.path("id").asString()).isEqualTo(id);
        assertThat(variantIds(product))
                .containsEntry("S1-S", before.get("S1-S"))
                .containsEntry("new-M", before.get("S1-M"));
    }

    @Test
    void a_variant_that_only_the_shop_has_is_not_deleted_by_adopting_its_product() {
        String id = inTwoSizes("shirt-two", "S2");
        silkroute.connect("fewer", "{\"linkExisting\":\"sku\"}");

        silkroute.push("fewer", shirt("H2", "shirt-two", "S2-S"));
        silkroute.settled("fewer");

        assertThat(variantIds(inShop(id))).containsOnlyKeys("S2-S", "S2-M");
        assertThat(silkroute.told("fewer", "product", "H2").get(0)).contains("S2-M", "delete");

        silkroute.push("fewer", shirt("H2", "shirt-two", "S2-S", "S2-M"));
        silkroute.settled("fewer");

        assertThat(silkroute.products().get("H2").path("id").asString()).isEqualTo(id);
        assertThat(silkroute.status("fewer").path("parked").asInt()).isZero();
    }

    @Test
    void two_items_do_not_adopt_the_same_product() {
        String id = theirs("Old table", "table-one", "TABLE");
        silkroute.connect("tables", "{\"linkExisting\":\"handle\"}");

        silkroute.push("tables", ours("B1", "table-one", "TABLE"), ours("B2", "table-one", "TABLE-2"));
        JsonNode run = silkroute.settled("tables");

        assertThat(run.path("counts").path("updated").asInt())
                .as(run.toString())
                .isEqualTo(1);
        assertThat(run.path("counts").path("parked").asInt()).as(run.toString()).isEqualTo(1);
        assertThat(inShop(id).path("title").asString()).isEqualTo("Ours");
    }

    @Test
    void two_categories_do_not_adopt_the_same_collection() {
        silkroute.connect("alike", "{\"linkExisting\":\"handle\"}");

        silkroute.push(
                "alike",
                Pim.category("tops")
                        .named("Mens Tops")
                        .with("attributes", "{\"handle\":\"mens-tops\"}")
                        .toString());
        silkroute.settled("alike");
        silkroute.push(
                "alike",
                Pim.category("tops2")
                        .with("attributes", "{\"handle\":\"mens-tops\"}")
                        .toString());
        JsonNode run = silkroute.settled("alike");

        assertThat(run.path("counts").path("parked").asInt()).as(run.toString()).isEqualTo(1);
        assertThat(silkroute.collections().get("tops").path("title").asString()).isEqualTo("Mens Tops");
        assertThat(silkroute.told("alike", "category", "tops2").get(0)).contains("tops already");
    }

    @Test
    void categories_that_match_nothing_become_collections_of_their_own() {
        silkroute.connect("fresh", "{\"linkExisting\":\"handle\"}");

        silkroute.push(
                "fresh", Pim.category("f1").toString(), Pim.category("f2").toString());
        JsonNode run = silkroute.settled("fresh");

        assertThat(run.path("counts").path("created").asInt())
                .as(run.toString())
                .isEqualTo(2);
    }

    @Test
    void a_product_that_was_not_adopted_in_the_end_is_not_removed_with_its_item() {
        String id = inTwoSizes("shirt-three", "S3");
        silkroute.connect("careful", "{\"linkExisting\":\"handle\"}");
        silkroute.push("careful", shirt("H3", "shirt-three", "S3-S"));
        silkroute.settled("careful");
        silkroute.patch("/api/connectors/careful/config", "{\"export\":{\"disableDeletions\":false}}");

        silkroute.push("careful", Pim.deleted("product", "H3").toString());
        silkroute.settled("careful");

        assertThat(inShop(id).path("status").asString()).isEqualTo("ACTIVE");
    }
}
