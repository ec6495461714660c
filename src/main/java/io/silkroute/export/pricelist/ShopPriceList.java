package io.silkroute.export.pricelist;

/**
 * A price list of a shop.
 *
 * @param id Shopify's
 * @param ofCompanies its prices are those of companies that buy wholesale, not of a market
 */
record ShopPriceList(String id, String name, String currency, boolean ofCompanies) {}
