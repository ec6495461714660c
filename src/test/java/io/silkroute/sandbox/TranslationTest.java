package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TranslationTest {
    private static final String REGISTER = """
            mutation m($id: ID!, $translations: [TranslationInput!]!) {
              translationsRegister(resourceId: $id, translations: $translations) {
                translations { key locale value outdated } userErrors { code field message } } }
            """;
    private static final String READ = """
            query q($id: ID!, $locale: String!) { translatableResource(resourceId: $id) { resourceId
              translatableContent { key value digest locale type } translations(locale: $locale) { key value outdated } } }
            """;
    private static RunningShop shop;
    private JsonNode product;

    @BeforeAll
    static void start() {
        shop = RunningShop.start();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @BeforeEach
    void a_product_in_a_shop_with_german() {
        shop.control("{\"clear\": true, \"locales\": [\"de\", {\"locale\": \"fr\", \"published\": false}]}");
        product = set("{'input': {'title': 'Lamp', 'productOptions': [{'name': 'Color', 'values': [{'name': 'Red'}]}],"
                + " 'variants': [{'optionValues': [{'optionName': 'Color', 'name': 'Red'}]}], 'metafields':"
                + " [{'namespace': 'pim', 'key': 'material', 'type': 'single_line_text_field', 'value': 'Oak'}]}}");
    }

    private static JsonNode set(String variables) {
        return shop.data(
                        "mutation m($identifier: ProductSetIdentifiers, $input: ProductSetInput!) { productSet(identifier:"
                                + " $identifier, input: $input) { product { id options { id optionValues { id } }"
                                + " metafields(first: 2) { nodes { id } } } userErrors { message } } }",
                        json(variables))
                .at("/productSet/product");
    }

    private static JsonNode resource(String id, String locale) {
        return shop.data(READ, json("{'id': '" + id + "', 'locale': '" + locale + "'}"))
                .path("translatableResource");
    }

    private static String digest(String id, String key) {
        for (JsonNode content : resource(id, "de").path("translatableContent")) {
            if (content.path("key").asString("").equals(key)) {
                return content.path("digest").asString("");
            }
        }
        return "";
    }

    private static JsonNode register(String id, String key, String locale, String digest, String value) {
        return shop.data(
                        REGISTER,
                        json("{'id': '" + id + "', 'translations': [{'key': '" + key + "', 'locale': '" + locale
                                + "', 'translatableContentDigest': '" + digest + "', 'value': '" + value + "'}]}"))
                .path("translationsRegister");
    }

    private String id() {
        return product.path("id").asString("");
    }

    @Test
    void tells_its_languages() {
        assertThat(shop.data("{ shopLocales { locale primary published } }", json("{}")))
                .isEqualTo(json("{'shopLocales': [{'locale': 'en', 'primary': true, 'published': true},"
                        + " {'locale': 'de', 'primary': false, 'published': true},"
                        + " {'locale': 'fr', 'primary': false, 'published': false}]}"));
        assertThat(shop.data("{ shopLocales(published: true) { locale } }", json("{}"))
                        .path("shopLocales"))
                .hasSize(2);
    }

    @Test
    void a_digest_is_the_sources_sha_256_and_a_text_that_is_not_there_has_none() {
        assertThat(digest(id(), "title")).isEqualTo(Sha256.hex("Lamp"));
        assertThat(digest(id(), "meta_title")).isEmpty();
    }

    @Test
    void products_options_values_and_metafields_are_translated_and_read_back() {
        String option = product.at("/options/0/id").asString("");
        String value = product.at("/options/0/optionValues/0/id").asString("");
        String metafield = product.at("/metafields/nodes/0/id").asString("");

        assertThat(register(id(), "title", "de", digest(id(), "title"), "Lampe").path("userErrors"))
                .isEmpty();
        assertThat(register(option, "name", "de", digest(option, "name"), "Farbe")
                        .path("userErrors"))
                .isEmpty();
        assertThat(register(value, "name", "fr", digest(value, "name"), "Rouge").path("userErrors"))
                .isEmpty();
        assertThat(register(metafield, "value", "de", digest(metafield, "value"), "Eiche")
                        .path("userErrors"))
                .isEmpty();

        assertThat(resource(id(), "de").path("translations"))
                .isEqualTo(json("{'t': [{'key': 'title', 'value': 'Lampe', 'outdated': false}]}")
                        .path("t"));
        JsonNode all = shop.data(
                        "query q($ids: [ID!]!) { translatableResourcesByIds(first: 5, resourceIds: $ids) { nodes {"
                                + " resourceId translations(locale: \"de\") { value } } } }",
                        json("{'ids': ['" + option + "', '" + value + "', '" + metafield + "']}"))
                .at("/translatableResourcesByIds/nodes");
        assertThat(all.findValuesAsString("value")).containsExactly("Farbe", "Eiche");
    }

    @Test
    void a_translation_is_outdated_once_its_source_is_another_text_and_not_when_it_is_registered_anew() {
        register(id(), "title", "de", digest(id(), "title"), "Lampe");
        set("{'identifier': {'id': '" + id() + "'}, 'input': {'title': 'Big lamp'}}");

        assertThat(resource(id(), "de").at("/translations/0/outdated").asBoolean(false))
                .isTrue();

        register(id(), "title", "de", digest(id(), "title"), "Lampe");
        assertThat(resource(id(), "de").at("/translations/0/outdated").asBoolean(true))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "title, de, wrong, Lampe, INVALID_TRANSLATABLE_CONTENT, translatableContentDigest",
        "title, it, , Lampada, INVALID_LOCALE_FOR_SHOP, locale",
        "title, en, , Lamp, INVALID_LOCALE_FOR_SHOP, locale",
        "title, de, , ' ', BLANK, value",
        "vendor, de, , Lampe, INVALID_KEY_FOR_MODEL, key",
    })
    void refuses(String key, String locale, String digest, String value, String code, String field) {
        JsonNode answer = register(id(), key, locale, digest == null ? digest(id(), "title") : digest, value);

        assertThat(answer.at("/userErrors/0/code").asString("")).isEqualTo(code);
        assertThat(answer.at("/userErrors/0/field"))
                .isEqualTo(json("{'f': ['translations', '0', '" + field + "']}").path("f"));
        assertThat(resource(id(), "de").path("translations")).isEmpty();
    }

    @Test
    void refuses_what_is_not_there_and_more_than_a_hundred() {
        assertThat(register("gid://shopify/Product/1", "title", "de", "x", "Lampe")
                        .at("/userErrors/0/code")
                        .asString(""))
                .isEqualTo("RESOURCE_NOT_FOUND");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("{'key': 'title', 'locale': 'de', 'translatableContentDigest': 'x', 'value': 'Lampe'}");
        }
        assertThat(shop.data(REGISTER, json("{'id': '" + id() + "', 'translations': [" + many + "]}"))
                        .at("/translationsRegister/userErrors/0/code")
                        .asString(""))
                .isEqualTo("TOO_MANY_KEYS_FOR_RESOURCE");
    }

    @Test
    void removes_by_keys_and_languages() {
        register(id(), "title", "de", digest(id(), "title"), "Lampe");
        register(id(), "title", "fr", digest(id(), "title"), "Lampe");

        JsonNode removed = shop.data(
                        "mutation m($id: ID!) { translationsRemove(resourceId: $id, translationKeys: [\"title\","
                                + " \"body_html\"], locales: [\"de\"]) { translations { locale key } userErrors { code } } }",
                        json("{'id': '" + id() + "'}"))
                .path("translationsRemove");

        assertThat(removed.path("translations")).hasSize(1);
        assertThat(resource(id(), "de").path("translations")).isEmpty();
        assertThat(resource(id(), "fr").path("translations")).hasSize(1);
    }
}
