package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the PIM no longer says of an item, the shop no longer says either. */
class LostFieldsAcceptanceTest {

    private static final String RICH =
            "{\"size\":\"%s\",\"ean\":\"400\",\"compare_at_price\":{\"USD\":\"15\"},\"cost\":{\"USD\":\"4\"}}";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() throws IOException {
        Path folder = RunningApplication.temporaryFolder();
        application = RunningApplication.start(
                folder, "silkroute.mappings=" + mappings(folder), "silkroute.shopify.bulk-poll=50ms");
        silkroute = application.silkroute;
    }

    /** Those of the product with more fields: of a product, of its variants and of a collection. */
    private static Path mappings(Path folder) throws IOException {
        Path mappings = Files.createDirectories(folder.resolve("mappings"));
        String product = Files.readString(Path.of("mappings/product.yaml"));
        Files.writeString(mappings.resolve("product.yaml"), product);
        Files.writeString(
                mappings.resolve("rich.yaml"),
                product.replace("collection: collection.yaml", "collection: rich-collection.yaml")
                        .replace("{first: [seo.title, attributes.seo.title]}", "attributes.seo_title")
                        .replace("{first: [seo.description, attributes.seo.description]}", "attributes.seo_description")
                        .replace(
                                "\n    price:",
                                "\n    inventoryPolicy: attributes.policy\n"
                                        + "    inventoryItem.harmonizedSystemCode: attributes.hs_code\n    price:"));
        String collection = Files.readString(Path.of("mappings/collection.yaml"));
        Files.writeString(mappings.resolve("collection.yaml"), collection);
        Files.writeString(
                mappings.resolve("rich-collection.yaml"),
                collection + "  seo.title: attributes.seo_title\n  image.src: attributes.image\n  image.altText: name\n"
                        + "\nmetafields: [{namespace: pim, key: season, from: attributes.season}]\n");
        return mappings;
    }

    private static void push(String connector, Pim... items) {
        completed(silkroute.synchronize(connector, items));
    }

    private static void refresh(String connector) {
        JsonNode run = silkroute
                .post("/api/connectors/" + connector + "/force-refresh")
                .json();
        completed(silkroute.runIn(run.path("id").asString(), "completed", "completed-with-failures", "failed"));
    }

    private static void completed(JsonNode run) {
        assertThat(run.path("state").asString())
                .as(run + "\n" + silkroute.activity("outcome=parked"))
                .isEqualTo("completed");
    }

    private static Pim variant(String id, String product, String size) {
        return Pim.variant(id, product, size)
                .with("price", "{\"USD\":\"10\"}")
                .with("attributes", RICH.formatted(size));
    }

    private static Pim poor(Pim variant) {
        String size = variant.image().at("/attributes/size").asString();
        return variant.with("attributes", "{\"size\":\"" + size + "\"}");
    }

    private static JsonNode shopVariant(String product, String sku) {
        for (JsonNode variant : silkroute.products().get(product).path("variants")) {
            if (variant.path("sku").asString().equals(sku)) {
                return variant;
            }
        }
        throw new AssertionError(sku + " is not there");
    }

    private static void isRich(JsonNode variant) {
        assertThat(variant.path("barcode").asString()).isEqualTo("400");
        assertThat(variant.path("compareAtPrice").asString()).isEqualTo("15.00");
        assertThat(variant.path("cost").asString()).startsWith("4");
    }

    private static void isPoor(JsonNode variant) {
        for (String field : new String[] {"barcode", "compareAtPrice", "cost"}) {
            assertThat(variant.path(field).isNull())
                    .as(field + " of " + variant)
                    .isTrue();
        }
        assertThat(variant.path("price").asString()).isEqualTo("10.00");
    }

    private static long calls(String operation) {
        return silkroute.shopState().findValue("calls").path(operation).asLong();
    }

    @Test
    void a_variant_loses_its_sale_price_its_barcode_and_its_cost_by_its_own_mutation() {
        silkroute.connect("variants", "{}");
        push(
                "variants",
                Pim.product("va").with("axes", "[\"size\"]"),
                variant("va-S", "va", "S"),
                variant("va-L", "va", "L"));
        isRich(shopVariant("va", "va-S"));
        long productSets = calls("productSet");

        push("variants", poor(variant("va-S", "va", "S")));

        isPoor(shopVariant("va", "va-S"));
        isRich(shopVariant("va", "va-L"));
        assertThat(calls("productSet")).isEqualTo(productSets);
        long writes = silkroute.writes();
        push("variants", poor(variant("va-S", "va", "S")).with("note", "\"of no use to the mapping\""));
        assertThat(silkroute.writes()).isEqualTo(writes);
    }

    @Test
    void a_product_that_is_its_own_variant_loses_them_too() {
        silkroute.connect("single", "{}");
        Pim product = Pim.product("si").with("sku", "\"si\"").with("price", "{\"USD\":\"10\"}");
        push("single", product.with("attributes", RICH.formatted("S")));
        isRich(shopVariant("si", "si"));

        push("single", product.named("Another title"));

        isPoor(shopVariant("si", "si"));
        assertThat(silkroute.products().get("si").path("title").asString()).isEqualTo("Another title");
    }

    @Test
    void a_variant_loses_them_while_another_one_joins_it_and_its_options_change() {
        silkroute.connect("joined", "{}");
        Pim product = Pim.product("jo").with("axes", "[\"size\"]");
        push("joined", product, variant("jo-S", "jo", "S"), variant("jo-L", "jo", "L"));
        String id = shopVariant("jo", "jo-S").path("id").asString();

        push("joined", poor(variant("jo-S", "jo", "XS")), variant("jo-M", "jo", "M"));

        isPoor(shopVariant("jo", "jo-S"));
        assertThat(shopVariant("jo", "jo-S").path("id").asString()).isEqualTo(id);
        isRich(shopVariant("jo", "jo-L"));
        isRich(shopVariant("jo", "jo-M"));
    }

    @Test
    void a_variant_loses_them_although_somebody_deleted_another_one_in_the_shop() {
        silkroute.connect("deleted", "{}");
        push(
                "deleted",
                Pim.product("de").with("axes", "[\"size\"]"),
                variant("de-S", "de", "S"),
                variant("de-L", "de", "L"));
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.put("id", silkroute.products().get("de").path("id").asString());
        variables.putArray("variants").add(shopVariant("de", "de-L").path("id").asString());
        silkroute.shop("""
                mutation gone($id: ID!, $variants: [ID!]!) {
                  productVariantsBulkDelete(productId: $id, variantsIds: $variants) { userErrors { message } }
                }""", variables);

        push("deleted", poor(variant("de-S", "de", "S")), poor(variant("de-L", "de", "L")));

        isPoor(shopVariant("de", "de-S"));
        isPoor(shopVariant("de", "de-L"));
    }

    private static Pim detailed(String id) {
        return Pim.product(id)
                .with("sku", "\"" + id + "\"")
                .with("price", "{\"USD\":\"10\"}")
                .with("attributes", """
                {"taxonomy":"gid://shopify/TaxonomyCategory/aa-1","seo_title":"Title","seo_description":"Description",\
                "brand":"Brand","policy":"CONTINUE","hs_code":"621710","weight":{"value":2,"unit":"KILOGRAMS"},\
                "material":"oak"}""")
                .with("description", "\"<p>Text</p>\"");
    }

    @Test
    void a_product_loses_its_category_its_texts_and_what_is_nested() {
        silkroute.connect("product", "{\"mapping\":\"rich.yaml\"}");
        push("product", detailed("pr"));
        JsonNode before = silkroute.products().get("pr");
        assertThat(before.path("category").asString()).endsWith("/aa-1");
        assertThat(before.at("/seo/title").asString()).isEqualTo("Title");
        assertThat(before.at("/variants/0/inventoryPolicy").asString()).isEqualTo("CONTINUE");
        assertThat(before.at("/variants/0/weight").asDouble()).isEqualTo(2);

        push(
                "product",
                detailed("pr")
                        .with("description", "null")
                        .with("attributes", "{\"seo_description\":\"Description\",\"hs_code\":\"621710\"}"));

        JsonNode after = silkroute.products().get("pr");
        assertThat(after.path("category").isNull()).isTrue();
        assertThat(after.at("/seo/title").isNull()).isTrue();
        assertThat(after.at("/seo/description").asString()).isEqualTo("Description");
        assertThat(after.path("descriptionHtml").asString()).isEmpty();
        assertThat(after.path("vendor").asString()).isEmpty();
        assertThat(after.path("metafields").toString()).doesNotContain("material");
        assertThat(after.at("/variants/0/inventoryPolicy").asString()).isEqualTo("DENY");
        assertThat(after.at("/variants/0/weight").asDouble()).isZero();
        assertThat(harmonizedSystemCode("pr").asString()).isEqualTo("621710");

        push("product", detailed("pr").with("description", "null").with("attributes", "{}"));

        assertThat(silkroute.products().get("pr").at("/seo/description").isNull())
                .isTrue();
        assertThat(harmonizedSystemCode("pr").isNull()).isTrue();
    }

    private static JsonNode harmonizedSystemCode(String product) {
        String id = silkroute.products().get(product).at("/variants/0/id").asString();
        return silkroute
                .shop(
                        "query code($id: ID!) { productVariant(id: $id) { inventoryItem { harmonizedSystemCode } } }",
                        Silkroute.JSON.createObjectNode().put("id", id))
                .at("/data/productVariant/inventoryItem/harmonizedSystemCode");
    }

    @Test
    void a_collection_loses_its_description_its_picture_and_its_metafields() {
        silkroute.connect("collection", "{\"mapping\":\"rich.yaml\"}");
        Pim category = Pim.category("co")
                .with("description", "\"<p>Text</p>\"")
                .with(
                        "attributes",
                        "{\"seo_title\":\"Title\",\"image\":\"https://pim.example/co.jpg\",\"season\":\"summer\"}");
        push("collection", category);
        JsonNode before = silkroute.collections().get("co");
        assertThat(before.path("descriptionHtml").asString()).isEqualTo("<p>Text</p>");
        assertThat(before.path("image").asString()).endsWith("co.jpg");
        assertThat(before.path("metafields").toString()).contains("summer");
        shopMetafield(before.path("id").asString());

        push("collection", Pim.category("co").named("Another title"));

        JsonNode after = silkroute.collections().get("co");
        assertThat(after.path("title").asString()).isEqualTo("Another title");
        assertThat(after.path("descriptionHtml").asString()).isEmpty();
        assertThat(after.at("/seo/title").isNull()).isTrue();
        assertThat(after.path("image").isNull()).isTrue();
        assertThat(after.path("metafields").toString()).doesNotContain("summer").contains("rating");
    }

    private static void shopMetafield(String owner) {
        change("""
                mutation theirs($id: ID!) {
                  metafieldsSet(metafields: [{ownerId: $id, namespace: "reviews", key: "rating", type: "number_integer", value: "5"}]) { userErrors { message } }
                }""", Silkroute.JSON.createObjectNode().put("id", owner));
    }

    private static void change(String mutation, ObjectNode variables) {
        JsonNode answer = silkroute.shop(mutation, variables);
        assertThat(answer.findValues("message")).as(answer.toString()).isEmpty();
    }

    /** Somebody fills in by hand what the PIM has no value for. */
    private static void fillByHand(String product, String collection) {
        JsonNode held = silkroute.products().get(product);
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.put("id", held.path("id").asString());
        variables.put("variant", held.at("/variants/0/id").asString());
        change("""
                mutation byHand($id: ID!, $variant: ID!) {
                  productSet(identifier: {id: $id}, input: {
                    category: "gid://shopify/TaxonomyCategory/aa-1", descriptionHtml: "By hand", vendor: "By hand",
                    seo: {title: "By hand"}, templateSuffix: "byhand"}) { userErrors { message } }
                  productVariantsBulkUpdate(productId: $id, variants: [{id: $variant, barcode: "By hand",
                    compareAtPrice: "99", taxCode: "byhand", inventoryItem: {cost: "9"}}]) { userErrors { message } }
                }""", variables);
        shopMetafield(held.path("id").asString());
        change(
                """
                mutation byHand($id: ID!) {
                  collectionUpdate(collection: {id: $id, descriptionHtml: "By hand", seo: {title: "By hand"},
                    image: {src: "https://theirs.example/1.jpg"}}) { userErrors { message } }
                }""",
                Silkroute.JSON
                        .createObjectNode()
                        .put(
                                "id",
                                silkroute
                                        .collections()
                                        .get(collection)
                                        .path("id")
                                        .asString()));
    }

    private static void filledByHandIsCleared(String connector, String product, String collection) {
        Pim[] items = {Pim.product(product).with("price", "{\"USD\":\"10\"}"), Pim.category(collection)};
        push(connector, items);
        fillByHand(product, collection);

        refresh(connector);

        JsonNode held = silkroute.products().get(product);
        isPoor(held.at("/variants/0"));
        assertThat(held.path("category").isNull()).isTrue();
        assertThat(held.path("descriptionHtml").asString()).isEmpty();
        assertThat(held.path("vendor").asString()).isEmpty();
        assertThat(held.at("/seo/title").isNull()).isTrue();
        assertThat(held.path("metafields").toString()).contains("rating");
        JsonNode shelf = silkroute.collections().get(collection);
        assertThat(shelf.path("descriptionHtml").asString()).isEmpty();
        assertThat(shelf.at("/seo/title").isNull()).isTrue();
        assertThat(shelf.path("image").isNull()).isTrue();
        assertThat(notMapped(held)).isEqualTo(Map.of("templateSuffix", "byhand", "taxCode", "byhand"));

        long writes = silkroute.writes();
        push(
                connector,
                items[0].with("note", "\"of no use to the mapping\""),
                items[1].with("note", "\"of no use to the mapping\""));
        assertThat(silkroute.writes()).isEqualTo(writes);
    }

    private static Map<String, String> notMapped(JsonNode product) {
        JsonNode answer = silkroute.shop(
                "query others($id: ID!) { product(id: $id) { templateSuffix variants(first: 1) { nodes { taxCode } } } }",
                Silkroute.JSON.createObjectNode().put("id", product.path("id").asString()));
        return Map.of(
                "templateSuffix", answer.findPath("templateSuffix").asString(),
                "taxCode", answer.findPath("taxCode").asString());
    }

    @Test
    void a_force_refresh_clears_what_the_mapping_names_and_the_pim_does_not_have() {
        silkroute.connect("refreshed", "{\"mapping\":\"rich.yaml\"}");
        filledByHandIsCleared("refreshed", "fr", "fr-category");
    }

    @Test
    void a_force_refresh_by_bulk_does_the_same() {
        silkroute.connect("bulk", "{\"mapping\":\"rich.yaml\",\"exportPath\":\"bulk\"}");
        filledByHandIsCleared("bulk", "bu", "bu-category");
    }

    @Test
    void what_the_shop_held_before_the_connector_came_is_cleared_by_a_force_refresh_only() {
        change("""
                mutation theirs {
                  productSet(input: {title: "Theirs", handle: "theirs", descriptionHtml: "Theirs"}) { userErrors { message } }
                }""", Silkroute.JSON.createObjectNode());
        silkroute.connect("adopted", "{\"linkExisting\":\"handle\"}");

        push("adopted", Pim.product("ad").with("attributes", "{\"handle\":\"theirs\"}"));
        assertThat(silkroute.products().get("ad").path("descriptionHtml").asString())
                .isEqualTo("Theirs");

        refresh("adopted");
        assertThat(silkroute.products().get("ad").path("descriptionHtml").asString())
                .isEmpty();
    }
}
