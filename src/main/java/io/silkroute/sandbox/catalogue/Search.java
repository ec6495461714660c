package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.SearchTerms;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.metafield.Definition;
import io.silkroute.sandbox.metafield.Metafield;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which products, variants and collections a search query names. */
final class Search {
    /** With {@code metafields.} for those of any name. */
    static final Set<String> OF_PRODUCTS = Set.of(
            "",
            "barcode",
            "collection_id",
            "created_at",
            "handle",
            "id",
            "metafields.",
            "product_type",
            "published_at",
            "published_status",
            "sku",
            "status",
            "tag",
            "tag_not",
            "title",
            "updated_at",
            "vendor");

    static final Set<String> OF_VARIANTS = Set.of(
            "",
            "barcode",
            "id",
            "product_id",
            "product_status",
            "product_type",
            "sku",
            "tag",
            "title",
            "updated_at",
            "vendor");

    private final Catalogue catalogue;

    Search(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Predicate<Product> products(SearchQuery query) {
        return SearchTerms.predicate(query, this::product);
    }

    Predicate<VariantOf> variants(SearchQuery query) {
        return SearchTerms.predicate(query, this::variant);
    }

    Predicate<Collection> collections(SearchQuery query) {
        return SearchTerms.predicate(query, this::collection);
    }

    private @Nullable Boolean product(Product product, SearchQuery.Term term) {
        if (term.field().startsWith("metafields.")) {
            return metafield(product, term);
        }
        return switch (term.field()) {
            case "" ->
                SearchTerms.words(product.title, term)
                        || SearchTerms.words(product.vendor, term)
                        || SearchTerms.words(product.productType, term)
                        || product.tags.stream().anyMatch(tag -> SearchTerms.words(tag, term))
                        || product.variants.stream()
                                .anyMatch(variant -> variant.sku != null && SearchTerms.words(variant.sku, term));
            case "id" -> SearchTerms.compare(product.id, term);
            case "handle" -> SearchTerms.equal(product.handle, term);
            case "title" -> SearchTerms.words(product.title, term);
            case "vendor" -> SearchTerms.equal(product.vendor, term);
            case "product_type" -> SearchTerms.equal(product.productType, term);
            case "status" ->
                List.of(term.value().toLowerCase(Locale.ROOT).split(",", -1))
                        .contains(product.status.toLowerCase(Locale.ROOT));
            case "tag" -> product.tags.stream().anyMatch(tag -> SearchTerms.equal(tag, term));
            case "tag_not" -> product.tags.stream().noneMatch(tag -> SearchTerms.equal(tag, term));
            case "sku" -> product.variants.stream().anyMatch(v -> v.sku != null && SearchTerms.equal(v.sku, term));
            case "barcode" ->
                product.variants.stream().anyMatch(v -> v.barcode != null && SearchTerms.equal(v.barcode, term));
            case "collection_id" -> product.collections.stream().anyMatch(id -> SearchTerms.compare(id, term));
            case "created_at" -> SearchTerms.time(product.createdAt, term);
            case "updated_at" -> SearchTerms.time(product.updatedAt, term);
            case "published_at" -> SearchTerms.time(product.publishedAt, term);
            case "published_status" ->
                (product.publications.isEmpty() ? "unpublished" : "published").equals(term.value());
            default -> null;
        };
    }

    private @Nullable Boolean variant(VariantOf of, SearchQuery.Term term) {
        Variant variant = of.variant();
        return switch (term.field()) {
            case "" ->
                SearchTerms.words(of.product().title, term)
                        || variant.sku != null && SearchTerms.words(variant.sku, term);
            case "id" -> SearchTerms.compare(variant.id, term);
            case "product_id" -> SearchTerms.compare(of.product().id, term);
            case "sku" -> variant.sku != null && SearchTerms.equal(variant.sku, term);
            case "barcode" -> variant.barcode != null && SearchTerms.equal(variant.barcode, term);
            case "title" -> SearchTerms.words(variant.title(), term);
            case "vendor" -> SearchTerms.equal(of.product().vendor, term);
            case "product_type" -> SearchTerms.equal(of.product().productType, term);
            case "tag" -> of.product().tags.stream().anyMatch(tag -> SearchTerms.equal(tag, term));
            case "product_status" -> of.product().status.equalsIgnoreCase(term.value());
            case "updated_at" -> SearchTerms.time(variant.updatedAt, term);
            default -> null;
        };
    }

    private @Nullable Boolean collection(Collection collection, SearchQuery.Term term) {
        return switch (term.field()) {
            case "" -> SearchTerms.words(collection.title, term);
            case "id" -> SearchTerms.compare(collection.id, term);
            case "handle" -> SearchTerms.equal(collection.handle, term);
            case "title" -> SearchTerms.words(collection.title, term);
            case "updated_at" -> SearchTerms.time(collection.updatedAt, term);
            default -> null;
        };
    }

    private boolean metafield(Product product, SearchQuery.Term term) {
        String[] name = term.field().split("\\.", 3);
        Definition definition = name.length < 3 ? null : catalogue.definition(Product.TYPE, name[1], name[2]);
        if (definition == null || !definition.filterable() && !definition.type().equals("id")) {
            throw new TopLevelError("BAD_REQUEST", "Invalid metafield query: " + term.field() + " is not filterable.");
        }
        Metafield metafield = product.metafield(name[1], name[2]);
        return metafield != null && SearchTerms.equal(metafield.value(), term);
    }
}
