package io.silkroute.sandbox.pricelist;

import io.silkroute.sandbox.graphql.Gid;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** @param catalog the type of its catalog, whose title is the list's name; null: it belongs to none */
record PriceList(
        long id, String name, String currency, @Nullable String catalog) {
    static final String GID = "PriceList";
    static final String OF_MARKET = "MarketCatalog";

    /** What a catalog is of, as the control endpoint names it. */
    static final Map<String, String> CATALOGS =
            Map.of("market", OF_MARKET, "company", "CompanyLocationCatalog", "app", "AppCatalog");

    /** So long may a name be that Shopify takes. */
    static final int LONGEST = 255;

    String gid() {
        return Gid.of(GID, id);
    }

    Currency money() {
        return Currency.getInstance(currency);
    }

    @Nullable
    Map<String, Object> catalogSource() {
        if (catalog == null) {
            return null;
        }
        Map<String, Object> source = new HashMap<>();
        source.put("__typename", catalog);
        source.put("id", Gid.of(catalog, id));
        source.put("title", name);
        source.put("status", "ACTIVE");
        source.put("priceList", this);
        return source;
    }

    static List<String> kinds() {
        return CATALOGS.keySet().stream().sorted().toList();
    }
}
