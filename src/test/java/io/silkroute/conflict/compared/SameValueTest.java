package io.silkroute.conflict.compared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class SameValueTest {

    private static JsonNode text(String text) {
        return text == null ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.textNode(text);
    }

    private static JsonNode json(String json) {
        return JsonMapper.shared().readTree(json);
    }

    @ParameterizedTest
    @CsvSource({"10,10.00,true", "'0.10',0.1,true", "1e1,10,true", "10,10.01,false", ",0.00,false", "'',,true"})
    void decimals_are_compared_as_numbers(String one, String other, boolean same) {
        assertThat(SameValue.decimal(text(one), text(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "<p>a</p>,`<p>a</p>\n`,true",
                "<p>a<br/>b</p>,<p>a<br>b</p>,true",
                "<p>a</p> <p>b</p>,`<p>a</p>\n<p>b</p>`,true",
                "<p>a &amp; b</p>,<p>a & b</p>,true",
                "<p class='x'>a</p>,<p class=\"x\">a</p>,true",
                "<p>a</p>,<p>b</p>,false",
                "<p>a b</p>,<p>ab</p>,false",
                "<p>a</p>,<h2>a</h2>,false",
                "`a&nbsp;b`,`a b`,false"
            })
    void html_is_compared_by_what_it_shows(String one, String other, boolean same) {
        assertThat(SameValue.html(text(one), text(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"' Lamp ',Lamp,true", "'',,true", "Lamp,lamp,false", "true,true,true"})
    void texts_are_compared_without_the_space_around_them(String one, String other, boolean same) {
        assertThat(SameValue.text(text(one), text(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`[\"a\",\"b\"]`,`[\"B\",\"A\"]`,true", "`[\"a\"]`,`[\"a\",\"b\"]`,false", "`[]`,`[\"a\"]`,false"})
    void sets_have_no_order_and_no_case(String one, String other, boolean same) {
        assertThat(SameValue.set(json(one), json(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T00:00:00Z,2026-11-27T00:00:00.400Z,true",
        "2026-11-27T01:00:00+01:00,2026-11-27T00:00:00Z,true",
        "2026-11-27T00:00:01Z,2026-11-27T00:00:00Z,false",
        "2026-11-27T00:00:00Z,,false"
    })
    void times_are_compared_to_the_second(String one, String other, boolean same) {
        assertThat(SameValue.time(text(one), text(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "24,24.0,true",
                "`{\"value\":5,\"unit\":\"cm\"}`,`{\"unit\":\"cm\",\"value\":5.0}`,true",
                "`[\"a\"]`,`[ \"a\" ]`,true",
                "`[\"a\",\"b\"]`,`[\"b\",\"a\"]`,false",
                "cotton,wool,false"
            })
    void metafields_are_compared_by_their_value(String one, String other, boolean same) {
        assertThat(SameValue.metafield(text(one), text(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"quantityUnit\":\"ML\",\"quantityValue\":750}`,`{\"quantityUnit\":\"ML\",\"quantityValue\":750.0,\"referenceUnit\":null,\"referenceValue\":0}`,true",
                "`{\"quantityUnit\":\"ML\",\"quantityValue\":750}`,`{\"quantityUnit\":\"L\",\"quantityValue\":750}`,false",
                "`{\"quantityValue\":750}`,`{\"quantityValue\":700}`,false",
                "`{\"quantityValue\":750}`,null,false",
                "`{}`,null,true"
            })
    void what_a_unit_price_is_of_is_compared_by_its_parts(String one, String other, boolean same) {
        assertThat(SameValue.measurement(json(one), json(other))).isEqualTo(same);
    }
}
