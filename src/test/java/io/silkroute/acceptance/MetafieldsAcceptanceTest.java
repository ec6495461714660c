package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a mapping sets on products and variants arrives, and what other apps keep there stays. */
class MetafieldsAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() throws IOException {
        Path folder = RunningApplication.temporaryFolder();
        Path mappings = Files.createDirectories(folder.resolve("mappings"));
        String product = Files.readString(Path.of("mappings/product.yaml"));
        Files.copy(Path.of("mappings/collection.yaml"), mappings.resolve("collection.yaml"));
        Files.writeString(mappings.resolve("product.yaml"), product);
        Files.writeString(
                mappings.resolve("rich.yaml"),
                product.replace("\nvariant:\n", """

                        variant:
                          metafields:
                            - {namespace: pim, key: size, from: attributes.fit}
                        """).replace("\nmetafields:\n", """

                        metafields:
                          - {namespace: pim, key: goes_with, type: list.product_reference, from: attributes.goes_with}
                          - {namespace: pim, key: stars, type: rating, scale: {min: 1, max: 5}, from: attributes.stars, define: true, pin: true}
                          - {namespace: pim, key: deposit, type: money, from: attributes.deposit}
                          - {namespace: pim, key: care, type: rich_text_field, from: attributes.care}
                        """));
        Files.writeString(
                mappings.resolve("other.yaml"),
                product.replace("key: warranty_months, type: number_integer", "key: stars, type: number_integer"));
        application =
                RunningApplication.start(folder, "silkroute.mappings=" + mappings, "silkroute.shopify.bulk-poll=50ms");
        silkroute = application.silkroute;
    }

    private static JsonNode push(String connector, Pim... items) {
        JsonNode run = silkroute.synchronize(connector, items);
        assertThat(run.path("state").asString())
                .as(run + "\n" + silkroute.activity("outcome=parked"))
                .isEqualTo("completed");
        return run;
    }

    private static Pim size(String product, String size, String fit) {
        return Pim.variant(product + "-" + size, product, size)
                .with("price", "{\"USD\":\"10\"}")
                .with("attributes", "{\"size\":\"" + size + "\",\"fit\":" + fit + "}");
    }

    private static Map<String, String> metafields(JsonNode owner) {
        Map<String, String> values = new TreeMap<>();
        owner.path("metafields")
                .forEach(one -> values.put(
                        one.path("namespace").asString() + "." + one.path("key").asString(),
                        one.path("value").asString()));
        values.remove("silkroute.item_id");
        return values;
    }

    private static JsonNode variant(String sku) {
        for (JsonNode product : silkroute.products().values()) {
            for (JsonNode variant : product.path("variants")) {
                if (variant.path("sku").asString().equals(sku)) {
                    return variant;
                }
            }
        }
        throw new AssertionError(sku + " is not there");
    }

    private static void anotherAppSets(String sku, String value) {
        ObjectNode variables = Silkroute.JSON
                .createObjectNode()
                .put("id", variant(sku).path("id").asString());
        JsonNode answer = silkroute.shop(
                "mutation foreign($id: ID!) { metafieldsSet(metafields: [{ownerId: $id, namespace: \"app\", key: \"gift\","
                        + " type: \"single_line_text_field\", value: \"" + value
                        + "\"}]) { userErrors { message } } }",
                variables);
        assertThat(answer.findValues("message")).as(answer.toString()).isEmpty();
    }

    @Test
    void what_another_app_keeps_on_variants_stays_on_every_path() {
        for (String path : List.of("single", "bulk")) {
            silkroute.connect(path, "{\"mapping\":\"rich.yaml\",\"exportPath\":\"" + path + "\"}");
            String p = path + "-shirt";
            Pim shirt = Pim.product(p).with("axes", "[\"size\"]");
            push(path, shirt, size(p, "S", "\"slim\""), size(p, "M", "\"slim\""));
            anotherAppSets(p + "-S", "yes");
            anotherAppSets(p + "-M", "no");

            push(path, size(p, "S", "\"wide\""));
            assertThat(metafields(variant(p + "-S"))).isEqualTo(Map.of("app.gift", "yes", "pim.size", "wide"));
            assertThat(metafields(variant(p + "-M"))).isEqualTo(Map.of("app.gift", "no", "pim.size", "slim"));

            push(path, size(p, "S", "null"));
            assertThat(metafields(variant(p + "-S"))).isEqualTo(Map.of("app.gift", "yes"));

            JsonNode run =
                    silkroute.post("/api/connectors/" + path + "/force-refresh").json();
            silkroute.runIn(run.path("id").asString(), "completed");
            assertThat(metafields(variant(p + "-S"))).isEqualTo(Map.of("app.gift", "yes"));
            assertThat(metafields(variant(p + "-M"))).isEqualTo(Map.of("app.gift", "no", "pim.size", "slim"));
        }
    }

    @Test
    void each_type_arrives_and_a_reference_follows_when_what_it_names_comes() {
        silkroute.connect("types", "{\"mapping\":\"rich.yaml\"}");
        push(
                "types",
                Pim.product("t1")
                        .with("price", "{\"USD\":\"10\"}")
                        .with(
                                "attributes",
                                "{\"goes_with\":[\"t2\"],\"stars\":4,\"deposit\":{\"USD\":\"5\"},\"care\":\"<p>Wash</p>\"}"));

        Map<String, String> first = metafields(silkroute.products().get("t1"));
        assertThat(first)
                .containsEntry("pim.stars", "{\"value\":\"4.0\",\"scale_min\":\"1.0\",\"scale_max\":\"5.0\"}")
                .containsEntry("pim.deposit", "{\"amount\":\"5.00\",\"currency_code\":\"USD\"}")
                .containsKey("pim.care")
                .doesNotContainKey("pim.goes_with");
        assertThat(silkroute.status("types").path("incomplete").asInt()).isEqualTo(1);

        push("types", Pim.product("t2").with("price", "{\"USD\":\"10\"}"));
        silkroute.settled("types");

        String id = silkroute.products().get("t2").path("id").asString();
        assertThat(metafields(silkroute.products().get("t1"))).containsEntry("pim.goes_with", "[\"" + id + "\"]");
        assertThat(silkroute.status("types").path("incomplete").asInt()).isZero();

        silkroute.connect("other", "{\"mapping\":\"other.yaml\"}");
        silkroute.push("other", List.of(Pim.product("o1").with("price", "{\"USD\":\"10\"}")));
        String run = Awaitility.await("a run")
                .until(() -> silkroute.lastRun("other").path("id").asString(""), begun -> !begun.isEmpty());
        assertThat(silkroute.runIn(run, "failed").path("reason").asString())
                .contains("pim.stars of products as number_integer, and the shop defines it as rating");
    }
}
