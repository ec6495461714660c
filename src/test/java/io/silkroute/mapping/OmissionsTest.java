package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is left out of an item has its cause beside its sentence; what was only repaired has none. */
class OmissionsTest {

    private static final Mapping DELIVERED = new Mappings(Path.of("mappings")).product("product.yaml");

    private static Rendered.Payload rendered(Consumer<ObjectNode> change) {
        ObjectNode product = JsonNodeFactory.instance
                .objectNode()
                .put("type", "product")
                .put("id", "L1")
                .put("name", "Lamp");
        product.putObject("price").put("EUR", "12.00");
        change.accept(product);
        return (Rendered.Payload) DELIVERED.render(
                new Source(new Item(ItemKey.product("L1"), product), List.of(), List.of(), "EUR", null));
    }

    private static Set<Omission> causes(Consumer<ObjectNode> change) {
        return rendered(change).leftOut().stream().map(LeftOut::cause).collect(Collectors.toSet());
    }

    @Test
    void what_was_left_out_is_told_among_the_notes() {
        Rendered.Payload payload =
                rendered(product -> product.putArray("images").add("1.jpg"));
        assertThat(payload.leftOut()).hasSize(1);
        assertThat(payload.notes()).containsExactly(payload.leftOut().get(0).sentence());
    }

    @Test
    void a_whole_item_lacks_nothing() {
        assertThat(causes(product -> {})).isEmpty();
    }

    @Test
    void a_picture_that_the_shop_cannot_fetch() {
        assertThat(causes(product -> product.putArray("images").add("pictures/1.jpg")))
                .containsExactly(Omission.PICTURE);
    }

    @Test
    void a_price_in_other_currencies_only() {
        assertThat(causes(product -> product.putObject("price").put("USD", "13")))
                .containsExactly(Omission.PRICE);
    }

    @Test
    void html_that_no_page_should_hold() {
        assertThat(causes(
                        product -> product.put("description", "<p>Soft</p><iframe src='https://a.example/'></iframe>")))
                .containsExactly(Omission.MARKUP);
    }

    @Test
    void a_tag_that_is_too_long() {
        assertThat(causes(product -> product.putArray("tags").add("a".repeat(256))))
                .containsExactly(Omission.ENTRY);
    }

    @Test
    void a_barcode_that_lost_its_digits() {
        assertThat(causes(product -> product.withObject("attributes").put("ean", "4.00638E+12")))
                .containsExactly(Omission.VALUE);
    }

    @Test
    void a_category_that_is_none_of_shopifys() {
        assertThat(causes(product -> product.put("taxonomy", "Lamps"))).containsExactly(Omission.TAXONOMY);
        assertThat(causes(product -> product.withObject("attributes").put("taxonomy", "zz-1")))
                .containsExactly(Omission.TAXONOMY);
    }

    @Test
    void a_weight_without_its_unit() {
        assertThat(causes(product -> product.putObject("weight").put("value", 3)))
                .containsExactly(Omission.VALUE);
    }

    @Test
    void a_rounded_price_is_told_and_is_not_left_out() {
        Rendered.Payload payload =
                rendered(product -> product.putObject("price").put("EUR", "12.0051"));
        assertThat(payload.notes()).singleElement().asString().contains("rounded");
        assertThat(payload.leftOut()).isEmpty();
    }

    @Test
    void a_price_whose_point_may_part_thousands() {
        assertThat(causes(product -> product.putObject("price").put("EUR", "1.299")))
                .containsExactly(Omission.PRICE);
    }

    @Test
    void every_cause_is_kept_however_much_there_is_to_say() {
        assertThat(causes(product -> {
                    for (int i = 0; i < 200; i++) {
                        product.withArray("images").add("pictures/" + i + ".jpg");
                        product.withArray("tags").add(i + "a".repeat(256));
                    }
                }))
                .contains(Omission.PICTURE, Omission.ENTRY);
    }

    @Test
    void every_cause_says_what_is_missing_and_where_it_is_mended() {
        assertThat(Omission.values()).allSatisfy(cause -> {
            assertThat(cause.sentence()).isNotBlank();
            assertThat(cause.mend()).matches("In the (PIM|shop): .*\\.");
            assertThat(Omission.of(cause.word())).contains(cause);
        });
    }
}
