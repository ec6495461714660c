package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a mapping says of the order of variants and of the pictures that they show. */
class SortedVariantsTest {

    private static final String MAPPING = "target: product\nfields: {title: id}\n";

    private static Rendered.Payload rendered(String variant, String... variants) {
        List<Item> items = new ArrayList<>();
        for (String one : variants) {
            String[] parts = one.split("=", 2);
            items.add(MappingText.item(
                    "{\"type\":\"variant\",\"id\":\"%s\",\"parent\":\"P\",\"attributes\":{\"size\":\"%s\"%s}}"
                            .formatted(parts[0], parts[0], parts.length == 1 ? "" : "," + parts[1])));
        }
        return (Rendered.Payload) MappingText.render(
                MappingText.mapping(MAPPING + variant),
                MappingText.item("{\"type\":\"product\",\"id\":\"P\",\"axes\":[\"size\"]}"),
                items);
    }

    @Test
    void numbers_go_by_their_size_then_texts_and_last_what_has_none() {
        Rendered.Payload payload = rendered(
                "variant: {order: attributes.rank}",
                "none",
                "ten=\"rank\":\"10\"",
                "b=\"rank\":\"b\"",
                "nine=\"rank\":9",
                "A=\"rank\":\"A\"",
                "later");

        assertThat(payload.variantIds()).containsExactly("nine", "ten", "A", "b", "none", "later");
        assertThat(payload.input().at("/productOptions/0/values").findValuesAsString("name"))
                .as("and so do the values of the options")
                .containsExactly("nine", "ten", "A", "b", "none", "later");
    }

    @Test
    void without_it_they_stay_in_the_order_of_the_deliveries() {
        assertThat(rendered("", "M", "S", "XS").variantIds()).containsExactly("M", "S", "XS");
    }

    @Test
    void a_file_of_its_own_is_among_the_products_pictures_also_where_the_mapping_names_none_of_those() {
        Rendered.Payload payload = rendered(
                "variant: {fields: {file.originalSource: attributes.pictures, file.alt: attributes.size}}",
                "S=\"pictures\":[\"https://p/s.jpg\",\"https://p/more.jpg\"]",
                "M=\"pictures\":\"/m.jpg\"",
                "L");

        assertThat(payload.input().path("files"))
                .hasToString("[{\"originalSource\":\"https://p/s.jpg\",\"contentType\":\"IMAGE\",\"alt\":\"S\"}]");
        assertThat(payload.input().at("/variants/0/file")).hasToString("{\"originalSource\":\"https://p/s.jpg\"}");
        assertThat(payload.input().at("/variants/1").has("file")).isFalse();
        assertThat(payload.input().at("/variants/2").has("file")).isFalse();
        assertThat(payload.notes()).hasSize(2);
    }
}
