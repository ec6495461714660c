package io.silkroute.export.edited;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.edited.EditedField.Decided;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.Rendered;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EditedInShopTest {

    private static final String PAYLOAD = """
            {"title":"Lamp","seo":{"title":"S"},"tags":["a","b"],
             "files":[{"originalSource":"https://x/1.jpg"},{"originalSource":"https://x/2.jpg"}],
             "metafields":[{"namespace":"pim","key":"material","value":"wool"}],
             "productOptions":[{"name":"Size","values":[{"name":"S"},{"name":"M"}]}],
             "variants":[{"price":"10","file":{"originalSource":"https://x/2.jpg"}},{"price":"11"}]}""";
    private static final String REFS = """
            {"variants":{"V-S":"gid://shopify/ProductVariant/1","V-M":"gid://shopify/ProductVariant/2"},
             "files":{"https://x/1.jpg":"gid://shopify/MediaImage/1","https://x/2.jpg":"gid://shopify/MediaImage/2"}}""";

    private static JsonNode json(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private static Exported exported() {
        ObjectNode payload = (ObjectNode) json(PAYLOAD);
        return new Exported(
                ItemKey.product("P"),
                new ShopifyId("gid://shopify/Product/1"),
                Exported.State.EXPORTED,
                CanonicalJson.digest(payload),
                payload,
                (ObjectNode) json(REFS));
    }

    private static Rendered.Payload rendered() {
        return new Rendered.Payload((ObjectNode) json(PAYLOAD), List.of("V-S", "V-M"), List.of());
    }

    private static EditedInShop edited(String field, Decided decided, String shop, String pim) {
        return new EditedInShop(Map.of(field, new EditedField(decided, json("null"), json(shop), json(pim), 1)));
    }

    private static ObjectNode over(EditedInShop edited) {
        Exported over = Objects.requireNonNull(edited.over(exported(), InputFields.FIELDS));
        ObjectNode payload = Objects.requireNonNull(over.payload());
        assertThat(over.hash()).isEqualTo(CanonicalJson.digest(payload));
        return payload;
    }

    @Test
    void what_the_shop_is_known_to_hold_has_its_value_in_the_changed_field() {
        assertThat(over(edited("title", Decided.PIM, "\"Lantern\"", "\"Lamp\""))
                        .path("title")
                        .asString())
                .isEqualTo("Lantern");
        assertThat(over(edited("seo.title", Decided.PIM, "null", "\"S\""))
                        .at("/seo/title")
                        .isNull())
                .isTrue();
        assertThat(over(edited("variants[V-M].price", Decided.ASKED, "\"12\"", "\"11\""))
                        .at("/variants/1/price")
                        .asString())
                .isEqualTo("12");
        assertThat(over(edited("metafields[pim.material]", Decided.PIM, "\"silk\"", "\"wool\""))
                        .at("/metafields/0/value")
                        .asString())
                .isEqualTo("silk");
        assertThat(over(edited("metafields[pim.material]", Decided.PIM, "null", "\"wool\""))
                        .path("metafields"))
                .isEmpty();
    }

    @Test
    void a_variant_that_is_gone_is_known_no_more() {
        Exported over = Objects.requireNonNull(
                edited("variants[V-M]", Decided.PIM, "null", "{}").over(exported(), InputFields.FIELDS));

        assertThat(Objects.requireNonNull(over.payload()).path("variants")).hasSize(1);
        assertThat(over.variantIds()).containsExactly("V-S");
    }

    @Test
    void a_picture_that_is_gone_is_known_no_more_and_shown_by_no_variant() {
        Exported over = Objects.requireNonNull(
                edited("files", Decided.PIM, "[\"https://x/1.jpg\"]", "[]").over(exported(), InputFields.FIELDS));

        assertThat(Objects.requireNonNull(over.payload()).path("files")).hasSize(1);
        assertThat(over.payload().at("/variants/0/file").isMissingNode()).isTrue();
        assertThat(Objects.requireNonNull(over.refs()).path("files").propertyNames())
                .containsExactly("https://x/1.jpg");
    }

    @Test
    void a_deleted_object_is_gone_when_it_is_to_come_back_and_else_as_it_was() {
        assertThat(Objects.requireNonNull(edited(EditedInShop.WHOLE, Decided.PIM, "null", "\"x\"")
                                .over(exported(), InputFields.FIELDS))
                        .state())
                .isEqualTo(Exported.State.DELETED);
        assertThat(edited(EditedInShop.WHOLE, Decided.SHOP, "null", "\"x\"").over(exported(), InputFields.FIELDS))
                .isEqualTo(exported());
    }

    @Test
    void a_kept_value_takes_the_place_of_what_the_pim_had_and_of_nothing_else() {
        EditedInShop kept = edited("title", Decided.SHOP, "\"Lantern\"", "\"Lamp\"");
        Rendered.Payload left = kept.left(rendered(), InputFields.FIELDS);
        assertThat(left.input().path("title").asString()).isEqualTo("Lantern");
        assertThat(kept.kept(left)).containsExactly("title");

        EditedInShop old = edited("title", Decided.SHOP, "\"Lantern\"", "\"Torch\"");
        Rendered.Payload sent = old.left(rendered(), InputFields.FIELDS);
        assertThat(sent.input().path("title").asString()).isEqualTo("Lamp");
        assertThat(old.kept(sent)).isEmpty();
    }

    @Test
    void a_field_that_asks_for_a_person_is_left_alone_whatever_the_pim_sends() {
        EditedInShop asked = edited("title", Decided.ASKED, "\"Lantern\"", "\"Torch\"");

        assertThat(asked.left(rendered(), InputFields.FIELDS)
                        .input()
                        .path("title")
                        .asString())
                .isEqualTo("Lantern");
    }

    @Test
    void what_the_pim_wins_is_rendered_as_the_pim_has_it() {
        assertThat(edited("title", Decided.PIM, "\"Lantern\"", "\"Lamp\"").left(rendered(), InputFields.FIELDS))
                .isEqualTo(rendered());
    }

    @Test
    void a_product_whose_variants_are_all_gone_is_left_with_those_of_the_shop() {
        EditedInShop gone = new EditedInShop(Map.of(
                "variants[V-S]", new EditedField(Decided.ASKED, json("null"), json("null"), json("null"), 1),
                "variants[V-M]", new EditedField(Decided.ASKED, json("null"), json("null"), json("null"), 1)));

        ObjectNode input = gone.left(rendered(), InputFields.FIELDS).input();

        assertThat(input.has("variants")).isFalse();
        assertThat(input.has("productOptions")).isFalse();
    }
}
