package io.silkroute.sandbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which products, variants and collections a search query names. */
final class Search {
    private final Shop shop;

    Search(Shop shop) {
        this.shop = shop;
    }

    /** A term's test on one object; null when the field is not known, which Shopify ignores. */
    private interface Terms<T> {
        @Nullable
        Boolean test(T candidate, SearchQuery.Term term);
    }

    Predicate<Product> products(SearchQuery query) {
        return predicate(query, this::product);
    }

    Predicate<VariantOf> variants(SearchQuery query) {
        return predicate(query, this::variant);
    }

    Predicate<Collection> collections(SearchQuery query) {
        return predicate(query, this::collection);
    }

    private static <T> Predicate<T> predicate(SearchQuery query, Terms<T> terms) {
        if (query instanceof SearchQuery.Term term) {
            return candidate -> {
                Boolean matches = terms.test(candidate, term);
                return matches == null || matches;
            };
        }
        if (query instanceof SearchQuery.And and) {
            List<Predicate<T>> parts =
                    and.parts().stream().map(part -> predicate(part, terms)).toList();
            return candidate -> parts.stream().allMatch(part -> part.test(candidate));
        }
        if (query instanceof SearchQuery.Or or) {
            List<Predicate<T>> parts =
                    or.parts().stream().map(part -> predicate(part, terms)).toList();
            return candidate -> parts.stream().anyMatch(part -> part.test(candidate));
        }
        if (query instanceof SearchQuery.Not not) {
            return Predicate.not(predicate(not.part(), terms));
        }
        return candidate -> true;
    }

    private @Nullable Boolean product(Product product, SearchQuery.Term term) {
        if (term.field().startsWith("metafields.")) {
            return metafield(product, term);
        }
        return switch (term.field()) {
            case "" ->
                words(product.title, term)
                        || words(product.vendor, term)
                        || words(product.productType, term)
                        || product.tags.stream().anyMatch(tag -> words(tag, term))
                        || product.variants.stream()
                                .anyMatch(variant -> variant.sku != null && words(variant.sku, term));
            case "id" -> compare(product.id, term);
            case "handle" -> equal(product.handle, term);
            case "title" -> words(product.title, term);
            case "vendor" -> equal(product.vendor, term);
            case "product_type" -> equal(product.productType, term);
            case "status" ->
                List.of(term.value().toLowerCase(Locale.ROOT).split(",", -1))
                        .contains(product.status.toLowerCase(Locale.ROOT));
            case "tag" -> product.tags.stream().anyMatch(tag -> equal(tag, term));
            case "tag_not" -> product.tags.stream().noneMatch(tag -> equal(tag, term));
            case "sku" -> product.variants.stream().anyMatch(v -> v.sku != null && equal(v.sku, term));
            case "barcode" -> product.variants.stream().anyMatch(v -> v.barcode != null && equal(v.barcode, term));
            case "collection_id" -> product.collections.stream().anyMatch(id -> compare(id, term));
            case "created_at" -> time(product.createdAt, term);
            case "updated_at" -> time(product.updatedAt, term);
            case "published_at" -> time(product.publishedAt, term);
            case "published_status" ->
                (product.publications.isEmpty() ? "unpublished" : "published").equals(term.value());
            default -> null;
        };
    }

    private @Nullable Boolean variant(VariantOf of, SearchQuery.Term term) {
        Variant variant = of.variant();
        return switch (term.field()) {
            case "" -> words(of.product().title, term) || variant.sku != null && words(variant.sku, term);
            case "id" -> compare(variant.id, term);
            case "product_id" -> compare(of.product().id, term);
            case "sku" -> variant.sku != null && equal(variant.sku, term);
            case "barcode" -> variant.barcode != null && equal(variant.barcode, term);
            case "title" -> words(variant.title(), term);
            case "vendor" -> equal(of.product().vendor, term);
            case "product_type" -> equal(of.product().productType, term);
            case "tag" -> of.product().tags.stream().anyMatch(tag -> equal(tag, term));
            case "product_status" -> of.product().status.equalsIgnoreCase(term.value());
            case "updated_at" -> time(variant.updatedAt, term);
            default -> null;
        };
    }

    private @Nullable Boolean collection(Collection collection, SearchQuery.Term term) {
        return switch (term.field()) {
            case "" -> words(collection.title, term);
            case "id" -> compare(collection.id, term);
            case "handle" -> equal(collection.handle, term);
            case "title" -> words(collection.title, term);
            case "updated_at" -> time(collection.updatedAt, term);
            default -> null;
        };
    }

    private boolean metafield(Product product, SearchQuery.Term term) {
        String[] name = term.field().split("\\.", 3);
        Definition definition = name.length < 3 ? null : shop.definition(Owner.Type.PRODUCT, name[1], name[2]);
        if (definition == null || !definition.filterable() && !definition.type().equals("id")) {
            throw new TopLevelError("BAD_REQUEST", "Invalid metafield query: " + term.field() + " is not filterable.");
        }
        Metafield metafield = product.metafield(name[1], name[2]);
        return metafield != null && equal(metafield.value(), term);
    }

    private static boolean equal(String held, SearchQuery.Term term) {
        String wanted = term.value();
        if (wanted.equals("*")) {
            return !held.isEmpty();
        }
        if (wanted.endsWith("*") && !term.quoted()) {
            return held.regionMatches(true, 0, wanted, 0, wanted.length() - 1);
        }
        return held.equalsIgnoreCase(wanted);
    }

    private static boolean words(String held, SearchQuery.Term term) {
        String wanted = term.value().toLowerCase(Locale.ROOT);
        String text = held.toLowerCase(Locale.ROOT);
        if (term.quoted()) {
            return text.contains(wanted);
        }
        String start = wanted.endsWith("*") ? wanted.substring(0, wanted.length() - 1) : wanted;
        for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            int end = at + start.length();
            boolean ends = end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && (ends || wanted.endsWith("*"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean compare(long held, SearchQuery.Term term) {
        try {
            long wanted = Long.parseLong(term.value().substring(term.value().lastIndexOf('/') + 1));
            return ordered(Long.compare(held, wanted), term.comparator());
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static boolean time(long held, SearchQuery.Term term) {
        Long wanted = millis(term.value());
        if (wanted == null || !term.quoted() && term.value().indexOf(':') >= 0) {
            return true;
        }
        return ordered(Long.compare(held / 1000, wanted / 1000), term.comparator());
    }

    private static @Nullable Long millis(String value) {
        try {
            return value.length() == 10
                    ? LocalDate.parse(value)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : value.endsWith("Z")
                            ? Instant.parse(value).toEpochMilli()
                            : OffsetDateTime.parse(value).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean ordered(int compared, String comparator) {
        return switch (comparator) {
            case ">" -> compared > 0;
            case ">=" -> compared >= 0;
            case "<" -> compared < 0;
            case "<=" -> compared <= 0;
            default -> compared == 0;
        };
    }
}
