package io.silkroute.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of QueryRoot. */
final class Queries {
    private static final String QUERY = "QueryRoot";

    private final Shop shop;
    private final BulkOperations bulk;
    private final ShopGraph graph;
    private final Search search;
    private final Metafields metafields;

    Queries(Shop shop, BulkOperations bulk, ShopGraph graph) {
        this.shop = shop;
        this.bulk = bulk;
        this.graph = graph;
        this.search = new Search(shop);
        this.metafields = new Metafields(shop);
    }

    void wire(Fields fields) {
        fields.root(
                QUERY,
                "product",
                "read_products",
                (args, call) -> shop.product(Gid.number(args.text("id"), "Product")));
        fields.root(QUERY, "products", "read_products", (args, call) -> products(args));
        fields.root(QUERY, "productsCount", "read_products", (args, call) -> {
            Predicate<Product> matches = search.products(SearchQuery.parse(args.text("query")));
            long count = shop.products().values().stream().filter(matches).count();
            int limit = args.number("limit", 10_000);
            return Map.of("count", (int) Math.min(count, limit), "precision", count > limit ? "AT_LEAST" : "EXACT");
        });
        fields.root(
                QUERY,
                "productByIdentifier",
                "read_products",
                (args, call) -> identified(Owner.Type.PRODUCT, args.input("identifier")));
        fields.root(
                QUERY,
                "productOperation",
                "read_products",
                (args, call) -> bulk.productSets().find(Gid.number(args.text("id"), "ProductSetOperation")));
        fields.root(
                QUERY, "productVariant", "read_products", (args, call) -> node(args.text("id", ""), "ProductVariant"));
        fields.root(QUERY, "productVariants", "read_products", (args, call) -> variants(args));
        fields.root(
                QUERY,
                "collection",
                "read_products",
                (args, call) -> shop.collection(Gid.number(args.text("id"), "Collection")));
        fields.root(QUERY, "collections", "read_products", (args, call) -> collections(args));
        fields.root(
                QUERY,
                "collectionsCount",
                "read_products",
                (args, call) -> ProductGraph.count(shop.collections().size()));
        fields.root(
                QUERY,
                "collectionByIdentifier",
                "read_products",
                (args, call) -> identified(Owner.Type.COLLECTION, args.input("identifier")));
        fields.root(QUERY, "node", null, (args, call) -> node(args.text("id", ""), null));
        fields.root(QUERY, "nodes", null, (args, call) -> {
            List<@Nullable Object> nodes = new ArrayList<>();
            args.texts("ids").forEach(id -> nodes.add(node(id, null)));
            return nodes;
        });
        fields.root(
                QUERY,
                "publications",
                "read_publications",
                (args, call) -> Page.of(Publications.all(), Publications.Channel::id, args));
        fields.root(QUERY, "metafieldDefinitions", null, (args, call) -> definitions(args));
        fields.root(QUERY, "shop", null, (args, call) -> graph.shop());
        fields.root(
                QUERY,
                "locations",
                "read_locations",
                (args, call) -> Page.of(List.of(Publications.location()), location -> Shop.LOCATION, args));
        fields.root(
                QUERY, "bulkOperation", null, (args, call) -> bulk.find(Gid.number(args.text("id"), "BulkOperation")));
        fields.root(QUERY, "currentBulkOperation", null, (args, call) -> bulk.current(args.text("type", "QUERY")));
        fields.root(QUERY, "bulkOperations", null, (args, call) -> bulk.page(args));
        fields.root(QUERY, "publicApiVersions", null, (args, call) -> ShopGraph.versions());
        fields.root(QUERY, "appInstallation", null, (args, call) -> ShopGraph.installation(call));
        fields.root(QUERY, "currentAppInstallation", null, (args, call) -> ShopGraph.installation(call));
        fields.root(QUERY, "job", null, (args, call) -> Map.of("id", args.text("id", ""), "done", true));
    }

    private Page products(Input args) {
        SearchQuery query = SearchQuery.parse(args.text("query"));
        List<String> handles = query.alternatives("handle");
        List<String> skus = query.alternatives("sku");
        if (handles != null) {
            return Page.of(
                    handles.stream()
                            .map(handle -> shop.productHandles.owner(handle))
                            .distinct()
                            .flatMap(id -> Stream.ofNullable(id == null ? null : shop.product(id)))
                            .sorted(Comparator.comparing(product -> product.id))
                            .toList(),
                    Product::id,
                    args);
        }
        if (skus != null) {
            return Page.of(
                    skus.stream()
                            .flatMap(sku -> shop.variantsBySku(sku).stream())
                            .flatMap(id -> Stream.ofNullable(shop.productOfVariant(id)))
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
            return Page.of(shop.products(), all ? null : matches, args);
        }
        List<Product> found = new ArrayList<>();
        shop.products().values().stream().filter(matches).forEach(found::add);
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
                        .flatMap(sku -> shop.variantsBySku(sku).stream())
                        .distinct()
                        .flatMap(id -> Stream.ofNullable((VariantOf) node(Gid.of("ProductVariant", id), null)))
                : shop.products().values().stream()
                        .flatMap(product -> product.variants.stream().map(v -> new VariantOf(product, v)))
                        .filter(search.variants(query));
        List<VariantOf> found =
                candidates.sorted(Comparator.comparing(v -> v.variant().id)).toList();
        return Page.of(found, v -> v.variant().id, args);
    }

    private Page collections(Input args) {
        SearchQuery query = SearchQuery.parse(args.text("query"));
        NavigableMap<Long, Collection> all = shop.collections();
        String sortKey = args.text("sortKey", "ID");
        if (sortKey.equals("TITLE") || sortKey.equals("UPDATED_AT")) {
            Comparator<Collection> order = sortKey.equals("TITLE")
                    ? Comparator.comparing(collection -> collection.title)
                    : Comparator.comparing(collection -> collection.updatedAt);
            return Page.of(
                    all.values().stream()
                            .filter(search.collections(query))
                            .sorted(order.thenComparing(collection -> collection.id))
                            .toList(),
                    Collection::id,
                    args);
        }
        return Page.of(all, search.collections(query), args);
    }

    private Page definitions(Input args) {
        Owner.Type type = MetafieldMutations.ownerType(args.text("ownerType", ""));
        return Page.of(
                shop.definitions(),
                definition -> definition.ownerType() == type
                        && (!args.given("namespace") || definition.namespace().equals(MetafieldEdits.namespace(args)))
                        && (!args.given("key") || definition.key().equals(args.text("key"))),
                args);
    }

    private @Nullable Object identified(Owner.Type type, Input identifier) {
        Long id;
        if (identifier.given("id")) {
            id = Gid.number(identifier.text("id"), type.gidType);
        } else if (identifier.given("handle")) {
            id = (type == Owner.Type.PRODUCT ? shop.productHandles : shop.collectionHandles)
                    .owner(identifier.text("handle", ""));
        } else {
            Input customId = identifier.input("customId");
            String namespace = MetafieldEdits.namespace(customId);
            String key = customId.text("key", "");
            Definition definition = shop.definition(type, namespace, key);
            if (definition == null || !definition.uniqueValues()) {
                throw new TopLevelError(
                        "NOT_FOUND", "Metafield definition of type 'id' is required when using custom ids.");
            }
            id = shop.ownerOfUnique(type, namespace, key, customId.text("value", ""));
        }
        return id == null ? null : shop.owner(Gid.of(type.gidType, id));
    }

    private @Nullable Object node(String gid, @Nullable String onlyType) {
        if (onlyType != null && !Gid.type(gid).equals(onlyType)) {
            return null;
        }
        return switch (Gid.type(gid)) {
            case "Product", "ProductVariant", "Collection" -> metafields.source(gid);
            case "Shop" -> graph.shop();
            case "BulkOperation" -> bulk.find(Gid.number(gid, "BulkOperation"));
            case "ProductSetOperation" -> bulk.productSets().find(Gid.number(gid, "ProductSetOperation"));
            case "MetafieldDefinition" -> shop.definitions().get(Gid.number(gid, "MetafieldDefinition"));
            case "Publication" ->
                Publications.all().stream()
                        .filter(channel -> Objects.equals(Gid.of("Publication", channel.id()), gid))
                        .findFirst()
                        .orElse(null);
            default -> null;
        };
    }
}
