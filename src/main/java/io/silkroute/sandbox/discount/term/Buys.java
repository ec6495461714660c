package io.silkroute.sandbox.discount.term;

import org.jspecify.annotations.Nullable;

/** What is to be bought of a buy-X-get-Y discount: a quantity of items, or items for an amount. */
public record Buys(
        Selection items, @Nullable Long quantity, @Nullable String amount) {}
