package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.AdminSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The main job against the Admin API's own schema and a reading of its documentation that is not the sandbox's. */
class SchemaShopAcceptanceTest {

    private static RunningApplication application;
    private static Silkroute silkroute;
    private final SchemaShop shop = new SchemaShop();

    @BeforeAll
    static void start() {
        AdminSchema.read();
        application = RunningApplication.start();
        silkroute = application.silkroute;
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
    }

    @AfterEach
    void nothing_was_sent_that_the_schema_does_not_know() {
        shop.close();
        assertThat(shop.wrongs).isEmpty();
    }

    private void connect(String name) {
        silkroute.connect(name, """
                {"export":{"status":"all","disableDeletions":false},\
                "shop":{"domain":"schema.myshopify.com","endpoint":"%s","accessToken":"%s"}}""".formatted(shop.address(), SchemaShop.TOKEN));
    }

    private static JsonNode completed(JsonNode run) {
        assertThat(run.path("state").asString())
                .as(run + "\n" + silkroute.activity("outcome=parked"))
                .isEqualTo("completed");
        return run;
    }

    private JsonNode push(String connector, List<String> lines) {
        String before = silkroute.lastRun(connector).path("id").asString();
        byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        assertThat(silkroute.push(connector, "application/x-ndjson", body).status())
                .isEqualTo(202);
        return completed(silkroute.runAfter(connector, before));
    }

    private JsonNode only(String mutation) {
        assertThat(shop.mutations).hasSize(1);
        assertThat(shop.mutations.get(0).path("query").asString()).startsWith("mutation " + mutation + "(");
        return shop.mutations.get(0).path("variables");
    }

    @Test
    void the_sample_catalogue_arrives_whole_changes_least_and_leaves() throws IOException {
        connect("sample");
        List<String> lines = Files.readAllLines(Path.of("sample/catalogue.jsonl")).stream()
                .filter(line -> !line.contains("\"campaign\"")) // this shop knows no discounts
                .toList();
        RealCatalogue catalogue = new RealCatalogue(Files.readAllBytes(Path.of("sample/catalogue.jsonl")));

        push("sample", lines);

        assertThat(catalogue.differencesFrom(shop.shelves.products(), shop.shelves.collections()))
                .isEmpty();
        assertThat(Stream.concat(
                        shop.shelves.products().values().stream(), shop.shelves.collections().values().stream()))
                .allMatch(object -> object.path("published").asBoolean());

        shop.mutations.clear();
        push("sample", lines);
        assertThat(shop.mutations).isEmpty();

        String line = lines.stream()
                .filter(one -> one.contains("\"type\": \"product\""))
                .findFirst()
                .orElseThrow();
        Pim product = new Pim((ObjectNode) Silkroute.JSON.readTree(line));
        String id = product.image().path("id").asString();
        JsonNode before = shop.shelves.products().get(id);
        push("sample", List.of(product.named("Another title").toString()));
        JsonNode after = shop.shelves.products().get(id);
        assertThat(after.path("title").asString()).isEqualTo("Another title");
        for (String field : List.of("id", "variants", "metafields", "collections", "tags")) {
            assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
        }
        assertThat(after.path("media").findValuesAsString("id"))
                .isEqualTo(before.path("media").findValuesAsString("id"));
        assertThat(shop.mutations).hasSize(1);

        push("sample", List.of(Pim.deleted("product", id).toString()));
        assertThat(shop.shelves.products().get(id).path("status").asString()).isEqualTo("ARCHIVED");
    }

    @Test
    void a_price_alone_goes_to_its_variant_alone() {
        connect("price");
        Pim product = Pim.product("sp").with("axes", "[\"size\"]");
        push(
                "price",
                List.of(
                        product.toString(),
                        Pim.variant("sp-S", "sp", "S")
                                .with("price", "{\"USD\":\"5\"}")
                                .toString(),
                        Pim.variant("sp-M", "sp", "M")
                                .with("price", "{\"USD\":\"5\"}")
                                .toString()));
        JsonNode before = shop.shelves.products().get("sp").path("variants");

        shop.mutations.clear();
        push(
                "price",
                List.of(Pim.variant("sp-M", "sp", "M")
                        .with("price", "{\"USD\":\"6\"}")
                        .toString()));

        assertThat(only("productVariantsBulkUpdate").path("variants")).hasSize(1);
        JsonNode after = shop.shelves.products().get("sp").path("variants");
        assertThat(after.findValuesAsString("price")).containsExactly("5.00", "6.00");
        assertThat(after.findValuesAsString("id")).isEqualTo(before.findValuesAsString("id"));

        shop.mutations.clear();
        push(
                "price",
                List.of(Pim.variant("sp-L", "sp", "L")
                        .with("price", "{\"USD\":\"7\"}")
                        .toString()));
        only("productSet");
        JsonNode with = shop.shelves.products().get("sp").path("variants");
        assertThat(with.findValuesAsString("sku")).containsExactlyInAnyOrder("sp-S", "sp-M", "sp-L");
        assertThat(with.findValuesAsString("id")).containsAll(before.findValuesAsString("id"));
    }

    @Test
    void what_the_pim_has_no_longer_is_cleared_with_what_the_schema_takes() {
        connect("cleared");
        Pim product = Pim.product("cl").with("axes", "[\"size\"]");
        Pim variant = Pim.variant("cl-S", "cl", "S").with("price", "{\"USD\":\"5\"}");
        String rich = "{\"size\":\"S\",\"ean\":\"400\",\"compare_at_price\":{\"USD\":\"9\"},\"cost\":{\"USD\":\"2\"}}";
        push(
                "cleared",
                List.of(
                        Pim.category("cc").with("description", "\"Text\"").toString(),
                        product.with("description", "\"Text\"")
                                .with("attributes", "{\"brand\":\"Brand\"}")
                                .toString(),
                        variant.with("attributes", rich).toString()));

        shop.mutations.clear();
        push("cleared", List.of(variant.toString()));
        only("productVariantsBulkUpdate");
        JsonNode held = shop.shelves.products().get("cl").path("variants").path(0);
        assertThat(List.of(held.path("barcode"), held.path("compareAtPrice"), held.at("/inventoryItem/cost")))
                .allMatch(JsonNode::isNull);
        assertThat(held.path("price").asString()).isEqualTo("5.00");

        push("cleared", List.of(variant.with("attributes", rich).toString()));
        push("cleared", List.of(Pim.category("cc").toString(), product.toString(), variant.toString()));
        JsonNode cleared = shop.shelves.products().get("cl");
        assertThat(cleared.path("descriptionHtml").asString()).isEmpty();
        assertThat(cleared.path("vendor").asString()).isEmpty();
        assertThat(cleared.at("/variants/0/compareAtPrice").isNull()).isTrue();
        assertThat(shop.shelves.collections().get("cc").path("descriptionHtml").asString())
                .isEmpty();
    }

    @Test
    void pictures_are_told_apart_although_the_shop_answers_in_another_order_and_leaves_one_out() {
        connect("pictures");
        Pim product = Pim.product("pp");
        push(
                "pictures",
                List.of(product.with("images", "[\"https://p.example/a.jpg\",\"https://p.example/b.jpg\"]")
                        .toString()));
        JsonNode first = media("pp");
        String b = first.path(1).path("id").asString();
        assertThat(first.findValuesAsString("url").get(1)).contains("/b.jpg");

        push(
                "pictures",
                List.of(product.with("images", "[\"https://p.example/b.jpg\",\"https://p.example/broken.jpg\"]")
                        .toString()));
        assertThat(media("pp").findValuesAsString("id")).containsExactly(b);

        push(
                "pictures",
                List.of(product.with("images", "[\"https://p.example/c.jpg\",\"https://p.example/b.jpg\"]")
                        .toString()));
        assertThat(media("pp")).hasSize(2);
        assertThat(media("pp").findValuesAsString("id").get(1)).isEqualTo(b);
    }

    @Test
    void each_variant_shows_its_picture_although_the_shop_answers_in_another_order_and_leaves_one_out() {
        connect("shown");
        Pim product = Pim.product("vp").with("axes", "[\"size\"]").with("images", "[\"https://p.example/main.jpg\"]");
        push(
                "shown",
                List.of(
                        product.toString(),
                        Pim.variant("vp-S", "vp", "S")
                                .with("images", "[\"https://p.example/red.jpg\"]")
                                .toString(),
                        Pim.variant("vp-M", "vp", "M")
                                .with("images", "[\"https://p.example/broken.jpg\"]")
                                .toString(),
                        Pim.variant("vp-L", "vp", "L")
                                .with("images", "[\"https://p.example/blue.jpg\"]")
                                .toString()));

        assertThat(shown("vp")).containsExactly("red.jpg", "", "blue.jpg");
        assertThat(media("vp")).hasSize(3);
        assertThat(silkroute.told("shown", "product", "vp").get(0))
                .endsWith(
                        " Pictures of variants were left out: of 1 the shop has not told or not taken which of its files"
                                + " they show.");

        push("shown", List.of(product.named("Another").toString()));
        push(
                "shown",
                List.of(Pim.variant("vp-XL", "vp", "XL")
                        .with("images", "[\"https://p.example/red.jpg\"]")
                        .toString()));
        assertThat(shown("vp")).containsExactly("red.jpg", "", "blue.jpg", "red.jpg");
        assertThat(media("vp")).hasSize(3);
    }

    /** The names of the pictures that its variants show. */
    private List<String> shown(String item) {
        return shop.shelves
                .products()
                .get(item)
                .path("variants")
                .valueStream()
                .map(variant -> media(item)
                        .valueStream()
                        .filter(one -> one.path("id").equals(variant.path("shows")))
                        .map(one -> one.at("/image/url").asString())
                        .map(url -> url.substring(url.lastIndexOf('/') + 1).replace("?v=1", ""))
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    private JsonNode media(String item) {
        return shop.shelves.products().get(item).path("media");
    }

    @Test
    void what_somebody_deleted_in_the_shop_comes_back() {
        connect("back");
        push("back", List.of(Pim.product("bk").toString()));
        String id = shop.shelves.products().get("bk").path("id").asString();
        synchronized (shop.shelves) {
            shop.shelves.answer("productDelete", Map.of("input", Map.of("id", id)));
        }

        push("back", List.of(Pim.product("bk").named("Again").toString()));

        assertThat(shop.shelves.products().get("bk").path("title").asString()).isEqualTo("Again");
        assertThat(shop.shelves.products().get("bk").path("published").asBoolean())
                .isTrue();
    }
}
