package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
        JsonNode answer = silkroute.shop(
                "mutation theirs($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors"
                        + " { message } } }",
                variables);
        return answer.findPath("product").path("id").asText();
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
        assertThat(product.path("id").asText()).isEqualTo(id);
        assertThat(product.path("title").asText()).isEqualTo("Ours");
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
        assertThat(silkroute.products().get("C1").path("id").asText()).isEqualTo(id);
    }

    @Test
    void an_ambiguous_match_is_left_to_a_person() {
        theirs("Twin one", "twin-one", "TWIN");
        theirs("Twin two", "twin-two", "TWIN");
        silkroute.connect("twins", "{\"linkExisting\":\"sku\"}");

        silkroute.push("twins", ours("T1", "twin", "TWIN"));
        JsonNode run = silkroute.settled("twins");

        assertThat(run.path("state").asText()).isEqualTo("completed-with-failures");
        assertThat(silkroute
                        .activity("connector=twins&outcome=parked")
                        .get(0)
                        .path("sentence")
                        .asText())
                .contains("2 products");
        assertThat(silkroute.products()).doesNotContainKey("T1");
    }
}
