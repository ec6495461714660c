package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.metafield.MetafieldGraph;
import io.silkroute.sandbox.metafield.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How collections are read. */
final class CollectionGraph {
    private final Catalogue catalogue;

    CollectionGraph(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    void wire(Wiring wiring) {
        Wiring.Type<Collection> type = wiring.object("Collection", Collection.class)
                .get("id", Owner::gid)
                .get("legacyResourceId", c -> String.valueOf(c.id))
                .get("title", c -> c.title)
                .get("handle", c -> c.handle)
                .get("descriptionHtml", c -> c.descriptionHtml)
                .get("description", c -> ProductGraph.plain(c.descriptionHtml))
                .get("sortOrder", c -> c.sortOrder)
                .get("templateSuffix", c -> c.templateSuffix)
                .get("seo", c -> ProductGraph.seo(c.seoTitle, c.seoDescription))
                .get("image", c -> c.image)
                .get("updatedAt", c -> Times.of(c.updatedAt))
                .get(
                        "productsCount",
                        c -> ProductGraph.count(catalogue.members(c.id).size()))
                .read("hasProduct", (c, args) -> {
                    Product product = catalogue.product(Gid.number(args.text("id"), "Product"));
                    return product != null && product.collections.contains(c.id);
                })
                .read("products", (c, args) -> Page.of(products(c, args), Product::id, args));
        PublicationFeature.wire(type, c -> c.publications);
        MetafieldGraph.wire(type);
    }

    private List<Product> products(Collection collection, Input args) {
        List<Product> products = new ArrayList<>();
        for (Long id : catalogue.members(collection.id)) {
            Product product = catalogue.product(id);
            if (product != null) {
                products.add(product);
            }
        }
        if (args.text("sortKey", "").equals("TITLE")) {
            products.sort(Comparator.comparing(product -> product.title));
        }
        return products;
    }
}
