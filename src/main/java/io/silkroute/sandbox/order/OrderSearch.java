package io.silkroute.sandbox.order;

import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.SearchTerms;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which orders a search query names. */
final class OrderSearch {
    static final Set<String> FIELDS = Set.of(
            "",
            "created_at",
            "current_total_price",
            "customer_id",
            "discount_code",
            "email",
            "financial_status",
            "id",
            "name",
            "processed_at",
            "sku",
            "source_name",
            "status",
            "tag",
            "tag_not",
            "test",
            "updated_at");

    private OrderSearch() {}

    static Predicate<Order> orders(SearchQuery query) {
        return SearchTerms.predicate(query, OrderSearch::matches);
    }

    private static @Nullable Boolean matches(Order order, SearchQuery.Term term) {
        return switch (term.field()) {
            case "" ->
                SearchTerms.words(order.name, term)
                        || order.email != null && SearchTerms.words(order.email, term)
                        || order.lines.stream().anyMatch(line -> SearchTerms.words(line.title(), term));
            case "id" -> SearchTerms.compare(order.id, term);
            case "name" -> SearchTerms.equal(order.name, term) || SearchTerms.equal(order.name.substring(1), term);
            case "email" -> order.email != null && SearchTerms.equal(order.email, term);
            case "customer_id" -> order.customer != null && SearchTerms.compare(order.customer, term);
            // An order of several codes is known by its first alone.
            case "discount_code" -> !order.codes.isEmpty() && SearchTerms.equal(order.codes.get(0), term);
            case "created_at" -> SearchTerms.time(order.createdAt, term);
            case "processed_at" -> SearchTerms.time(order.processedAt, term);
            case "updated_at" -> SearchTerms.time(order.updatedAt, inclusive(term));
            case "financial_status" -> financial(order, term);
            case "status" -> status(order, term.value());
            case "tag" -> order.tags.stream().anyMatch(tag -> SearchTerms.equal(tag, term));
            case "tag_not" -> order.tags.stream().noneMatch(tag -> SearchTerms.equal(tag, term));
            case "test" -> order.test == Boolean.parseBoolean(term.value());
            case "sku" ->
                order.lines.stream().anyMatch(line -> line.sku() != null && SearchTerms.equal(line.sku(), term));
            case "source_name" -> SearchTerms.equal(order.source, term);
            case "current_total_price" -> SearchTerms.amount(order.currentTotal(), term);
            default -> null;
        };
    }

    /** Later than a time was seen to include the time itself. */
    private static SearchQuery.Term inclusive(SearchQuery.Term term) {
        return term.comparator().equals(">")
                ? new SearchQuery.Term(term.field(), ">=", term.value(), term.quoted())
                : term;
    }

    private static boolean financial(Order order, SearchQuery.Term term) {
        String status = Objects.requireNonNullElse(order.financialStatus(), "");
        return SearchTerms.oneOf(status, term);
    }

    /** Without such a term orders of all statuses are found. */
    private static boolean status(Order order, String wanted) {
        boolean cancelled = order.cancelledAt != null;
        return switch (wanted) {
            case "open", "not_closed" -> !cancelled;
            case "cancelled" -> cancelled;
            case "closed" -> false;
            default -> true;
        };
    }
}
