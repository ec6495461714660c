package io.silkroute.sandbox.discount.term;

import org.jspecify.annotations.Nullable;

/** What must be in the basket: a quantity or a subtotal. */
public record Minimum(@Nullable Long quantity, @Nullable String subtotal) {}
