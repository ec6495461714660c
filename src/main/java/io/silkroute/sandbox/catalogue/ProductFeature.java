package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.tag.TaggedObjects;
import io.silkroute.sandbox.translation.Content;
import io.silkroute.sandbox.translation.Translatables;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Products and their variants in the API. */
@InSandbox
@Component("sandboxProductFeature")
final class ProductFeature implements SandboxFeature {
    private static final String WRITE = "write_products";
    private static final double METAFIELD_COST = 0.4;

    private final Shop shop;
    private final Catalogue catalogue;
    private final ProductSetMutation productSet;
    private final ProductSetOperations operations;
    private final VariantsBulkUpdateMutation variantsUpdate;
    private final ProductMutations products;

    ProductFeature(Shop shop, Catalogue catalogue, TaggedObjects tagged, Translatables translatables) {
        this.shop = shop;
        this.catalogue = catalogue;
        this.productSet = new ProductSetMutation(catalogue);
        this.operations = new ProductSetOperations(shop);
        this.variantsUpdate = new VariantsBulkUpdateMutation(catalogue);
        this.products = new ProductMutations(catalogue);
        tagged.keep("Product", WRITE, products::tags);
        translatables.keep("Product", gid -> contents(catalogue.product(Gid.number(gid, "Product"))));
        translatables.keep("ProductOption", gid -> {
            long id = Gid.number(gid, "ProductOption");
            return named(catalogue.productOfOption(id), option -> option.id() == id ? option.name() : null);
        });
        translatables.keep("ProductOptionValue", gid -> {
            long id = Gid.number(gid, "ProductOptionValue");
            return named(
                    catalogue.productOfOption(id),
                    option -> option.values().stream()
                            .filter(value -> value.id() == id)
                            .map(Option.Value::name)
                            .findFirst()
                            .orElse(null));
        });
    }

    private static @Nullable List<Content> contents(@Nullable Product product) {
        return product == null
                ? null
                : List.of(
                        new Content("title", "SINGLE_LINE_TEXT_FIELD", product.title),
                        new Content("body_html", "HTML", product.descriptionHtml),
                        new Content("handle", "URI", product.handle),
                        new Content("product_type", "SINGLE_LINE_TEXT_FIELD", product.productType),
                        new Content("meta_title", "SINGLE_LINE_TEXT_FIELD", product.seoTitle),
                        new Content("meta_description", "MULTI_LINE_TEXT_FIELD", product.seoDescription));
    }

    private static @Nullable List<Content> named(@Nullable Product product, Function<Option, @Nullable String> name) {
        return product == null
                ? null
                : product.options.stream()
                        .map(name)
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                        .map(text -> List.of(new Content("name", "SINGLE_LINE_TEXT_FIELD", text)))
                        .orElse(null);
    }

    @Override
    public List<String> scopes() {
        return List.of("read_products", WRITE, "read_files", "write_files");
    }

    /** What a merchant does by hand: {@code productTitles} and {@code deletedProducts}, by id or handle. */
    @Override
    public Map<String, Consumer<JsonNode>> controls() {
        return Map.of(
                "productTitles",
                        wanted -> wanted.forEach(one -> products.retitle(
                                one.path("product").asString(""),
                                one.path("title").asString(""))),
                "deletedProducts", wanted -> wanted.forEach(one -> products.deleteByHand(one.asString(""))));
    }

    @Override
    public void wire(Wiring wiring) {
        new ProductGraph(shop, catalogue).wire(wiring);
        new ProductQueries(catalogue).wire(wiring);
        operations.wire(wiring);
        wiring.mutation("productSet", WRITE, (args, call) -> productSet(args));
        wiring.cost("productSet", args -> setCost(args.input("input")));
        wiring.mostEntries("productSet", "variants", VariantsInput.MOST_VARIANTS);
        wiring.mutation("productVariantsBulkUpdate", WRITE, (args, call) -> variantsUpdate(args));
        wiring.mutation("productUpdate", WRITE, (args, call) -> products.update(args.input("product")));
        wiring.cost(
                "productUpdate", args -> METAFIELD_COST * args.input("product").entries("metafields"));
        wiring.mutation("productDelete", WRITE, (args, call) -> {
            Map<String, Object> payload = new HashMap<>(products.delete(args.input("input")));
            payload.put("shop", shop.object());
            return payload;
        });
    }

    /** https://shopify.dev/changelog/dynamic-complexity-cost-for-productset-mutation */
    private static double setCost(Input input) {
        double cost = METAFIELD_COST * input.entries("metafields") + 1.9 * input.entries("files");
        for (Input variant : input.inputs("variants")) {
            cost += 0.2 + METAFIELD_COST * variant.entries("metafields") + (variant.given("file") ? 0.6 : 0);
        }
        return cost;
    }

    private Map<String, Object> productSet(Input args) {
        Input identifier = args.optional("identifier");
        Input input = args.input("input");
        if (args.flag("synchronous", true)) {
            ProductSetMutation.Result result = productSet.set(identifier, input);
            return Payload.of("product", result.product(), result.userErrors());
        }
        return Payload.of("productSetOperation", operations.start(() -> productSet.set(identifier, input)), List.of());
    }

    private Map<String, Object> variantsUpdate(Input args) {
        VariantsBulkUpdateMutation.Result result = variantsUpdate.update(
                args.text("productId", ""), args.inputs("variants"), args.flag("allowPartialUpdates", false));
        Map<String, Object> payload = new HashMap<>(Payload.of("product", result.product(), result.userErrors()));
        if (result.variants() != null) {
            Product product = Objects.requireNonNull(result.product());
            payload.put(
                    "productVariants",
                    result.variants().stream()
                            .map(variant -> new VariantOf(product, variant))
                            .toList());
        }
        return payload;
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("products", catalogue.products().size());
        long variants = 0;
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (Product product : catalogue.products().values()) {
            variants += product.variants.size();
            statuses.merge(product.status, 1, Integer::sum);
        }
        state.put("variants", variants);
        state.put("statuses", statuses);
    }

    @Override
    public Map<String, Contents> contents() {
        return Map.of("products", () -> CatalogueExport.products(catalogue));
    }
}
