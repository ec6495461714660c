package io.silkroute.sandbox.pricelist;

import io.silkroute.sandbox.graphql.Gid;
import org.jspecify.annotations.Nullable;

/** What a variant costs by a list, whatever it costs in the shop. Amounts are in the list's currency. */
record FixedPrice(
        long id,
        long list,
        long variant,
        String price,
        @Nullable String compareAtPrice) {

    String variantGid() {
        return Gid.of("ProductVariant", variant);
    }
}
