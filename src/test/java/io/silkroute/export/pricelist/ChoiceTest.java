package io.silkroute.export.pricelist;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which price lists the amounts in a currency go to. */
class ChoiceTest {

    private static final List<ShopPriceList> ALL = List.of(
            new ShopPriceList("gid://1", "US retail", "USD", false),
            new ShopPriceList("gid://2", "US outlet", "USD", false),
            new ShopPriceList("gid://3", "Wholesale", "USD", true),
            new ShopPriceList("gid://4", "Dealers", "CHF", true));

    private static Choice of(String currency, String... entries) {
        return Choice.of(
                currency,
                ALL,
                new ConnectorConfig.Export(
                        StatusFilter.ALL, List.of(), List.of(), true, Removal.ARCHIVE, List.of(entries)));
    }

    @Test
    void all_that_have_the_currency_but_those_of_companies() {
        assertThat(of("USD").ids()).contains(List.of("gid://1", "gid://2"));
        assertThat(of("USD").told()).isEmpty();
    }

    @Test
    void those_that_the_connector_names_whomever_they_are_for() {
        assertThat(of("USD", "USD: us RETAIL", "usd : Wholesale", "CHF: Swiss").ids())
                .contains(List.of("gid://1", "gid://3"));
    }

    @Test
    void a_named_list_that_is_not_there_is_told() {
        Choice choice = of("USD", "USD: US retail", "USD: US");
        assertThat(choice.ids()).contains(List.of("gid://1"));
        assertThat(choice.told())
                .containsExactly("The shop has no price list “US” in USD, which the connector's settings name.");
        assertThat(of("USD", "USD: US").ids()).isEmpty();
    }

    @Test
    void nowhere_where_the_connector_says_so() {
        assertThat(of("GBP", "GBP:").ids()).contains(List.of());
        assertThat(of("GBP", "GBP:").told()).isEmpty();
    }

    @Test
    void a_currency_that_no_list_has_is_told_with_what_to_do() {
        assertThat(of("GBP").ids()).contains(List.of());
        assertThat(of("GBP").told())
                .containsExactly(
                        "The shop has no price list in GBP: amounts in GBP were left out. Add one in Shopify's"
                                + " markets, or say in the connector's settings, under price lists, “GBP:”, and they go nowhere.");
    }

    @Test
    void one_that_companies_lists_alone_have_is_missing_until_one_is_named() {
        assertThat(of("CHF").ids()).isEmpty();
        assertThat(of("CHF").told())
                .singleElement()
                .asString()
                .startsWith("The shop has no price list in CHF other than those of companies (Dealers), which the"
                        + " settings have to name: amounts in CHF were left out.");
    }
}
