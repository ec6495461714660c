package io.silkroute.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How collections are read. */
final class CollectionGraph {
    private final Shop shop;

    CollectionGraph(Shop shop) {
        this.shop = shop;
    }

    void wire(Fields fields) {
        Fields.Type<Collection> type = fields.<Collection>on("Collection")
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
                .get("productsCount", c -> ProductGraph.count(shop.members(c.id).size()))
                .read("hasProduct", (c, args) -> {
                    Product product = shop.product(Gid.number(args.text("id"), "Product"));
                    return product != null && product.collections.contains(c.id);
                })
                .read("products", (c, args) -> Page.of(products(c, args), Product::id, args));
        Publications.wire(type, c -> c.publications);
        Metafields.wire(type);
    }

    private List<Product> products(Collection collection, Input args) {
        List<Product> products = new ArrayList<>();
        for (Long id : shop.members(collection.id)) {
            Product product = shop.product(id);
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
