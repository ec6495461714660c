package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.Wiring;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of QueryRoot that find products and variants. */
final class ProductQueries {
    private static final String READ = "read_products";

    private final Catalogue catalogue;
    private final Search search;

    ProductQueries(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.search = new Search(catalogue);
    }

    void wire(Wiring wiring) {
        wiring.node("Product", catalogue::source);
        wiring.node("ProductVariant", catalogue::source);
        wiring.query("product", READ, (args, call) -> catalogue.product(Gid.number(args.text("id"), "Product")));
        wiring.searches("products", Search.OF_PRODUCTS);
        wiring.searches("productsCount", Search.OF_PRODUCTS);
        wiring.searches("productVariants", Search.OF_VARIANTS);
        wiring.query("products", READ, (args, call) -> products(args));
        wiring.query("productsCount", READ, (args, call) -> count(args));
        wiring.query(
                "productByIdentifier",
                READ,
                (args, call) -> catalogue.identified(Product.TYPE, catalogue.productHandles, args.input("identifier")));
        wiring.query("productVariant", READ, (args, call) -> {
            String gid = args.text("id", "");
            return Gid.type(gid).equals("ProductVariant") ? catalogue.source(gid) : null;
        });
        wiring.query("productVariants", READ, (args, call) -> variants(args));
    }

    private Map<String, Object> count(Input args) {
        Predicate<Product> matches = search.products(SearchQuery.parse(args.text("query")));
        long count = catalogue.products().values().stream().filter(matches).count();
        int limit = args.number("limit", 10_000);
        return Map.of("count", (int) Math.min(count, limit), "precision", count > limit ? "AT_LEAST" : "EXACT");
    }

    private Page products(Input args) {
        SearchQuery query = SearchQuery.parse(args.text("query"));
        List<String> handles = query.alternatives("handle");
        List<String> skus = query.alternatives("sku");
        if (handles != null) {
            return Page.of(
                    handles.stream()
                            .map(handle -> catalogue.productHandles.owner(handle))
                            .distinct()
                            .flatMap(id -> Stream.ofNullable(id == null ? null : catalogue.product(id)))
                            .sorted(Comparator.comparing(product -> product.id))
                            .toList(),
                    Product::id,
                    args);
        }
        if (skus != null) {
            return Page.of(
                    skus.stream()
                            .flatMap(sku -> catalogue.variantsBySku(sku).stream())
                            .flatMap(id -> Stream.ofNullable(catalogue.productOfVariant(id)))
                            .distinct()
                            .sorted(Comparator.comparing(product -> product.id))
                            .toList(),
                    Product::id,
                    args);
        }
        boolean all = query instanceof SearchQuery.All;
        Predicate<Product> matches = search.products(query);
        Comparator<Product> order = order(args.text("sortKey", "ID"));
        if (order == null) {
            return Page.of(catalogue.products(), all ? null : matches, args);
        }
        List<Product> found = new ArrayList<>();
        catalogue.products().values().stream().filter(matches).forEach(found::add);
        found.sort(order.thenComparing(product -> product.id));
        return Page.of(found, Product::id, args);
    }

    private static @Nullable Comparator<Product> order(String sortKey) {
        return switch (sortKey) {
            case "TITLE" -> Comparator.comparing(product -> product.title);
            case "VENDOR" -> Comparator.comparing(product -> product.vendor);
            case "PRODUCT_TYPE" -> Comparator.comparing(product -> product.productType);
            case "UPDATED_AT" -> Comparator.comparing(product -> product.updatedAt);
            case "CREATED_AT" -> Comparator.comparing(product -> product.createdAt);
            case "PUBLISHED_AT" -> Comparator.comparing(product -> product.publishedAt);
            default -> null;
        };
    }

    private Page variants(Input args) {
        SearchQuery query = SearchQuery.parse(args.text("query"));
        List<String> skus = query.alternatives("sku");
        Stream<VariantOf> candidates = skus != null
                ? skus.stream()
                        .flatMap(sku -> catalogue.variantsBySku(sku).stream())
                        .distinct()
                        .flatMap(id -> Stream.ofNullable((VariantOf) catalogue.source(Gid.of("ProductVariant", id))))
                : catalogue.products().values().stream()
                        .flatMap(product -> product.variants.stream().map(v -> new VariantOf(product, v)))
                        .filter(search.variants(query));
        List<VariantOf> found =
                candidates.sorted(Comparator.comparing(v -> v.variant().id)).toList();
        return Page.of(found, v -> v.variant().id, args);
    }
}
