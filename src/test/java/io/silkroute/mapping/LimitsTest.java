package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is at a limit of Shopify's is sent; what is beyond it is refused with a sentence instead of a failing call. */
class LimitsTest {

    private static final Mapping DELIVERED = new Mappings(Path.of("mappings")).product("product.yaml");

    @Test
    void a_title_has_255_characters() {
        taken(product -> product.put("name", "🧶".repeat(255)));
        refused(product -> product.put("name", "🧶".repeat(256)), "has 256 characters; Shopify takes at most 255.");
    }

    @Test
    void a_title_beyond_is_the_one_reason_that_is_given() {
        Rendered.Refused refused =
                (Rendered.Refused) render(product -> product.put("name", "a".repeat(256)), List.of());
        assertThat(refused.reasons()).singleElement().asString().startsWith("Its title “aaa");
    }

    @Test
    void one_tag_beyond_is_left_out_and_told() {
        Rendered.Payload payload = (Rendered.Payload)
                render(product -> product.putArray("tags").add("wool").add("a".repeat(256)), List.of());
        assertThat(payload.input().path("tags")).map(JsonNode::asString).containsExactly("wool");
        assertThat(payload.notes()).singleElement().asString().contains("One of its tags, “aaa", "It was left out.");
    }

    @Test
    void a_handle_has_255_characters() {
        taken(product -> product.withObject("attributes").put("handle", "a".repeat(255)));
        refused(product -> product.withObject("attributes").put("handle", "a".repeat(256)), "Its handle “aaa");
    }

    @Test
    void a_vendor_type_sku_and_barcode_have_255_characters() {
        refused(product -> product.withObject("attributes").put("brand", "a".repeat(256)), "Its vendor “");
        refused(product -> product.put("family", "a".repeat(256)), "Its productType “");
        refused(product -> product.put("sku", "a".repeat(256)), "Its sku “");
        refused(product -> product.withObject("attributes").put("ean", "1".repeat(256)), "Its barcode “");
    }

    @Test
    void a_description_has_512_kilobytes() {
        taken(product -> product.put("description", "a".repeat(512 * 1024)));
        refused(product -> product.put("description", "a".repeat(512 * 1024 + 1)), "Its descriptionHtml “aaa");
    }

    @Test
    void there_are_250_tags_of_255_characters() {
        taken(product -> add(product.putArray("tags"), 250, "tag "));
        refused(product -> add(product.putArray("tags"), 251, "tag "), "It has 251 tags; Shopify takes at most 250.");
        taken(product -> product.putArray("tags").add("a".repeat(256)));
    }

    @Test
    void there_are_250_pictures() {
        taken(product -> add(product.putArray("images"), 250, "https://example.com/"));
        refused(
                product -> add(product.putArray("images"), 251, "https://example.com/"),
                "It has 251 pictures; Shopify takes at most 250.");
    }

    @Test
    void there_are_3_options() {
        assertThat(MappingText.refusal(render(product -> add(product.putArray("axes"), 4, "axis"), variants(2, 1))))
                .isEqualTo("It has 4 options (axis0, axis1, axis2, axis3); Shopify takes at most 3.");
    }

    @Test
    void there_are_100_values_of_an_option() {
        assertThat(render(product -> axes(product), variants(100, 1))).isInstanceOf(Rendered.Payload.class);
        assertThat(MappingText.refusal(render(product -> axes(product), variants(101, 1))))
                .isEqualTo("Its option “A” has 101 values; Shopify takes at most 100.");
    }

    @Test
    void there_are_2048_variants() {
        Rendered most = render(product -> axes(product), variants(64, 32));
        assertThat(((Rendered.Payload) most).input().path("variants")).hasSize(2048);
        List<Item> more = new ArrayList<>(variants(64, 32));
        more.add(more.get(0));
        assertThat(MappingText.refusal(render(product -> axes(product), more)))
                .isEqualTo("It has 2049 variants; Shopify takes at most 2048.");
    }

    @Test
    void an_option_value_and_an_option_name_have_255_characters() {
        List<Item> variants = variants(2, 1);
        variants.get(1).image().withObject("attributes").put("a", "a".repeat(256));
        assertThat(MappingText.refusal(render(product -> axes(product), variants)))
                .isEqualTo("The value for “a” of its variant V1 is longer than 255 characters.");
        assertThat(MappingText.refusal(
                        render(product -> product.putArray("axes").add("a".repeat(256)), variants(2, 1))))
                .contains("The name of its option “Aaa");
    }

    @Test
    void a_metafield_has_65535_characters_and_is_left_out_beyond() {
        Rendered.Payload payload = (Rendered.Payload) render(
                product -> product.withObject("attributes").put("material", "a b".repeat(30_000)), List.of());
        assertThat(payload.input().path("metafields")).isEmpty();
        assertThat(payload.notes()).anyMatch(note -> note.startsWith("Metafield pim.material: "));
    }

    @Test
    void an_owner_has_250_metafields_of_which_one_is_the_connectors() {
        StringBuilder text = new StringBuilder("fields: {title: id}\nmetafields:\n");
        for (int i = 0; i < 250; i++) {
            text.append("- {namespace: pim, key: k").append(i).append(", from: a}\n");
        }
        assertThat(MappingText.errors(text.toString()))
                .singleElement()
                .satisfies(error -> assertThat(error.sentence()).contains("at most 249"));
    }

    private static void taken(Consumer<ObjectNode> change) {
        assertThat(render(change, List.of())).isInstanceOf(Rendered.Payload.class);
    }

    private static void refused(Consumer<ObjectNode> change, String sentence) {
        assertThat(MappingText.refusal(render(change, List.of()))).contains(sentence);
    }

    private static Rendered render(Consumer<ObjectNode> change, List<Item> variants) {
        ObjectNode product = JsonNodeFactory.instance.objectNode();
        product.put("type", "product").put("id", "P").put("name", "Lamp");
        change.accept(product);
        return MappingText.render(DELIVERED, Item.of(product), variants);
    }

    private static void axes(ObjectNode product) {
        product.putArray("axes").add("a").add("b");
    }

    private static List<Item> variants(int first, int second) {
        List<Item> variants = new ArrayList<>();
        for (int a = 0; a < first; a++) {
            for (int b = 0; b < second; b++) {
                ObjectNode variant = JsonNodeFactory.instance.objectNode();
                variant.put("type", "variant").put("id", "V" + variants.size()).put("parent", "P");
                variant.putObject("attributes").put("a", "a " + a).put("b", "b " + b);
                variants.add(Item.of(variant));
            }
        }
        return variants;
    }

    private static void add(ArrayNode list, int count, String text) {
        for (int i = 0; i < count; i++) {
            list.add(text + i);
        }
    }
}
