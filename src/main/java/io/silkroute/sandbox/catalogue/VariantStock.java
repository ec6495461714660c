package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.inventory.Stock;
import io.silkroute.sandbox.inventory.StockLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stock of variants, of which each is an inventory item. */
final class VariantStock implements Stock {
    private final Catalogue catalogue;

    VariantStock(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A variant as its inventory item. */
    record Item(Product product, Variant variant) {}

    @Override
    public @Nullable StockLevel level(long item, long location) {
        Item found = source(item);
        return found == null ? null : found.variant().level(location);
    }

    @Override
    public StockLevel begun(long item, long location) {
        return Objects.requireNonNull(source(item)).variant().begun(location);
    }

    @Override
    public List<StockLevel> withSku(String sku) {
        return catalogue.variantsBySku(sku).stream()
                .flatMap(id -> Stream.ofNullable(catalogue.productOfVariant(id))
                        .flatMap(product -> Stream.ofNullable(product.variant(id))))
                .map(Variant::level)
                .toList();
    }

    @Override
    public Stream<StockLevel> all() {
        return catalogue.products().values().stream()
                .flatMap(product -> product.variants.stream())
                .flatMap(variant -> variant.levels().stream());
    }

    @Override
    public void put(List<StockLevel> levels, Cause cause) {
        Map<Long, Map<Long, List<StockLevel>>> byProduct = new LinkedHashMap<>();
        for (StockLevel level : levels) {
            Product product = Objects.requireNonNull(source(level.item())).product();
            byProduct
                    .computeIfAbsent(product.id, id -> new LinkedHashMap<>())
                    .computeIfAbsent(Variant.ofItem(level.item()), id -> new ArrayList<>())
                    .add(level);
        }
        byProduct.forEach((id, changed) -> {
            Product before = Objects.requireNonNull(catalogue.product(id));
            Product product = before.copy();
            product.variants = before.variants.stream()
                    .map(variant -> with(variant, changed.getOrDefault(variant.id, List.of())))
                    .toList();
            if (cause == Cause.SALE) {
                product.updatedAt = catalogue.now();
            }
            catalogue.put(product);
        });
    }

    private static Variant with(Variant before, List<StockLevel> levels) {
        if (levels.isEmpty()) {
            return before;
        }
        Variant variant = before.copy();
        levels.forEach(variant::take);
        return variant;
    }

    @Override
    public @Nullable Item source(long item) {
        long id = Variant.ofItem(item);
        Product product = catalogue.productOfVariant(id);
        Variant variant = product == null ? null : product.variant(id);
        return product == null || variant == null ? null : new Item(product, variant);
    }
}
