package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which of an item's texts are translations, and of what. */
class TranslationsRuleTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAPPING = """
            target: product
            locale: [en_US, en_GB]
            fields:
              title: {first: [name, sku, id]}
              descriptionHtml: {from: description, as: html}
              handle: {first: [name, id], as: slug}
              productType: {from: family, as: readable}
              seo.title: seo.title
            options: {values: readable, labels: {color: {en: Color, de: Farbe}, size: Size}}
            metafields:
              - {namespace: pim, key: material, from: {from: attributes.material, as: readable}}
              - {namespace: pim, key: months, type: number_integer, from: attributes.months}
            """;

    private static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    private static Rendered.Payload rendered(String mapping, String product, String... variants) {
        Source source = new Source(
                Item.of(json(product)),
                List.of(variants).stream().map(one -> Item.of(json(one))).toList(),
                List.of());
        Rendered rendered = MappingText.mapping(mapping).render(source);
        assertThat(rendered).isInstanceOf(Rendered.Payload.class);
        return (Rendered.Payload) rendered;
    }

    private static ObjectNode translations(String product, String... variants) {
        return (ObjectNode) rendered(MAPPING + "translations: {locales: all}\n", product, variants)
                .input()
                .path("translations");
    }

    @Test
    void texts_in_further_languages_stand_by_shopifys_keys() {
        assertThat(
                        translations(
                                "{'type':'product','id':'L1','sku':'S1','family':'lamps',"
                                        + "'name':{'en_US':'Lamp','de_DE':'Lampe','fr':'Lampe'},'description':{'de-DE':'<p>Hell</p>'},"
                                        + "'seo':{'title':{'en_US':'Buy','fr':'Achetez'}},"
                                        + "'attributes':{'material':{'key':'oak','label':{'en_US':'Oak','de_DE':'Eiche'}},'months':24}}"))
                .isEqualTo(json("{'de-DE':{'title':'Lampe','body_html':'<p>Hell</p>',"
                        + "'metafields':{'pim':{'material':'Eiche'}}},"
                        + "'fr':{'title':'Lampe','meta_title':'Achetez'}}"));
    }

    @Test
    void an_item_in_one_language_has_none() {
        assertThat(rendered(
                                MAPPING + "translations: {locales: all}\n",
                                "{'type':'product','id':'L1','name':{'en_US':'Lamp'},'attributes':{'material':'oak'}}")
                        .input()
                        .has("translations"))
                .isFalse();
    }

    @Test
    void a_mapping_that_does_not_ask_for_them_makes_none() {
        String item = "{'type':'product','id':'L1','name':{'en_US':'Lamp','de_DE':'Lampe'}}";

        assertThat(rendered(MAPPING, item).input().has("translations")).isFalse();
        assertThat(rendered(MAPPING + "translations: {locales: none}\n", item)
                        .input()
                        .has("translations"))
                .isFalse();
    }

    @Test
    void named_languages_are_the_only_ones() {
        ObjectNode input = rendered(
                        MAPPING + "translations: {locales: [de, pt_BR]}\n",
                        "{'type':'product','id':'L1','name':{'en_US':'Lamp','de_DE':'Lampe','fr':'Lampe','pt_PT':'L'}}")
                .input();

        assertThat(input.path("translations")).isEqualTo(json("{'de-DE':{'title':'Lampe'}}"));
    }

    @Test
    void a_language_without_a_text_does_not_translate_what_stands_in_its_place() {
        assertThat(translations("{'type':'product','id':'L1','sku':'S1','name':{'en_US':'Lamp'},"
                        + "'description':{'en_US':'Bright','de_DE':'Hell'}}"))
                .isEqualTo(json("{'de-DE':{'body_html':'Hell'}}"));
    }

    @Test
    void the_first_of_the_mappings_languages_that_an_item_has_is_no_translation() {
        assertThat(translations("{'type':'product','id':'L1','name':{'en-GB':'Lorry','de-DE':'Laster'}}"))
                .isEqualTo(json("{'de-DE':{'title':'Laster'}}"));
        assertThat(translations("{'type':'product','id':'L1','name':{'en-US':'Truck','en-GB':'Lorry'}}"))
                .isEqualTo(json("{'en-GB':{'title':'Lorry'}}"));
    }

    @Test
    void options_and_their_values_are_translated_by_what_they_are_called_in_the_shop() {
        assertThat(translations(
                        "{'type':'product','id':'T','name':'T','axes':['color','size']}",
                        "{'type':'variant','id':'A','parent':'T','attributes':{'size':'m',"
                                + "'color':{'key':'red','label':{'en_US':'Red','de_DE':'Rot','fr_FR':'Rouge'}}}}",
                        "{'type':'variant','id':'B','parent':'T','attributes':{'size':'m',"
                                + "'color':{'en_US':'blue','de_DE':'blau'}}}"))
                .isEqualTo(json("{'de-DE':{'options':{'Color':{'values':{'Red':'Rot','Blue':'Blau'}}}},"
                        + "'fr-FR':{'options':{'Color':{'values':{'Red':'Rouge'}}}}}"));
    }

    @Test
    void an_option_is_called_as_the_mapping_says_in_each_language() {
        assertThat(translations(
                        "{'type':'product','id':'T','name':{'en':'T','de':'Te'},'axes':['color']}",
                        "{'type':'variant','id':'A','parent':'T','attributes':{'color':'red'}}",
                        "{'type':'variant','id':'B','parent':'T','attributes':{'color':'blue'}}"))
                .isEqualTo(json("{'de':{'title':'Te','options':{'Color':{'name':'Farbe'}}}}"));
    }

    @Test
    void a_handle_is_translated_where_the_mapping_says_so() {
        ObjectNode input = rendered(
                        MAPPING + "translations: {locales: all, handle: translate}\n",
                        "{'type':'product','id':'L1','name':{'en_US':'Lamp','de_DE':'Grüne Lampe'}}")
                .input();

        assertThat(input.at("/translations/de-DE/handle").asString("")).isEqualTo("grune-lampe");
    }

    @Test
    void a_text_that_shopify_does_not_take_is_left_out_alone() {
        Rendered.Payload payload = rendered(
                MAPPING + "translations: {locales: all}\n",
                "{'type':'product','id':'L1','name':{'en_US':'Lamp','de_DE':'" + "a".repeat(300)
                        + "'},'description':{'en_US':'Bright','de_DE':'Hell'}}");

        assertThat(payload.input().path("translations")).isEqualTo(json("{'de-DE':{'body_html':'Hell'}}"));
        assertThat(payload.leftOut())
                .singleElement()
                .satisfies(one -> assertThat(one.sentence()).startsWith("In de-DE: Its title"));
    }

    @Test
    void what_only_looks_like_languages_is_left_alone() {
        assertThat(rendered(
                                MAPPING + "translations: {locales: all}\n",
                                "{'type':'product','id':'L1','name':'Lamp','attributes':{'material':{'id':'oak'},"
                                        + "'size':{'it':4,'de':38},'rating':{'min':1,'max':5}}}")
                        .input()
                        .has("translations"))
                .isFalse();
    }
}
