package io.silkroute.product.stock;

/**
 * Where a number of a product's stock stands.
 *
 * @param variant its PIM id
 * @param location Shopify's id
 * @param name {@code available} or {@code on_hand}
 */
public record StockPlace(String variant, String location, String name) {}
