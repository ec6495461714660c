package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.discount.term.Eligibility;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.SearchTerms;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which discounts and codes a search query names. */
final class DiscountSearch {
    /** The fields that the removal of many checks; the other mutations of many take any field and act on everything. */
    static final Set<String> FIELDS = Set.of(
            "",
            "code",
            "combines_with",
            "context",
            "created_at",
            "customer_ids",
            "discount_class",
            "discount_type",
            "ends_at",
            "id",
            "method",
            "segment_ids",
            "starts_at",
            "status",
            "tag",
            "times_used",
            "title",
            "type",
            "updated_at");

    /** What a search of code discounts alone knows. */
    static final Set<String> OF_CODES = Set.of(
            "",
            "combines_with",
            "created_at",
            "discount_type",
            "ends_at",
            "id",
            "starts_at",
            "status",
            "tag",
            "times_used",
            "title",
            "type",
            "updated_at");

    /** What a search of automatic discounts alone knows. */
    static final Set<String> OF_AUTOMATIC = Set.of("", "id", "status", "tag", "type");

    private final Discounts discounts;

    DiscountSearch(Discounts discounts) {
        this.discounts = discounts;
    }

    static Predicate<RedeemCode> codes(SearchQuery query) {
        return SearchTerms.predicate(query, DiscountSearch::matches);
    }

    private static @Nullable Boolean matches(RedeemCode code, SearchQuery.Term term) {
        return switch (term.field()) {
            case "" -> SearchTerms.words(code.code(), term);
            case "code" -> SearchTerms.equal(code.code(), term);
            case "id" -> SearchTerms.compare(code.id(), term);
            case "created_at" -> SearchTerms.time(code.createdAt(), term);
            case "times_used" -> SearchTerms.compare(code.counted(), term);
            default -> null;
        };
    }

    Predicate<Discount> discounts(SearchQuery query) {
        return discounts(query, FIELDS);
    }

    /** @param fields those that the search knows; terms of others are ignored */
    Predicate<Discount> discounts(SearchQuery query, Set<String> fields) {
        return SearchTerms.predicate(
                query, (discount, term) -> fields.contains(term.field()) ? matches(discount, term) : null);
    }

    private @Nullable Boolean matches(Discount discount, SearchQuery.Term term) {
        return switch (term.field()) {
            case "" ->
                SearchTerms.words(discount.title, term)
                        || single(discount).anyMatch(code -> SearchTerms.words(code.code(), term));
            // A discount of many codes is not found by one of them.
            case "code" -> single(discount).anyMatch(code -> SearchTerms.equal(code.code(), term));
            case "combines_with" ->
                Stream.of("order", "product", "shipping")
                        .filter(name -> discount.combines.with(name.toUpperCase(Locale.ROOT)))
                        .anyMatch(name -> SearchTerms.oneOf(name + "_discounts", term));
            case "context" -> SearchTerms.oneOf(discount.context.who().searched, term);
            case "created_at" -> SearchTerms.time(discount.createdAt, term);
            case "updated_at" -> SearchTerms.time(discount.updatedAt, term);
            case "starts_at" -> SearchTerms.time(discount.startsAt, term);
            case "ends_at" -> discount.endsAt != null && SearchTerms.time(discount.endsAt, term);
            case "customer_ids" -> eligible(discount, Eligibility.Who.CUSTOMERS, term);
            case "segment_ids" -> eligible(discount, Eligibility.Who.SEGMENTS, term);
            case "discount_class" -> SearchTerms.oneOf(discount.discountClass(), term);
            case "id" -> SearchTerms.compare(discount.id, term);
            case "method" -> SearchTerms.oneOf(discount.automatic ? "automatic" : "code", term);
            case "status" ->
                SearchTerms.oneOf(discount.status(discounts.shop.now()).name(), term);
            case "tag" -> discount.tags.stream().anyMatch(tag -> SearchTerms.oneOf(tag, term));
            case "times_used" -> SearchTerms.compare(discount.counted, term);
            case "title" -> SearchTerms.words(discount.title, term);
            case "type", "discount_type" -> type(discount, term);
            default -> null;
        };
    }

    private Stream<RedeemCode> single(Discount discount) {
        List<RedeemCode> codes = discounts.countOfCodes(discount) == 1 ? discounts.codesOf(discount) : List.of();
        return codes.stream();
    }

    private static boolean eligible(Discount discount, Eligibility.Who who, SearchQuery.Term term) {
        return discount.context.who() == who
                && discount.context.ids().stream()
                        .anyMatch(gid -> SearchTerms.oneOf(gid.substring(gid.lastIndexOf('/') + 1), term));
    }

    private static boolean type(Discount discount, SearchQuery.Term term) {
        String type = switch (discount.kind) {
            case BASIC -> discount.worth.percentage() == null ? "fixed_amount" : "percentage";
            case BXGY -> term.field().equals("type") ? "bxgy" : "bogo";
            case FREE_SHIPPING -> "free_shipping";
        };
        return SearchTerms.oneOf(type, term)
                || SearchTerms.oneOf("all", term)
                || SearchTerms.oneOf("all_with_app", term);
    }
}
