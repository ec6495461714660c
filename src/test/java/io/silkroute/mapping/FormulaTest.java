package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSONata in a mapping: what it sees, and that nothing it does can hold up or end a run. */
class FormulaTest {

    @Test
    void a_formula_sees_the_item_and_a_variant_its_product() {
        Mapping mapping = MappingText.mapping("""
                fields: {title: {formula: "$uppercase(name.en_US) & ' ' & $string($count(tags))"}}
                variant: {fields: {barcode: {formula: "attributes.ean ? attributes.ean : $product.attributes.ean"}}}
                """);
        var input = MappingText.input(
                mapping,
                "{\"type\":\"product\",\"id\":\"P\",\"name\":{\"en_US\":\"Lamp\"},\"tags\":[\"a\",\"b\"],"
                        + "\"axes\":[\"size\"],\"attributes\":{\"ean\":\"1\"}}",
                "{\"type\":\"variant\",\"id\":\"A\",\"parent\":\"P\",\"attributes\":{\"size\":\"s\"}}",
                "{\"type\":\"variant\",\"id\":\"B\",\"parent\":\"P\",\"attributes\":{\"size\":\"m\",\"ean\":\"2\"}}");
        assertThat(input.path("title").asString()).isEqualTo("LAMP 2");
        assertThat(input.path("variants").findValuesAsString("barcode")).containsExactly("1", "2");
    }

    @Test
    void numbers_of_a_formula_are_plain_amounts() {
        Mapping mapping = MappingText.mapping("""
                fields: {title: id}
                variant: {fields: {price: {formula: "$round($number(price.USD) * 1.2, 2)"}}}
                """);
        assertThat(price(mapping, "\"10\"")).isEqualTo("12.00");
        assertThat(price(mapping, "\"9.99\"")).isEqualTo("11.99");
        assertThat(price(mapping, "1234567890")).isEqualTo("1481481468.00");
    }

    private static String price(Mapping mapping, String amount) {
        return MappingText.input(mapping, "{\"type\":\"product\",\"id\":\"P\",\"price\":{\"USD\":" + amount + "}}")
                .path("variants")
                .path(0)
                .path("price")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$number(name)", // not a number
                "name * 2",
                "name.en_US ~> $split(5)",
                "$error('not for sale')",
                "($f := function($x){ $f($x + 1) + 1 }; $f(0))",
                "($f := function($x){ $f($x) }; $f(0))",
                "$reduce([1..3000], function($i, $j){ $i & $string($j) & $join($map([1..3000], $string)) })",
                "1/0",
                "$power(10, 400)",
                "function($x){ $x }",
                "$match(name, /(/)",
            })
    @Timeout(120)
    void a_formula_that_fails_refuses_the_item_and_nothing_else(String formula) {
        if (!MappingText.errors("fields: {title: {formula: \"" + formula + "\"}}")
                .isEmpty()) {
            return; // refused when the file was loaded: better still
        }
        Mapping mapping = MappingText.mapping("fields: {title: {formula: \"" + formula + "\"}}");
        long before = System.nanoTime();
        Rendered rendered = MappingText.render(mapping, "{\"type\":\"product\",\"id\":\"P\",\"name\":\"Lamp\"}");
        assertThat(MappingText.refusal(rendered)).isNotBlank();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$string($count($match(name, /^(.*a){25}b/)))",
                "$contains(name, /(a+)+\\\\1b/) ? 'a' : 'b'",
                "$replace(name, /a*a*a*a*a*a*a*a*a*b/, 'b')",
                "$replace(name, /^(.*a){25}b/, function($m){ 'b' })",
                "$join($split(name, /a*a*a*a*a*a*a*a*a*b/), '-')",
                "($regex := /^(.*a){25}b/; $map([name], function($n){ $contains($n, $regex) }) ? 'a' : 'b')"
            })
    @Timeout(60)
    void a_regular_expression_that_would_never_end_refuses_its_item(String formula) {
        Mapping mapping = MappingText.mapping("fields: {title: {formula: \"" + formula + "\"}}");
        String item = "{\"type\":\"product\",\"id\":\"P\",\"name\":\"%s\"}";

        assertThat(MappingText.refusal(MappingText.render(mapping, item.formatted("a".repeat(60) + "!"))))
                .contains("failed on it: its regular expression /")
                .contains("takes longer than 1 second on a text of 61 characters");

        assertThat(MappingText.render(mapping, item.formatted("aba"))).isInstanceOf(Rendered.Payload.class);
    }

    @Test
    void regular_expressions_match_replace_and_split() {
        Mapping mapping = MappingText.mapping("""
                fields:
                  title: {formula: "$replace(name, /(\\\\w+) (\\\\w+)/, '$2 $1')"}
                  vendor: {formula: "$join($split(name, /[ -]+/, 2), '+')"}
                  productType: {formula: "$match(name, /l\\\\w+p/i).match & $string($contains(name, /^desk/i))"}
                  descriptionHtml: {formula: "$replace(name, /[el]/, function($m){ $uppercase($m.match) }) & $replace(name, /l/, 'L', 1) & (name ~> $contains('Lamp'))"}
                """);
        var input = MappingText.input(mapping, "{\"type\":\"product\",\"id\":\"P\",\"name\":\"Desk Lamp - tall\"}");
        assertThat(input.path("title").asString()).isEqualTo("Lamp Desk - tall");
        assertThat(input.path("vendor").asString()).isEqualTo("Desk+Lamp");
        assertThat(input.path("productType").asString()).isEqualTo("Lamptrue");
        assertThat(input.path("descriptionHtml").asString()).isEqualTo("DEsk Lamp - taLLDesk Lamp - taLltrue");
    }

    @Test
    void a_refusal_names_the_formula() {
        Mapping mapping = MappingText.mapping("fields: {title: name, vendor: {formula: \"$error('not for sale')\"}}");
        Rendered rendered = MappingText.render(mapping, "{\"type\":\"product\",\"id\":\"P\",\"name\":\"Lamp\"}");
        assertThat(MappingText.refusal(rendered))
                .startsWith("The formula “$error('not for sale')” failed on it: ")
                .contains("not for sale");
    }

    @Test
    void threads_share_a_formula_without_seeing_each_others_items() throws Exception {
        Mapping mapping = MappingText.mapping("""
                fields: {title: {formula: "($a := id; $join([$a, $string($sum([1..200])), $map([1..20], function($n){ $a })], '-'))"}}
                """);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                String id = "P" + t;
                all.add(threads.submit(() -> {
                    int wrong = 0;
                    for (int i = 0; i < 100; i++) {
                        String title = MappingText.input(mapping, "{\"type\":\"product\",\"id\":\"" + id + "\"}")
                                .path("title")
                                .asString();
                        wrong += title.equals(id + "-20100" + ("-" + id).repeat(20)) ? 0 : 1;
                    }
                    return wrong;
                }));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
