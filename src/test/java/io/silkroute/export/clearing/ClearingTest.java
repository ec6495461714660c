package io.silkroute.export.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.silkroute.shopify.AdminSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** What clears a field fits Shopify's input types, and no field that a mapping can name has been forgotten. */
class ClearingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DOCUMENTS = Path.of("src/main/resources/shopify");

    private static ObjectNode all(Clearing clearing) {
        ObjectNode input = JSON.createObjectNode();
        clearing.fields().forEach(field -> field.clear(input));
        return input;
    }

    private static List<String> faults(String document, ObjectNode variables) throws IOException {
        return AdminSchema.read()
                .faults(
                        Files.readString(DOCUMENTS.resolve(document + ".graphql")),
                        JSON.convertValue(variables, new TypeReference<Map<String, Object>>() {}));
    }

    @Test
    void a_product_with_its_variants_may_be_cleared_of_everything_at_once() throws IOException {
        ObjectNode variables = JSON.createObjectNode();
        ObjectNode input = all(Clearing.PRODUCT);
        ObjectNode variant = all(Clearing.VARIANT);
        variant.putArray("optionValues");
        input.putArray("variants").add(variant);
        variables.set("input", input);

        assertThat(faults("productSet", variables)).isEmpty();
    }

    @Test
    void a_variant_may_be_cleared_by_its_own_mutation() throws IOException {
        ObjectNode variables = JSON.createObjectNode().put("productId", "gid://shopify/Product/1");
        variables.putArray("variants").add(all(Clearing.VARIANT).without(List.of("sku", "file")));

        assertThat(faults("productVariantsBulkUpdate", variables)).isEmpty();
    }

    @Test
    void a_collection_may_be_cleared() throws IOException {
        ObjectNode input = all(Clearing.COLLECTION);
        assertThat(input.path("image").isNull()).isTrue();

        assertThat(faults("collectionUpdate", JSON.createObjectNode().set("collection", input)))
                .isEmpty();
    }

    @Test
    void a_weight_goes_only_if_it_came_from_here() {
        ObjectNode variant = JSON.createObjectNode();
        Set<String> mapped = Set.of("sku", "inventoryItem.measurement.weight.value");

        Clearing.VARIANT.clear(new KnownFields(List.of(), mapped), JSON.createObjectNode(), variant);
        assertThat(variant.toString()).isEqualTo("{\"sku\":null}");

        ObjectNode before = JSON.createObjectNode();
        before.withObject("/inventoryItem/measurement/weight").put("value", 3).put("unit", "GRAMS");
        Clearing.VARIANT.clear(new KnownFields(List.of(before), Set.of()), JSON.createObjectNode(), variant);
        assertThat(variant.at("/inventoryItem/measurement/weight/value").asInt(9))
                .isZero();
    }

    @Test
    void a_text_for_a_picture_that_stays_is_cleared_alone() {
        ObjectNode now = (ObjectNode)
                JSON.createObjectNode().set("image", JSON.createObjectNode().put("src", "s"));
        JsonNode before = JSON.createObjectNode()
                .set("image", JSON.createObjectNode().put("src", "s").put("altText", "A"));

        Clearing.COLLECTION.clear(new KnownFields(List.of(before), Set.of()), now, now);

        assertThat(now.toString()).isEqualTo("{\"image\":{\"src\":\"s\",\"altText\":\"\"}}");
    }

    @Test
    void every_other_field_is_one_that_cannot_be_without_a_value_or_is_merged_as_a_list() throws IOException {
        assertThat(notCleared("ProductSetInput", Clearing.PRODUCT))
                .containsExactlyInAnyOrder(
                        "title",
                        "handle",
                        "status",
                        "giftCard",
                        "redirectNewHandle",
                        "requiresSellingPlan",
                        "id",
                        "tags",
                        "metafields",
                        "files",
                        "collections",
                        "productOptions",
                        "variants");
        assertThat(notCleared("ProductVariantSetInput", Clearing.VARIANT))
                .containsExactlyInAnyOrder(
                        "id",
                        "price",
                        "optionValues",
                        "position",
                        "taxable",
                        "showUnitPrice",
                        "inventoryItem.tracked",
                        "inventoryItem.requiresShipping",
                        "inventoryItem.sku", // the variant's own goes before it
                        "inventoryQuantities", // a stock that nobody knows is not none
                        "metafields");
        assertThat(notCleared("CollectionUpdateInput", Clearing.COLLECTION))
                .containsExactlyInAnyOrder(
                        "id", "title", "handle", "redirectNewHandle", "sortOrder", "metafields", "sourcesToCreate");
    }

    private static Set<String> notCleared(String type, Clearing clearing) throws IOException {
        TypeDefinitionRegistry schema =
                new SchemaParser().parse(Files.readString(DOCUMENTS.resolve("admin-subset.graphqls")));
        Set<String> paths = new TreeSet<>();
        addPaths(schema, type, "", paths);
        for (Clearing.Field field : clearing.fields()) {
            String cleared = String.join(".", field.cleared());
            assertThat(paths).anyMatch(path -> (path + ".").startsWith(cleared + "."));
            paths.removeIf(path -> (path + ".").startsWith(cleared + "."));
        }
        return paths;
    }

    private static void addPaths(TypeDefinitionRegistry schema, String type, String prefix, Set<String> paths) {
        InputObjectTypeDefinition definition =
                schema.getType(type, InputObjectTypeDefinition.class).orElseThrow();
        for (InputValueDefinition field : definition.getInputValueDefinitions()) {
            String path = prefix + field.getName();
            Type<?> declared = field.getType() instanceof NonNullType required ? required.getType() : field.getType();
            Optional<InputObjectTypeDefinition> inside = declared instanceof ListType
                    ? Optional.empty()
                    : schema.getType(((TypeName) declared).getName(), InputObjectTypeDefinition.class);
            if (inside.isPresent()) {
                addPaths(schema, inside.get().getName(), path + ".", paths);
            } else {
                paths.add(path);
            }
        }
    }
}
