package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.shop.InSandbox;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be bought, for features that sell. */
@InSandbox
@Component("sandboxAssortment")
public final class Assortment {
    private final Catalogue catalogue;

    Assortment(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param collections ids of those that its product is in */
    public record Offer(
            String product,
            String variant,
            String title,
            String variantTitle,
            BigDecimal price,
            List<String> collections) {}

    /** The first variant with this SKU, null when there is none. */
    public @Nullable Offer offer(String sku) {
        for (Long id : catalogue.variantsBySku(sku)) {
            if (catalogue.source(Gid.of("ProductVariant", id)) instanceof VariantOf of) {
                return new Offer(
                        of.product().gid(),
                        of.variant().gid(),
                        of.product().title,
                        of.variant().title(),
                        new BigDecimal(of.variant().price),
                        of.product().collections.stream()
                                .map(collection -> Gid.of("Collection", collection))
                                .toList());
            }
        }
        return null;
    }
}
