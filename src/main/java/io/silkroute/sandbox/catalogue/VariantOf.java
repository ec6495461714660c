package io.silkroute.sandbox.catalogue;

/** A variant together with the product as it was read. */
record VariantOf(Product product, Variant variant) {}
