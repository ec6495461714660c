package io.silkroute.sandbox.customer;

import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.SearchTerms;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which customers and segments a search query names. */
final class CustomerSearch {
    static final Set<String> OF_CUSTOMERS = Set.of(
            "",
            "customer_date",
            "email",
            "first_name",
            "id",
            "last_name",
            "orders_count",
            "phone",
            "state",
            "tag",
            "tag_not",
            "total_spent",
            "updated_at");
    static final Set<String> OF_SEGMENTS = Set.of("", "id", "name");

    private CustomerSearch() {}

    static Predicate<Customer> customers(SearchQuery query) {
        return SearchTerms.predicate(query, CustomerSearch::matches);
    }

    static Predicate<Segment> segments(SearchQuery query) {
        return SearchTerms.predicate(query, CustomerSearch::matches);
    }

    private static @Nullable Boolean matches(Customer customer, SearchQuery.Term term) {
        return switch (term.field()) {
            case "" ->
                Stream.of(customer.displayName(), text(customer.email), text(customer.phone))
                        .anyMatch(held -> SearchTerms.words(held, term));
            case "id" -> SearchTerms.compare(customer.id, term);
            // A tokenised field: what is not quoted finds every address with that word in it.
            case "email" -> given(customer.email, term) || SearchTerms.words(text(customer.email), term);
            case "phone" -> given(customer.phone, term) || SearchTerms.equal(text(customer.phone), term);
            case "first_name" -> SearchTerms.words(text(customer.firstName), term);
            case "last_name" -> SearchTerms.words(text(customer.lastName), term);
            case "state" -> SearchTerms.equal(customer.state, term);
            case "tag" -> customer.tags.stream().anyMatch(tag -> SearchTerms.oneOf(tag, term));
            case "tag_not" -> customer.tags.stream().noneMatch(tag -> SearchTerms.oneOf(tag, term));
            case "orders_count" -> SearchTerms.compare(customer.orders, term);
            case "total_spent" -> SearchTerms.amount(new BigDecimal(customer.spent), term);
            case "customer_date" -> SearchTerms.time(customer.createdAt, term);
            // Matches a whole day, unlike that of products and orders.
            case "updated_at" -> SearchTerms.day(customer.updatedAt, term);
            default -> null;
        };
    }

    private static boolean given(@Nullable String held, SearchQuery.Term term) {
        return held != null && term.value().equals("*");
    }

    private static String text(@Nullable String held) {
        return held == null ? "" : held;
    }

    private static @Nullable Boolean matches(Segment segment, SearchQuery.Term term) {
        return switch (term.field()) {
            case "", "name" -> SearchTerms.words(segment.name(), term);
            case "id" -> SearchTerms.compare(segment.id(), term);
            default -> null;
        };
    }
}
