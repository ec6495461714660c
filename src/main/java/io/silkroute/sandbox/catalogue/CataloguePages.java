package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.Statistics;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.shop.InSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages on which a person sees what the shop holds. */
@Controller
@InSandbox
class CataloguePages {
    private static final int SIZE = 25;

    private final Catalogue catalogue;
    private final Statistics statistics;
    private final ProductMutations products;

    CataloguePages(Catalogue catalogue, Statistics statistics) {
        this.catalogue = catalogue;
        this.products = new ProductMutations(catalogue);
        this.statistics = statistics;
    }

    record Row(
            long id,
            String title,
            String handle,
            String status,
            int variants,
            List<String> collections,
            List<String> tags,
            boolean published,
            @Nullable String image) {}

    /** @param shown the path of a picture of our own; others are named and not fetched */
    record Shown(String url, @Nullable String alt, @Nullable String shown) {
        private static final Pattern OWN = Pattern.compile("https?://[^/]+(/sandbox/pictures/[a-z0-9_-]+\\.png)");

        static Shown of(Media media) {
            Matcher own = OWN.matcher(media.url());
            return new Shown(media.url(), media.alt(), own.matches() ? own.group(1) : null);
        }
    }

    record VariantRow(
            String title,
            @Nullable String sku,
            @Nullable String barcode,
            String price,
            @Nullable String compareAtPrice) {}

    record CollectionRow(String title, String handle, int products, boolean published) {}

    @GetMapping("/sandbox")
    String products(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "0") long after,
            Model model) {
        String query = q.length() > 200 ? q.substring(0, 200) : q;
        Predicate<Product> matches = new Search(catalogue).products(SearchQuery.parse(query));
        List<Row> rows = new ArrayList<>();
        long next = 0;
        for (Product product : catalogue.products().tailMap(after, false).values()) {
            if (!status.isEmpty() && !product.status.equals(status) || !matches.test(product)) {
                continue;
            }
            if (rows.size() == SIZE) {
                next = rows.get(SIZE - 1).id();
                break;
            }
            rows.add(row(product));
        }
        model.addAttribute("domain", catalogue.domain());
        model.addAttribute("total", catalogue.products().size());
        model.addAttribute("collections", catalogue.collections().size());
        model.addAttribute("writes", statistics.told().get("writes"));
        model.addAttribute("q", query);
        model.addAttribute("status", status);
        model.addAttribute("after", after);
        model.addAttribute("next", next);
        model.addAttribute("rows", rows);
        return "sandbox/products";
    }

    @GetMapping("/sandbox/products/{id}")
    String product(@PathVariable long id, Model model) {
        Product product = catalogue.product(id);
        if (product == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "The sandbox shop holds no product " + id + ".");
        }
        model.addAttribute("domain", catalogue.domain());
        model.addAttribute("row", row(product));
        model.addAttribute("description", ProductGraph.plain(product.descriptionHtml));
        model.addAttribute("vendor", product.vendor);
        model.addAttribute("productType", product.productType);
        model.addAttribute("updatedAt", Times.of(product.updatedAt));
        model.addAttribute("options", product.options);
        model.addAttribute("metafields", product.metafields);
        model.addAttribute("media", product.media.stream().map(Shown::of).toList());
        model.addAttribute(
                "variants",
                product.variants.stream()
                        .limit(500)
                        .map(v -> new VariantRow(v.title(), v.sku, v.barcode, v.price, v.compareAtPrice))
                        .toList());
        return "sandbox/product";
    }

    /** As a merchant does it; apps that have subscribed to it are told. */
    @PostMapping("/sandbox/products/{id}/title")
    String retitle(@PathVariable long id, @RequestParam String title) {
        byHand(() -> products.retitle(Long.toString(id), title.strip()));
        return "redirect:/sandbox/products/" + id;
    }

    /** As a merchant does it; apps that have subscribed to it are told. */
    @PostMapping("/sandbox/products/{id}/delete")
    String delete(@PathVariable long id) {
        byHand(() -> products.deleteByHand(Long.toString(id)));
        return "redirect:/sandbox";
    }

    private static void byHand(Runnable deed) {
        try {
            deed.run();
        } catch (IllegalArgumentException refused) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, refused.getMessage());
        }
    }

    @GetMapping("/sandbox/collections")
    String collections(@RequestParam(defaultValue = "0") long after, Model model) {
        List<CollectionRow> rows = new ArrayList<>();
        long next = 0;
        long last = 0;
        for (Collection collection :
                catalogue.collections().tailMap(after, false).values()) {
            if (rows.size() == 100) {
                next = last;
                break;
            }
            last = collection.id;
            rows.add(new CollectionRow(
                    collection.title,
                    collection.handle,
                    catalogue.members(collection.id).size(),
                    collection.publications.contains(PublicationFeature.ONLINE_STORE)));
        }
        model.addAttribute("domain", catalogue.domain());
        model.addAttribute("next", next);
        model.addAttribute("rows", rows);
        return "sandbox/collections";
    }

    private Row row(Product product) {
        List<String> collections = new ArrayList<>();
        for (Long id : product.collections) {
            Collection collection = catalogue.collection(id);
            if (collection != null) {
                collections.add(collection.title);
            }
        }
        return new Row(
                product.id,
                product.title,
                product.handle,
                product.status,
                product.variants.size(),
                collections,
                product.tags,
                product.publications.contains(PublicationFeature.ONLINE_STORE),
                product.media.isEmpty() ? null : Shown.of(product.media.get(0)).shown());
    }
}
