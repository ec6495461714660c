package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody deletes in the shop what the connector has brought there: it comes back, with all that belongs to it. */
class LostInShopAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static int connectors;

    private String connector;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
    }

    /** Two collections, and four products in both. */
    @BeforeEach
    void fill() {
        silkroute.control("{\"clear\":true}");
        connector = "lost" + ++connectors;
        silkroute.connect(connector, "{}");
        silkroute.push(
                connector, Pim.category("hats").toString(), Pim.category("caps").toString());
        silkroute.push(connector, products("Hat").toArray(String[]::new));
        assertThat(silkroute.settled(connector).path("counts").path("created").asInt())
                .isEqualTo(6);
    }

    private static List<String> products(String name) {
        return IntStream.range(0, 4)
                .mapToObj(i -> hat("h" + i).named(name + " " + i).toString())
                .toList();
    }

    private static Pim hat(String id) {
        return Pim.product(id).with("categories", "[\"hats\",\"caps\"]");
    }

    private static void deleteCollection(String category) {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables
                .putObject("input")
                .set("id", silkroute.collections().get(category).path("id"));
        JsonNode answer = silkroute.shop(
                "mutation gone($input: CollectionDeleteInput!) { collectionDelete(input: $input)"
                        + " { deletedCollectionId userErrors { message } } }",
                variables);
        assertThat(answer.findPath("deletedCollectionId").isString())
                .as(answer.toString())
                .isTrue();
    }

    /** The shop is as the PIM has it, and nothing waits for a person. */
    private void assertRestored(int products) {
        JsonNode run = silkroute.settled(connector);
        String what = run + "\n" + silkroute.activity("connector=" + connector);
        assertThat(silkroute.collections()).as(what).containsOnlyKeys("hats", "caps");
        assertThat(silkroute.products()).as(what).hasSize(products);
        silkroute
                .products()
                .forEach((id, product) -> assertThat(product.path("collections"))
                        .as(id + "\n" + what)
                        .extracting(JsonNode::asString)
                        .containsExactlyInAnyOrder("hats", "caps"));
        assertThat(silkroute.status(connector).path("parked").asInt()).as(what).isZero();
        assertThat(silkroute.status(connector).path("pending").asInt()).as(what).isZero();
    }

    @Test
    void a_collection_comes_back_with_its_products_when_its_category_changes() {
        deleteCollection("hats");

        silkroute.push(connector, Pim.category("hats").named("All hats").toString());

        assertRestored(4);
        assertThat(silkroute.collections().get("hats").path("title").asString()).isEqualTo("All hats");
    }

    @Test
    void a_collection_comes_back_when_a_product_is_to_stand_in_it() {
        deleteCollection("caps");

        silkroute.push(connector, hat("h9").toString());

        assertRestored(5);
        assertThat(silkroute.told(connector, "category", "hats"))
                .as("the other collection is still the one that it was")
                .filteredOn(sentence -> sentence.startsWith("Created"))
                .hasSize(1);
    }

    @Test
    void a_shop_that_somebody_emptied_is_restored_by_a_force_refresh() {
        silkroute.control("{\"clear\":true}");

        silkroute.post("/api/connectors/" + connector + "/force-refresh");

        assertRestored(4);
    }

    @Test
    void a_shop_that_somebody_emptied_takes_what_changes() {
        silkroute.control("{\"clear\":true}");

        silkroute.push(connector, products("Cap").toArray(String[]::new));

        assertRestored(4);
        assertThat(silkroute.products().get("h1").path("title").asString()).isEqualTo("Cap 1");
    }

    @Test
    void a_category_that_the_pim_deletes_keeps_its_products_while_deletions_are_disabled() {
        silkroute.push(connector, Pim.deleted("category", "caps").toString());

        assertRestored(4);
    }
}
