package io.silkroute.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FlatPayloadTest {

    private static Map<String, String> flat(String json) {
        Map<String, String> flat = new LinkedHashMap<>();
        FlatPayload.of((ObjectNode) JsonMapper.shared().readTree(json))
                .forEach((field, value) -> flat.put(field.label(), value));
        return flat;
    }

    @Test
    void entries_of_lists_are_known_by_what_they_are() {
        assertThat(flat("""
                {"title":"Lamp","tags":["a","b"],"empty":[],"none":null,
                "productOptions":[{"name":"Size","values":[{"name":"S"},{"name":"M"}]}],
                "variants":[{"sku":"L-1","price":"12.00","optionValues":[{"optionName":"Size","name":"S"}]}],
                "metafields":[{"namespace":"pim","key":"material","value":"Oak"}],
                "files":[{"originalSource":"https://x/1.jpg"}]}"""))
                .containsExactly(
                        entry("title", "Lamp"),
                        entry("tags", "a, b"),
                        entry("empty", ""),
                        entry("none", ""),
                        entry("productOptions[Size].values", "S, M"),
                        entry("variants[L-1].sku", "L-1"),
                        entry("variants[L-1].price", "12.00"),
                        entry("variants[L-1].optionValues[Size].name", "S"),
                        entry("metafields[pim.material].value", "Oak"),
                        entry("files[https://x/1.jpg].originalSource", "https://x/1.jpg"));
    }

    @Test
    void two_entries_of_one_name_are_two() {
        assertThat(flat("{\"variants\":[{\"sku\":\"A\",\"price\":\"1\"},{\"sku\":\"A\",\"price\":\"2\"}]}"))
                .containsEntry("variants[A].price", "1")
                .containsEntry("variants[A].price (2)", "2");
    }
}
