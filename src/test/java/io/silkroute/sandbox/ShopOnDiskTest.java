package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static io.silkroute.sandbox.RunningShop.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ShopOnDiskTest {
    private static final String ALL =
            "{ products(first: 10) { nodes { id title handle tags updatedAt metafields(first: 5) { nodes { id value } } collections(first: 5) { nodes { id } } variants(first: 5) { nodes { id price } } } } collections(first: 5) { nodes { id title } } metafieldDefinitions(first: 5, ownerType: PRODUCT) { nodes { key } } }";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    @Test
    void what_was_answered_is_there_after_a_kill() throws IOException {
        JsonNode before;
        // Not closed: a killed process closes nothing.
        RunningShop killed = RunningShop.start("--silkroute.sandbox.data=" + folder);
        try {
            killed.data(
                    "mutation { metafieldDefinitionCreate(definition: {name: \"Id\", namespace: \"pim\", key: \"id_\", type: \"id\", ownerType: PRODUCT}) { userErrors { message } } }",
                    json("{}"));
            String collection = killed.data(
                            "mutation { collectionCreate(input: {title: \"C\"}) { collection { id } userErrors { message } } }",
                            json("{}"))
                    .at("/collectionCreate/collection/id")
                    .asString();
            String set =
                    "mutation m($identifier: ProductSetIdentifiers, $input: ProductSetInput!) { productSet(identifier: $identifier, input: $input) { product { id } userErrors { message } } }";
            killed.data(
                    set,
                    json(
                            "{'identifier': {'customId': {'namespace': 'pim', 'key': 'id_', 'value': '1'}}, 'input': {'title': 'A', 'tags': ['x'], 'collections': ['"
                                    + collection + "']}}"));
            String gone = killed.data(set, json("{'input': {'title': 'B'}}"))
                    .at("/productSet/product/id")
                    .asString();
            killed.data(
                    "mutation m($id: ID!) { productDelete(input: {id: $id}) { deletedProductId } }",
                    json("{'id': '" + gone + "'}"));
            before = killed.data(ALL, json("{}"));
            Files.writeString(folder.resolve("shop.jsonl"), "{\"product\":{\"id\":12,\"ti", StandardOpenOption.APPEND);

            try (RunningShop again = RunningShop.start("--silkroute.sandbox.data=" + folder)) {
                assertThat(again.data(ALL, json("{}"))).isEqualTo(before);
                assertThat(before.at("/products/nodes")).hasSize(1);
                String id = again.data(
                                set,
                                json(
                                        "{'identifier': {'customId': {'namespace': 'pim', 'key': 'id_', 'value': '1'}}, 'input': {'title': 'A2'}}"))
                        .at("/productSet/product/id")
                        .asString();
                assertThat(id).isEqualTo(before.at("/products/nodes/0/id").asString());
            }
        } finally {
            killed.close();
        }
    }

    @Test
    void the_journal_of_a_shop_from_before_its_shelves_is_read() throws IOException {
        Path written = Path.of("src/test/resources/sandbox");
        Files.copy(written.resolve("shop-of-one-package.jsonl"), folder.resolve("shop.jsonl"));

        try (RunningShop shop = RunningShop.start("--silkroute.sandbox.data=" + folder)) {
            assertThat(read(shop.get("/sandbox/products.jsonl").body()))
                    .isEqualTo(read(Files.readString(written.resolve("products-of-one-package.jsonl"))));
            assertThat(read(shop.get("/sandbox/collections.jsonl").body()))
                    .isEqualTo(read(Files.readString(written.resolve("collections-of-one-package.jsonl"))));
            assertThat(shop.control("{}").at("/metafieldDefinitions").asInt()).isEqualTo(2);
            JsonNode answer = shop.data(
                    "{ productByIdentifier(identifier: {customId: {namespace: \"pim\", key: \"id_\", value: \"L-1\"}}) { handle } productVariants(first: 2, query: \"sku:L-1-S\") { nodes { metafield(namespace: \"pim\", key: \"colour\") { value ownerType owner { ... on ProductVariant { sku } } definition { pinnedPosition } } } } }",
                    json("{}"));
            assertThat(answer.at("/productByIdentifier/handle").asString()).isEqualTo("lamp");
            assertThat(answer.at("/productVariants/nodes/0/metafield"))
                    .isEqualTo(json("{'value': '#ff0000', 'ownerType': 'PRODUCTVARIANT', 'owner': {'sku': 'L-1-S'},"
                            + " 'definition': {'pinnedPosition': 1}}"));
            JsonNode set = shop.data(
                    "mutation m($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { id } } }",
                    json("{'m': [{'ownerId': 'gid://shopify/Shop/1', 'namespace': 'pim', 'key': 'mark', 'type':"
                            + " 'single_line_text_field', 'value': 'y'}]}"));
            assertThat(set.at("/metafieldsSet/metafields/0/id").asString())
                    .isEqualTo("gid://shopify/Metafield/8000000000019");
        }
        // Written as before: an older sandbox reads it too.
        assertThat(Files.readString(folder.resolve("shop.jsonl")))
                .contains("{\"shopMetafields\":[{\"id\":8000000000019,\"ownerType\":\"SHOP\"");
    }
}
