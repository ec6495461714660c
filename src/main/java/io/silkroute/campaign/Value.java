package io.silkroute.campaign;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is granted. */
public sealed interface Value {

    /** @param percent of 100 */
    record Percentage(BigDecimal percent) implements Value {}

    /** @param currency null: the shop's @param each off each of the items, and not once off the order */
    record Amount(BigDecimal amount, @Nullable String currency, boolean each) implements Value {}

    record FreeShipping() implements Value {}

    /** @param percent off what is got; 100: it is free */
    record BuyGet(int buys, Selection bought, int gets, Selection got, BigDecimal percent) implements Value {}
}
