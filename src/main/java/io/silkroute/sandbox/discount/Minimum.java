package io.silkroute.sandbox.discount;

import org.jspecify.annotations.Nullable;

/** What must be in the basket: a quantity or a subtotal. */
record Minimum(@Nullable Long quantity, @Nullable String subtotal) {}
