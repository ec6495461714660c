package io.silkroute.mapping.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

class MetafieldTypeTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Texts TEXTS = new Texts(new Locales(List.of("en_US")));

    private static Subject euros() {
        return Subject.of(JSON.createObjectNode(), "EUR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "left out",
            value = {
                "number_integer             | \"24\"                              | 24",
                "number_integer             | 24.0                                | 24",
                "number_integer             | 24.5                                | left out",
                "number_integer             | 9007199254740991                    | 9007199254740991",
                "number_integer             | 9007199254740992                    | left out",
                "number_integer             | 1e9999                              | left out",
                "number_decimal             | \"10.10\"                           | 10.1",
                "number_decimal             | 1e2                                 | 100",
                "number_decimal             | 0.0000000001                        | left out",
                "number_decimal             | 99999999999999                      | left out",
                "number_decimal             | \"12,5\"                            | left out",
                "boolean                    | true                                | true",
                "boolean                    | \"No\"                              | false",
                "boolean                    | 2                                   | left out",
                "date                       | \"2026-01-09\"                      | 2026-01-09",
                "date                       | \"2026-01-09T10:00:00Z\"            | 2026-01-09",
                "date                       | \"2026-02-30\"                      | left out",
                "date                       | \"2026-01-09x\"                     | left out",
                "date_time                  | \"2026-01-09T10:00:00+02:00\"       | 2026-01-09T08:00:00Z",
                "date_time                  | \"2026-01-09 10:00:00\"             | 2026-01-09T10:00:00Z",
                "date_time                  | \"2026-01-09\"                      | left out",
                "url                        | \"https://example.com/a\"           | https://example.com/a",
                "url                        | \"mailto:a@example.com\"            | mailto:a@example.com",
                "url                        | \"javascript:x()\"                  | left out",
                "url                        | \"https://\"                        | left out",
                "color                      | \"#FFAA00\"                         | #ffaa00",
                "color                      | \"red\"                             | left out",
                "json                       | {\"b\":1.50,\"a\":[null]}           | {\"a\":[null],\"b\":1.5}",
                "weight                     | {\"value\":\"0.310\",\"unit\":\"KILOGRAM\"} | {\"value\":0.31,\"unit\":\"kg\"}",
                "weight                     | {\"value\":2,\"unit\":\"pounds\"}   | {\"value\":2,\"unit\":\"lb\"}",
                "weight                     | {\"value\":2,\"unit\":\"stone\"}    | left out",
                "dimension                  | {\"value\":\"12\",\"unit\":\"Centimetres\"} | {\"value\":12,\"unit\":\"cm\"}",
                "volume                     | {\"value\":75,\"unit\":\"cl\"}      | {\"value\":75,\"unit\":\"cl\"}",
                "volume                     | \"75 cl\"                           | left out",
                "single_line_text_field     | {\"de\":\"x\",\"en_US\":\"a \\n b\"} | a b",
                "multi_line_text_field      | \"a\\nb\"                           | `a\nb`",
                "list.single_line_text_field | [\"a\",null,{\"key\":\"k\",\"label\":\"l\"}] | [\"a\",\"l\"]",
                "list.single_line_text_field | \"a\"                              | [\"a\"]",
                "list.number_integer        | [1,\"2\"]                           | [1,2]",
                "list.number_integer        | [1,\"x\"]                           | left out",
                "list.weight                | [{\"value\":1,\"unit\":\"g\"}]      | [{\"value\":1,\"unit\":\"g\"}]",
                "list.url                   | []                                  | left out",
            })
    void a_value_becomes_what_its_type_takes_or_is_left_out(String type, String value, String expected)
            throws IOException {
        MetafieldType metafield = Objects.requireNonNull(MetafieldType.of(type));
        assertThat(metafield.value(JSON.readTree(value), TEXTS, MetafieldForm.NONE, euros()))
                .isEqualTo(expected);
    }

    @Test
    void a_list_has_128_elements() {
        MetafieldType list = Objects.requireNonNull(MetafieldType.of("list.single_line_text_field"));
        var elements = JSON.createArrayNode();
        for (int i = 0; i < 128; i++) {
            elements.add("e" + i);
        }
        assertThat(list.value(elements, TEXTS, MetafieldForm.NONE, euros())).startsWith("[\"e0\"");
        assertThat(list.value(elements.add("e128"), TEXTS, MetafieldForm.NONE, euros()))
                .isNull();
    }

    @Test
    void every_type_is_one_of_shopifys_and_no_other_is_known() {
        assertThat(MetafieldType.WORDS).allMatch(word -> MetafieldType.of(word) != null);
        assertThat(MetafieldType.of("list.json")).isNull();
        assertThat(MetafieldType.of("list.")).isNull();
        assertThat(MetafieldType.of("number")).isNull();
    }
}
