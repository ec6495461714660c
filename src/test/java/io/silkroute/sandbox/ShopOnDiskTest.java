package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
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
}
