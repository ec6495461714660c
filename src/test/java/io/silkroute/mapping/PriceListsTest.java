package io.silkroute.mapping;

import static io.silkroute.mapping.MappingText.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemType;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts in other currencies than the shop's, by the shop's price lists. */
class PriceListsTest {

    private static final Mapping MAPPING = MappingText.mapping("""
            target: product
            fields: {title: id}
            options: {axes: [size]}
            variant:
              fields:
                price: {from: price, inherit: true}
                compareAtPrice: {first: [{from: compareAtPrice, inherit: true}, {from: attributes.before, inherit: true}]}
            """);
    private static final Map<String, Optional<List<String>>> LISTS = Map.of(
            "USD", Optional.of(List.of("gid://shopify/PriceList/1", "gid://shopify/PriceList/2")),
            "JPY", Optional.of(List.of("gid://shopify/PriceList/3")),
            "CHF", Optional.of(List.of()));

    private static Rendered rendered(@Nullable String currency, String... json) {
        List<Item> variants = new ArrayList<>();
        for (String each : json) {
            Item item = item(each.replace('\'', '"'));
            if (item.type() == ItemType.VARIANT) {
                variants.add(item);
            }
        }
        return MAPPING.render(new Source(
                item(json[0].replace('\'', '"')),
                variants,
                List.of(),
                currency,
                null,
                Map.of(),
                asked -> LISTS.getOrDefault(asked, Optional.empty())));
    }

    private static Rendered.Payload payload(String... json) {
        return (Rendered.Payload) rendered("EUR", json);
    }

    private static String lists(Rendered.Payload payload) {
        return payload.input().path("priceLists").toString().replace('"', '\'');
    }

    private static String product(String rest) {
        return "{'type':'product','id':'P'," + rest + "}";
    }

    @Test
    void an_amount_goes_to_every_list_of_its_currency_and_the_shops_own_to_none() {
        Rendered.Payload made =
                payload(product("'price':{'EUR':'10','usd':'12.5','JPY':1800,'CHF':'9'},'compareAtPrice':{'USD':15}"));

        assertThat(lists(made))
                .isEqualTo("{'JPY 3':{'P':{'price':'1800'}},"
                        + "'USD 1':{'P':{'price':'12.50','compareAtPrice':'15.00'}},"
                        + "'USD 2':{'P':{'price':'12.50','compareAtPrice':'15.00'}}}");
        assertThat(made.input().at("/variants/0/price").asString()).isEqualTo("10.00");
        assertThat(made.leftOut()).isEmpty();
    }

    @Test
    void a_variant_has_its_own_amounts_and_takes_its_products_where_it_has_none() {
        Rendered.Payload made = payload(
                product("'price':[{'currency':'EUR','amount':10},{'currency':'JPY','amount':1800}]"),
                "{'type':'variant','id':'S','parent':'P','attributes':{'size':'S'},'price':{'JPY':1900}}",
                "{'type':'variant','id':'M','parent':'P','attributes':{'size':'M','before':{'JPY':2000}}}");

        assertThat(lists(made))
                .isEqualTo("{'JPY 3':{'S':{'price':'1900'},'M':{'price':'1800','compareAtPrice':'2000'}}}");
        assertThat(made.input().at("/variants/0/price").asString()).isEqualTo("10.00");
    }

    @Test
    void a_currency_without_a_list_is_left_out_and_counted() {
        Rendered.Payload made = payload(product("'price':{'EUR':'10','GBP':'9'}"));

        assertThat(made.input().has("priceLists")).isFalse();
        assertThat(made.leftOut())
                .containsExactly(new LeftOut(
                        Omission.PRICE_LIST,
                        "Its amounts in GBP were left out: no price list of the shop has this currency."));
    }

    @Test
    void an_amount_alone_and_a_key_that_is_no_currency_are_for_no_list() {
        assertThat(payload(product("'price':10")).input().has("priceLists")).isFalse();
        assertThat(payload(product("'price':{'EUR':'10','retail':'9','USD':null}"))
                        .leftOut())
                .isEmpty();
        assertThat(((Rendered.Payload) rendered(null, product("'price':{'EUR':'10','USD':'12'}")))
                        .input()
                        .has("priceLists"))
                .isFalse();
    }

    @Test
    void a_price_before_a_sale_needs_a_price() {
        Rendered.Payload made = payload(product("'price':{'EUR':'10'},'compareAtPrice':{'EUR':'12','JPY':'1800'}"));

        assertThat(made.input().has("priceLists")).isFalse();
        assertThat(made.leftOut())
                .containsExactly(
                        new LeftOut(Omission.PRICE, "Its compareAtPrice in JPY was left out: it has no price in JPY."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'-1' | Its price in JPY “-1” is negative.",
                "'1,5' | Its price in JPY “1,5” is not an amount; it has a comma.",
                "'0.2' | Its price in JPY “0.2” would be rounded to nothing."
            })
    void amounts_are_checked_as_base_prices_are(String amount, String problem) {
        Rendered made = rendered("EUR", product("'price':{'EUR':'10','JPY':'" + amount + "'}"));

        assertThat(made)
                .isInstanceOfSatisfying(
                        Rendered.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .asString()
                                .startsWith(problem));
    }

    @Test
    void nothing_is_an_amount_and_digits_beyond_the_currencys_are_rounded_and_told() {
        assertThat(lists(payload(product("'price':{'EUR':'10','JPY':'0'}"))))
                .isEqualTo("{'JPY 3':{'P':{'price':'0'}}}");
        Rendered.Payload made = payload(product("'price':{'EUR':'10','JPY':'99.6'}"));
        assertThat(lists(made)).isEqualTo("{'JPY 3':{'P':{'price':'100'}}}");
        assertThat(made.notes())
                .containsExactly("Its price in JPY “99.6” has more digits than JPY has; it was rounded to 100.");
    }
}
