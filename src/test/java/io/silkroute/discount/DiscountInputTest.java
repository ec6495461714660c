package io.silkroute.discount;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is sent to bring a discount to a payload: selections as differences, whatever has defaults inside whole. */
class DiscountInputTest {

    private static final Period ALWAYS = new Period(Instant.parse("2026-11-27T00:00:00Z"), null, null);

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static JsonNode payload(String items) {
        return json("{'kind':'CodeBasic','title':'BF','code':'BF','appliesOncePerCustomer':false,"
                + "'combinesWith':{'orderDiscounts':false,'productDiscounts':false,'shippingDiscounts':true},"
                + "'tags':[],'context':{'all':'ALL'},'active':true,"
                + "'customerGets':{'value':{'percentage':0.15},'items':" + items + "}}");
    }

    private static ShopDiscount held(Map<String, Set<String>> gets) {
        return new ShopDiscount(
                new ShopifyId("gid://shopify/DiscountCodeNode/1"),
                DiscountKind.CODE_BASIC,
                json("{'startsAt':'2026-11-27T00:00:00Z','context':{}}"),
                gets,
                Map.of());
    }

    private static List<ObjectNode> inputs(JsonNode payload, ShopDiscount shop) {
        return new DiscountInput(payload, shop).inputs(null, List.of("t"), ALWAYS, Set.of());
    }

    @Test
    void only_what_is_added_and_what_is_removed_is_sent() {
        ObjectNode input = inputs(payload("{'products':['b','c']}"), held(Map.of("products", Set.of("a", "b"))))
                .get(0);
        assertThat(input.at("/customerGets/items/products"))
                .isEqualTo(json("{'productsToAdd':['c'],'productsToRemove':['a']}"));
        assertThat(input.at("/customerGets/value/percentage").asDouble()).isEqualTo(0.15);
        assertThat(input.has("code")).isFalse();
        assertThat(input.path("combinesWith").size()).isEqualTo(3);
    }

    @Test
    void a_selection_that_stays_is_not_sent() {
        ObjectNode input = inputs(payload("{'products':['a']}"), held(Map.of("products", Set.of("a"))))
                .get(0);
        assertThat(input.path("customerGets").has("items")).isFalse();
    }

    @Test
    void of_each_list_at_most_250_go_in_a_call() {
        Set<String> before =
                IntStream.range(0, 600).mapToObj(i -> "old" + i).collect(Collectors.toCollection(LinkedHashSet::new));
        String after = IntStream.range(0, 300).mapToObj(i -> "'new" + i + "'").collect(Collectors.joining(","));
        List<ObjectNode> inputs = inputs(payload("{'products':[" + after + "]}"), held(Map.of("products", before)));

        assertThat(inputs).hasSize(3);
        assertThat(inputs).allSatisfy(input -> {
            assertThat(input.at("/customerGets/items/products/productsToAdd").size())
                    .isLessThanOrEqualTo(250);
            assertThat(input.at("/customerGets/items/products/productsToRemove").size())
                    .isLessThanOrEqualTo(250);
        });
        assertThat(inputs.get(1).has("title")).isFalse();
    }

    @Test
    void another_kind_of_items_is_added_and_what_is_left_of_the_one_before_goes_by_itself() {
        JsonNode payload = payload("{'collections':['k']}");
        ObjectNode input =
                inputs(payload, held(Map.of("products", Set.of("a")))).get(0);
        assertThat(input.at("/customerGets/items")).isEqualTo(json("{'collections':{'add':['k']}}"));

        List<ObjectNode> rest = new DiscountInput(
                        payload, held(Map.of("products", Set.of("a"), "collections", Set.of("k"))))
                .leftovers();
        assertThat(rest).hasSize(1);
        assertThat(rest.get(0).at("/customerGets/items")).isEqualTo(json("{'products':{'productsToRemove':['a']}}"));
    }

    @Test
    void what_it_has_lost_is_cleared() {
        ObjectNode input = inputs(payload("{'all':true}"), held(Map.of())).get(0);
        assertThat(input.path("usageLimit").isNull()).isTrue();
        assertThat(input.path("minimumRequirement").isNull()).isTrue();
        assertThat(input.path("endsAt").isNull()).isTrue();
        assertThat(input.at("/customerGets/items/all").asBoolean()).isTrue();
    }
}
