package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.translation.Content;
import io.silkroute.sandbox.translation.Translatables;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Collections in the API. */
@InSandbox
@Component("sandboxCollectionFeature")
final class CollectionFeature implements SandboxFeature {
    private static final String READ = "read_products";
    private static final String WRITE = "write_products";

    private final Shop shop;
    private final Catalogue catalogue;
    private final CollectionMutations collections;
    private final Search search;

    CollectionFeature(Shop shop, Catalogue catalogue, Translatables translatables) {
        this.shop = shop;
        this.catalogue = catalogue;
        this.collections = new CollectionMutations(catalogue);
        this.search = new Search(catalogue);
        translatables.keep("Collection", gid -> contents(catalogue.collection(Gid.number(gid, "Collection"))));
    }

    private static @Nullable List<Content> contents(@Nullable Collection collection) {
        return collection == null
                ? null
                : List.of(
                        new Content("title", "SINGLE_LINE_TEXT_FIELD", collection.title),
                        new Content("body_html", "HTML", collection.descriptionHtml),
                        new Content("handle", "URI", collection.handle),
                        new Content("meta_title", "SINGLE_LINE_TEXT_FIELD", collection.seoTitle),
                        new Content("meta_description", "MULTI_LINE_TEXT_FIELD", collection.seoDescription));
    }

    @Override
    public void wire(Wiring wiring) {
        new CollectionGraph(catalogue).wire(wiring);
        wiring.node("Collection", catalogue::source);
        wiring.query(
                "collection", READ, (args, call) -> catalogue.collection(Gid.number(args.text("id"), "Collection")));
        wiring.query("collections", READ, (args, call) -> collections(args));
        wiring.query(
                "collectionsCount",
                READ,
                (args, call) -> ProductGraph.count(catalogue.collections().size()));
        wiring.query(
                "collectionByIdentifier",
                READ,
                (args, call) ->
                        catalogue.identified(Collection.TYPE, catalogue.collectionHandles, args.input("identifier")));
        wiring.mutation(
                "collectionCreate",
                WRITE,
                (args, call) -> collections.create(args.optional("collection"), args.optional("input")));
        wiring.mutation(
                "collectionUpdate",
                WRITE,
                (args, call) -> collections.update(args.optional("collection"), args.optional("input")));
        wiring.mutation("collectionDelete", WRITE, (args, call) -> {
            Map<String, Object> payload = new HashMap<>(collections.delete(args.input("input")));
            payload.put("shop", shop.object());
            return payload;
        });
        wiring.mutation(
                "collectionAddProducts",
                WRITE,
                (args, call) -> collections.addProducts(args.text("id", ""), args.texts("productIds")));
        wiring.mutation(
                "collectionRemoveProducts",
                WRITE,
                (args, call) -> collections.removeProducts(args.text("id", ""), args.texts("productIds")));
    }

    private Page collections(Input args) {
        SearchQuery query = SearchQuery.parse(args.text("query"));
        NavigableMap<Long, Collection> all = catalogue.collections();
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

    @Override
    public void tell(Map<String, Object> state) {
        state.put("collections", catalogue.collections().size());
    }

    @Override
    public Map<String, Contents> contents() {
        return Map.of("collections", () -> CatalogueExport.collections(catalogue));
    }
}
