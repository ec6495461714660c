package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Jobs;
import io.silkroute.sandbox.tag.Tags;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mutations of many discounts. A search with a field that is none acts on everything, as in Shopify; only the removal of
 * code discounts looks at the fields' names.
 */
final class BulkMutations {
    private final Discounts discounts;
    private final Settings settings;
    private final DiscountMutations mutations;
    private final Jobs jobs;

    BulkMutations(Discounts discounts, Settings settings, DiscountMutations mutations, Jobs jobs) {
        this.discounts = discounts;
        this.settings = settings;
        this.mutations = mutations;
        this.jobs = jobs;
    }

    Map<String, Object> activateCodes(Input args, Call call) {
        return run(args, false, false, chosen -> mutations.activate("discountCodeBulkActivate", chosen, call));
    }

    Map<String, Object> deactivateCodes(Input args, Call call) {
        return run(args, false, false, chosen -> mutations.deactivate("discountCodeBulkDeactivate", chosen, call));
    }

    Map<String, Object> deleteCodes(Input args, Call call) {
        return run(args, false, true, chosen -> mutations.delete("discountCodeBulkDelete", chosen, call));
    }

    Map<String, Object> deleteAutomatic(Input args, Call call) {
        return run(args, true, false, chosen -> mutations.delete("discountAutomaticBulkDelete", chosen, call));
    }

    Map<String, Object> addTags(Input args) {
        return run(args, null, false, chosen -> tag(chosen, args, Tags::with));
    }

    Map<String, Object> removeTags(Input args) {
        return run(args, null, false, chosen -> tag(chosen, args, Tags::without));
    }

    private interface Change {
        List<String> of(List<String> held, List<String> given);
    }

    private void tag(List<Discount> chosen, Input args, Change change) {
        chosen.forEach(discount -> mutations.tags(discount.gid(), held -> change.of(held, args.texts("tags"))));
    }

    /** @param automatic the method that the mutation is about, null: both */
    private Map<String, Object> run(
            Input args, @Nullable Boolean automatic, boolean checksFields, Consumer<List<Discount>> work) {
        UserError fault = fault(args, checksFields);
        if (fault != null) {
            return Payload.errors(fault);
        }
        return Payload.of("job", jobs.start(settings.jobs, () -> work.accept(chosen(args, automatic))), List.of());
    }

    private static @Nullable UserError fault(Input args, boolean checksFields) {
        long selectors =
                Stream.of("ids", "search", "savedSearchId").filter(args::given).count();
        if (selectors == 0) {
            return new UserError(
                    null, "Missing expected argument key: 'ids', 'search' or 'saved_search_id'.", "MISSING_ARGUMENT");
        }
        if (selectors > 1) {
            return new UserError(
                    null, "Only one of 'ids', 'search' or 'saved_search_id' is allowed.", "TOO_MANY_ARGUMENTS");
        }
        if (args.given("savedSearchId")) {
            return UserError.at("INVALID", "Invalid 'saved_search_id'.", "savedSearchId");
        }
        if (args.given("search") && args.text("search", "").isBlank()) {
            return UserError.at("BLANK", "'Search' can't be blank.", "search");
        }
        if (checksFields && args.given("search")) {
            if (!known(SearchQuery.parse(args.text("search")))) {
                return UserError.at("INVALID", "'Search' has invalid field names.", "search");
            }
        }
        return null;
    }

    private static boolean known(SearchQuery query) {
        if (query instanceof SearchQuery.Term term) {
            return DiscountSearch.FIELDS.contains(term.field());
        }
        if (query instanceof SearchQuery.And and) {
            return and.parts().stream().allMatch(BulkMutations::known);
        }
        if (query instanceof SearchQuery.Or or) {
            return or.parts().stream().allMatch(BulkMutations::known);
        }
        return !(query instanceof SearchQuery.Not not) || known(not.part());
    }

    private List<Discount> chosen(Input args, @Nullable Boolean automatic) {
        Stream<Discount> found = args.given("ids")
                ? args.texts("ids").stream().map(discounts::discount).filter(Objects::nonNull)
                : discounts.all().values().stream()
                        .filter(new DiscountSearch(discounts).discounts(SearchQuery.parse(args.text("search"))));
        return found.filter(discount -> automatic == null || discount.automatic == automatic)
                .toList();
    }
}
