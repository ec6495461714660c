package io.silkroute.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of Mutation. */
final class Mutations {
    private static final String MUTATION = "Mutation";
    private static final String PRODUCTS = "write_products";
    private static final String PUBLICATIONS = "write_publications";

    private final ProductSetMutation productSet;
    private final VariantsBulkUpdateMutation variantsUpdate;
    private final ProductMutations products;
    private final CollectionMutations collections;
    private final PublicationMutations publications;
    private final MetafieldMutations metafields;
    private final BulkOperations bulk;
    private final StagedUploads uploads;
    private final ShopGraph graph;

    Mutations(Shop shop, BulkOperations bulk, StagedUploads uploads, ShopGraph graph) {
        this.productSet = new ProductSetMutation(shop);
        this.variantsUpdate = new VariantsBulkUpdateMutation(shop);
        this.products = new ProductMutations(shop);
        this.collections = new CollectionMutations(shop);
        this.publications = new PublicationMutations(shop);
        this.metafields = new MetafieldMutations(shop);
        this.bulk = bulk;
        this.uploads = uploads;
        this.graph = graph;
    }

    void wire(Fields fields) {
        fields.root(MUTATION, "productSet", PRODUCTS, (args, call) -> productSet(args));
        fields.root(MUTATION, "productVariantsBulkUpdate", PRODUCTS, (args, call) -> variantsUpdate(args));
        fields.root(MUTATION, "productUpdate", PRODUCTS, (args, call) -> products.update(args.input("product")));
        fields.root(
                MUTATION, "productDelete", PRODUCTS, (args, call) -> withShop(products.delete(args.input("input"))));
        fields.root(
                MUTATION,
                "tagsAdd",
                PRODUCTS,
                (args, call) -> products.addTags(args.text("id", ""), args.texts("tags")));
        fields.root(
                MUTATION,
                "tagsRemove",
                PRODUCTS,
                (args, call) -> products.removeTags(args.text("id", ""), args.texts("tags")));
        fields.root(
                MUTATION,
                "collectionCreate",
                PRODUCTS,
                (args, call) -> collections.create(optional(args, "collection"), optional(args, "input")));
        fields.root(
                MUTATION,
                "collectionUpdate",
                PRODUCTS,
                (args, call) -> collections.update(optional(args, "collection"), optional(args, "input")));
        fields.root(
                MUTATION,
                "collectionDelete",
                PRODUCTS,
                (args, call) -> withShop(collections.delete(args.input("input"))));
        fields.root(
                MUTATION,
                "collectionAddProducts",
                PRODUCTS,
                (args, call) -> collections.addProducts(args.text("id", ""), args.texts("productIds")));
        fields.root(
                MUTATION,
                "collectionRemoveProducts",
                PRODUCTS,
                (args, call) -> collections.removeProducts(args.text("id", ""), args.texts("productIds")));
        fields.root(
                MUTATION,
                "publishablePublish",
                PUBLICATIONS,
                (args, call) -> withShop(publications.publish(args.text("id", ""), args.inputs("input"))));
        fields.root(
                MUTATION,
                "publishableUnpublish",
                PUBLICATIONS,
                (args, call) -> withShop(publications.unpublish(args.text("id", ""), args.inputs("input"))));
        fields.root(
                MUTATION,
                "metafieldDefinitionCreate",
                PRODUCTS,
                (args, call) -> metafields.define(args.input("definition")));
        fields.root(MUTATION, "metafieldsSet", PRODUCTS, (args, call) -> metafields.set(args.inputs("metafields")));
        fields.root(
                MUTATION, "metafieldsDelete", PRODUCTS, (args, call) -> metafields.delete(args.inputs("metafields")));
        fields.root(
                MUTATION,
                "stagedUploadsCreate",
                null,
                (args, call) -> uploads.create(args.inputs("input"), call.address()));
        fields.root(MUTATION, "bulkOperationRunMutation", null, (args, call) -> bulk.runMutation(args, call));
        fields.root(MUTATION, "bulkOperationRunQuery", null, (args, call) -> bulk.runQuery(args, call));
        fields.root(MUTATION, "bulkOperationCancel", null, (args, call) -> bulk.cancel(args.text("id", "")));
    }

    private Map<String, Object> productSet(Input args) {
        Input identifier = optional(args, "identifier");
        Input input = args.input("input");
        if (args.flag("synchronous", true)) {
            ProductSetMutation.Result result = productSet.set(identifier, input);
            return Payload.of("product", result.product(), result.userErrors());
        }
        return Payload.of(
                "productSetOperation", bulk.productSets().start(() -> productSet.set(identifier, input)), List.of());
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

    private Map<String, Object> withShop(Map<String, Object> payload) {
        Map<String, Object> whole = new HashMap<>(payload);
        whole.put("shop", graph.shop());
        return whole;
    }

    private static @Nullable Input optional(Input args, String name) {
        return args.given(name) ? args.input(name) : null;
    }
}
