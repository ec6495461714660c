package io.silkroute.mapping.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Each shape of a PIM's value has one rendering. */
class RenderingsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Texts TEXTS = new Texts(new Locales(List.of("en_US", "en_GB")));

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "nothing",
            value = {
                "{'value': 3, 'unit': 'KILOGRAM'}                          | 3 kg",
                "{'amount': '32.0000', 'unit': 'INCH'}                     | 32 inch",
                "{'amount': '0.50', 'unit': 'METERS'}                      | 0.5 m",
                "{'value': '1.5', 'unit': 'SQUARE_METER'}                  | 1.5 m²",
                "{'value': 20, 'unit': 'CELSIUS'}                          | 20 °C",
                "{'value': 4, 'unit': 'Stück'}                             | 4 Stück",
                "{'value': 2.0, 'unit': 'PLACE_SETTINGS'}                  | 2 place settings",
                "{'value': 2, 'unit': ''}                                  | 2",
                "{'value': null, 'unit': 'KILOGRAM'}                       | nothing",
                "{'en_US': {'value': 3, 'unit': 'GRAM'}}                   | 3 g",
                "{'key': 'moss_green', 'label': {'en_US': 'Moss'}}         | Moss",
                "{'key': 'moss_green', 'label': {'en_US': ''}}             | Moss green",
                "{'key': 'moss_green', 'label': null}                      | Moss green",
                "{'key': 'moss_green'}                                     | Moss green",
                "{'code': 'eu_42', 'labels': {'de_DE': '42'}}              | 42",
                "{'code': 'eu_42', 'labels': {}}                           | Eu 42",
                "{'en_US': ['wool', 'silk'], 'de_DE': ['Wolle']}           | wool, silk",
                "[{'key': 'a', 'label': 'A'}, {'key': 'b_c'}]              | A, B c",
                "5.0                                                       | 5",
                "5.50                                                      | 5.5",
                "1e3                                                       | 1000",
                "'5.0'                                                     | 5.0",
                "'  '                                                      | nothing"
            })
    void as_text(String given, String text) {
        assertThat(TEXTS.of(json(given))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "moss_green | Moss green",
                "wool       | Wool",
                "xxl        | XXL",
                "3xl        | 3XL",
                "t-shirt    | t-shirt",
                "usb-c      | usb-c",
                "36-38      | 36-38",
                "grün       | grün",
                "iPhone     | iPhone",
                "USB_C      | USB_C",
                "o'neill    | o'neill",
                "50/50      | 50/50"
            })
    void only_what_is_plainly_a_code_is_made_readable(String code, String readable) {
        assertThat(Texts.humanise(code)).isEqualTo(readable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'4006381333931'   | 4006381333931",
                "'4006381333931.0' | 4006381333931",
                "4006381333931     | 4006381333931",
                "4006381333931.0   | 4006381333931",
                "'4.006381333931E+12' | 4006381333931",
                "4.006381333931E+12 | 4006381333931",
                "'0012345678905'   | 0012345678905",
                "'B-1'             | B-1"
            })
    void a_barcode_is_mended_where_no_digit_was_lost(String given, String barcode) {
        Subject subject = Subject.of(JSON.createObjectNode());
        Coercion coercion = new Coercion.Barcode(new Coercion.Text(TEXTS, 255));

        assertThat(coercion.of(json(given), "barcode", subject)).isEqualTo(StringNode.valueOf(barcode));
        assertThat(subject.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'4.00638E+12'", "4.00638E+12", "'4.01E12'"})
    void a_barcode_that_lost_digits_is_left_out_and_told(String given) {
        Subject subject = Subject.of(JSON.createObjectNode());
        Coercion coercion = new Coercion.Barcode(new Coercion.Text(TEXTS, 255));

        assertThat(coercion.of(json(given), "barcode", subject)).isNull();
        assertThat(subject.notes()).singleElement().asString().contains("was shortened");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'JPY': '1299'}        | JPY | 1299",
                "{'JPY': 1299.0}        | JPY | 1299",
                "{'KWD': '1.25'}        | KWD | 1.250",
                "{'EUR': 129}           | EUR | 129.00",
                "{'eur': '129.0'}       | EUR | 129.00",
                "129                    | EUR | 129.00",
                "[{'currency': 'EUR', 'amount': '9.9'}, {'currency': 'USD', 'amount': '11'}] | EUR | 9.90",
                "{'amount': 5, 'currency': 'EUR'} | EUR | 5.00"
            })
    void an_amount_has_the_digits_of_its_currency(String given, String currency, String amount) {
        Subject subject = Subject.of(JSON.createObjectNode());
        Coercion money = new Coercion.Money(new Locales(List.of(currency)), TEXTS);

        assertThat(money.of(json(given), "price", subject)).isEqualTo(StringNode.valueOf(amount));
        assertThat(subject.notes()).isEmpty();
    }

    @Test
    void an_amount_with_more_digits_is_rounded_and_told() {
        Subject subject = Subject.of(JSON.createObjectNode());
        Coercion money = new Coercion.Money(new Locales(List.of("EUR")), TEXTS);

        assertThat(money.of(json("{'EUR': '10.0051'}"), "price", subject)).isEqualTo(StringNode.valueOf("10.01"));
        assertThat(subject.notes()).singleElement().asString().contains("rounded to 10.01");
    }

    @Test
    void an_amount_that_would_be_rounded_to_nothing_is_told() {
        Subject subject = Subject.of(JSON.createObjectNode());
        Coercion money = new Coercion.Money(new Locales(List.of("EUR")), TEXTS);

        assertThat(money.of(json("{'EUR': '0.004'}"), "price", subject)).isNull();
        assertThat(subject.problems()).singleElement().asString().contains("rounded to nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "14,90  | has a comma",
                "€ 12   | without a sign or blanks",
                "15 000 | without a sign or blanks",
                "free   | is not an amount"
            })
    void what_is_no_amount_is_told_with_what_to_do(String given, String advice) {
        Subject subject = Subject.of(JSON.createObjectNode());
        Coercion money = new Coercion.Money(new Locales(List.of("EUR")), TEXTS);

        assertThat(money.of(JSON.createObjectNode().put("EUR", given), "price", subject))
                .isNull();
        assertThat(subject.problems()).singleElement().asString().contains("“" + given + "”", advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Weiße Straße, Œuvre & Ærø | weisse-strasse-oeuvre-aeroe",
                "Crème brûlée              | creme-brulee",
                "Сыр Бри                   | syr-bri",
                "Ελληνικό                  | elliniko",
                "Men's shoe                | mens-shoe",
                "🧶 Wool 🧶                 | wool",
                "a--b__c                   | a-b-c"
            })
    void letters_of_every_script_become_an_address(String name, String slug) {
        assertThat(Texts.slug(name)).isEqualTo(slug);
    }

    @Test
    void a_short_name_that_grows_by_its_letters_still_fits_an_address() {
        assertThat(Texts.handle("爨".repeat(200), Subject.of(JSON.createObjectNode())))
                .hasSizeLessThanOrEqualTo(255)
                .doesNotEndWith("-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Sizes <S and >M             | Sizes &lt;S and &gt;M",
                "from <S> to <M>             | from &lt;S&gt; to &lt;M&gt;",
                "a < b > c                   | a &lt; b &gt; c",
                "5 &lt; 6                    | 5 &lt; 6",
                "<b>bold</b> and <XL         | <b>bold</b> and &lt;XL",
                "one<br>two                  | one<br>two",
                "one\\ntwo                   | one<br>two",
                "one\\n\\ntwo                | <p>one</p><p>two</p>",
                "- one\\n- two               | <ul><li>one</li><li>two</li></ul>",
                "* one\\n* two\\nend         | <ul><li>one</li><li>two</li></ul><p>end</p>",
                "1 - 2\\n3 - 4               | 1 - 2<br>3 - 4"
            })
    void text_becomes_html_that_shows_the_same(String text, String html) {
        assertThat(Texts.html(text.replace("\\n", "\n"), Subject.of(JSON.createObjectNode())))
                .isEqualTo(html);
    }

    /** As large as an item may be. */
    @ParameterizedTest
    @ValueSource(strings = {"<x>", "<b>", "a", "\n", " \n", "- a\n", "<", "<a b", "</q>"})
    @Timeout(60)
    void a_text_of_one_thing_again_and_again_takes_no_time(String again) {
        Subject subject = Subject.of(JSON.createObjectNode());
        String text = "<" + again.repeat(1_000_000 / again.length()) + "<br>";

        assertThat(Texts.html(text, subject)).isNotEmpty();
        assertThat(Texts.html(text.replace("<br>", ""), subject)).isNotEmpty();
    }

    @Test
    @Timeout(60)
    void a_barcode_of_a_million_digits_takes_no_time() {
        Subject subject = Subject.of(JSON.createObjectNode());
        JsonNode digits = StringNode.valueOf("1".repeat(1_000_000) + ".0");

        assertThat(new Coercion.Barcode(new Coercion.Text(TEXTS, 255)).of(digits, "barcode", subject))
                .isNull();
        assertThat(subject.problems()).singleElement().asString().contains("at most 255");
    }
}
