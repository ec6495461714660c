package io.silkroute.export.pricelist;

import io.silkroute.connector.config.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which lists a currency's amounts go to: those that the connector names, else all but companies', whose prices somebody has
 * agreed upon.
 *
 * @param ids Shopify's; a list of none where the shop has none and none was expected; empty where one is missing: it was
 *     named, or those there are need a name
 * @param told sentences on what is missing
 */
record Choice(Optional<List<String>> ids, List<String> told) {

    static Choice of(String currency, List<ShopPriceList> all, ConnectorConfig.Export export) {
        List<ShopPriceList> having =
                all.stream().filter(list -> list.currency().equals(currency)).toList();
        Optional<List<String>> named = export.namedLists(currency);
        List<String> told = new ArrayList<>();
        List<ShopPriceList> chosen = new ArrayList<>();
        if (named.isEmpty()) {
            having.stream().filter(list -> !list.ofCompanies()).forEach(chosen::add);
        } else {
            for (String name : named.get()) {
                List<ShopPriceList> found = having.stream()
                        .filter(list -> list.name().equalsIgnoreCase(name))
                        .toList();
                chosen.addAll(found);
                if (found.isEmpty()) {
                    told.add("The shop has no price list “%s” in %s, which the connector's settings name."
                            .formatted(name, currency));
                }
            }
            if (named.get().isEmpty()) {
                return new Choice(Optional.of(List.of()), told);
            }
        }
        if (chosen.isEmpty()) {
            told.add(lacking(currency, having, named.isPresent()));
            boolean expected = named.isPresent() || !having.isEmpty();
            return new Choice(expected ? Optional.empty() : Optional.of(List.of()), told);
        }
        return new Choice(
                Optional.of(chosen.stream().map(ShopPriceList::id).distinct().toList()), told);
    }

    private static String lacking(String currency, List<ShopPriceList> having, boolean named) {
        String companies = having.isEmpty() || named
                ? ""
                : " other than those of companies (%s), which the settings have to name"
                        .formatted(String.join(
                                ", ",
                                having.stream()
                                        .map(ShopPriceList::name)
                                        .limit(5)
                                        .toList()));
        return "The shop has no price list in %s%s: amounts in %s were left out. Add one in Shopify's markets, or say in the"
                        .formatted(currency, companies, currency)
                + " connector's settings, under price lists, “%s:”, and they go nowhere.".formatted(currency);
    }
}
