package io.silkroute.sandbox.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.sandbox.RunningShop;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

class CostPlanTest {
    @SuppressWarnings("NullAway.Init") // by JUnit
    private static RunningShop shop;

    @SuppressWarnings("NullAway.Init") // by JUnit
    private static AdminApi api;

    @BeforeAll
    static void start() {
        shop = RunningShop.start();
        api = shop.bean(AdminApi.class);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private double requested(String query, Map<String, Object> variables) {
        Documents.Prepared prepared = api.prepare(query);
        assertThat(prepared.errors()).isEmpty();
        return Objects.requireNonNull(prepared.operation(null)).cost().requested(variables);
    }

    private double actual(String query, Map<String, Object> variables, String data) {
        Map<String, Object> answered =
                RunningShop.JSON.convertValue(RunningShop.json(data), new TypeReference<Map<String, Object>>() {});
        return Objects.requireNonNull(api.prepare(query).operation(null)).cost().actual(variables, answered);
    }

    @Test
    void one_product_by_a_connection_costs_three_as_recorded() {
        assertThat(requested("{ products(first: 1) { edges { node { title } } } }", Map.of()))
                .isEqualTo(3);
    }

    @Test
    void a_connection_grows_with_the_logarithm_of_its_size() {
        assertThat(requested("{ products(first: 250) { nodes { id } } }", Map.of()))
                .isEqualTo(2 + 11);
        assertThat(requested(
                        "query q($n: Int) { products(first: $n) { nodes { id } pageInfo { hasNextPage } } }",
                        Map.of("n", 10)))
                .isEqualTo(2 + 4);
        assertThat(requested("{ products(first: 10) { nodes { id variants(first: 10) { nodes { id } } } } }", Map.of()))
                .isEqualTo(2 + (1 + 2 + 4) * 4);
    }

    @Test
    void a_mutation_costs_ten_and_the_children_of_what_it_answers() {
        assertThat(requested(
                        "mutation { bulkOperationRunMutation(mutation: \"\", stagedUploadPath: \"\") { bulkOperation { id url status } userErrors { field message } } }",
                        Map.of()))
                .isEqualTo(10);
        assertThat(requested(
                        "mutation { productSet(synchronous: false, input: {}) { product { id } productSetOperation { id status product { id } userErrors { message } } userErrors { field } } }",
                        Map.of()))
                .isEqualTo(12);
        assertThat(requested(
                        "{ productOperation(id: \"\") { product { id } ... on ProductSetOperation { id status userErrors { message } } } }",
                        Map.of()))
                .isEqualTo(3);
    }

    @Test
    void product_set_costs_what_the_published_formula_says() {
        String set =
                "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { message } } }";
        Map<String, Object> plain = Map.of("optionValues", List.of());
        Map<String, Object> rich = Map.of("optionValues", List.of(), "metafields", List.of(Map.of()), "file", Map.of());

        assertThat(requested(set, Map.of("input", Map.of("variants", Collections.nCopies(2049, plain)))))
                .isEqualTo(420);
        assertThat(requested(
                        set,
                        Map.of(
                                "input",
                                Map.of(
                                        "variants",
                                        Collections.nCopies(2048, Map.of("metafields", List.of(Map.of())))))))
                .isEqualTo(1239);
        assertThat(requested(
                        set,
                        Map.of(
                                "input",
                                Map.of(
                                        "variants", List.of(rich, rich),
                                        "metafields", List.of(Map.of(), Map.of()),
                                        "files", List.of(Map.of())))))
                .isEqualTo(Math.ceil(10 + 2 * (0.2 + 0.4 + 0.6) + 2 * 0.4 + 1.9));
    }

    @Test
    void what_was_not_answered_is_not_charged() {
        String query = "{ products(first: 250) { nodes { id variants(first: 100) { nodes { id } } } } }";
        assertThat(requested(query, Map.of())).isEqualTo(2 + (1 + 2 + 9) * 11);
        assertThat(actual(
                        query,
                        Map.of(),
                        "{'products': {'nodes': [{'id': '1', 'variants': {'nodes': [{'id': '2'}]}}]}}"))
                .isEqualTo(2 + (1 + 3));
        assertThat(actual(query, Map.of(), "{'products': {'nodes': []}}")).isEqualTo(2);
    }

    @Test
    void metafields_are_charged_by_their_owners() {
        String set =
                "mutation m($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }";
        Map<String, Object> product = Map.of("ownerId", "gid://shopify/Product/1");
        Map<String, Object> collection = Map.of("ownerId", "gid://shopify/Collection/1");
        assertThat(requested(set, Map.of("m", List.of(product, product, collection))))
                .isEqualTo(15);
    }
}
