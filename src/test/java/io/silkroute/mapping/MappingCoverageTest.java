package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import io.silkroute.mapping.read.InputTypes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MappingCoverageTest {

    private static final String FILE = """
            target: product
            fields:
              title: {first: [name, sku]}
              vendor: {from: attributes.brand, as: readable}
              productType: {formula: "attributes.kind & family"}
            variant:
              stock: attributes.stock
              fields:
                price: {from: price, inherit: true}
            metafields:
              - {namespace: pim, key: material, from: attributes.material}
            images: {from: images, alt: name}
            """;

    private static Item item(String json) {
        return Item.of((ObjectNode) JsonMapper.shared().readTree(json));
    }

    private static List<MappingCase> cases(String text) {
        InputTypes types = InputTypes.load();
        Mapping mapping = new MappingReader(types)
                .read("product.yaml", FILE, new ArrayList<>())
                .mapping();
        return new MappingCases(types).read("product.test.yaml", text, mapping, new ArrayList<>());
    }

    @Test
    void fields_that_no_line_reads_are_counted_with_an_example() {
        List<MappingReview.Unread> unread =
                new MappingCoverage("product.yaml", FILE).unread(List.of(item("""
                                {"type":"product","id":"A","name":{"en":"Lamp"},"attributes":{"brand":"b","kind":"k",\
                                "care":"30 °C","color":"red"},"axes":["color"],"weight":{"value":1,"unit":"kg"}}"""), item("""
                                {"type":"product","id":"B","price":{"USD":"1"},"images":[],"barcode":null,\
                                "attributes":{"care":"by hand","stock":3}}""")));
        assertThat(unread)
                .containsExactly(
                        new MappingReview.Unread("attributes.care", 2, "30 °C"),
                        new MappingReview.Unread("weight", 1, "{\"value\":1,\"unit\":\"kg\"}"));
    }

    @Test
    void lines_that_no_case_looks_at_are_named() {
        assertThat(new MappingCoverage("product.yaml", FILE).untouched(cases("""
                - case: a title, a price and a metafield
                  given: {type: product, id: A, name: Lamp}
                  expect:
                    title: Lamp
                    variants: [{price: "1.00"}]
                    metafields: [{namespace: pim, key: material, value: wood}]
                """)))
                .containsExactly(
                        new MappingReview.Rule(4, "vendor"),
                        new MappingReview.Rule(5, "productType"),
                        new MappingReview.Rule(7, "stock"),
                        new MappingReview.Rule(12, "files"))
                .isNotEmpty();
        assertThat(new MappingCoverage("product.yaml", FILE).untouched(List.of()))
                .hasSize(7);
    }
}
