package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.discount.term.Eligibility;
import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.TopLevelError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may use a discount after an input. Customers or segments of before go when the input names the other kind. */
final class ContextDraft {
    private static final String NOBODY =
            "a minimum of one prerequisite segment or prerequisite customer must be provided";

    private final Customers customers;
    private final Refusals refusals;

    ContextDraft(Customers customers, Refusals refusals) {
        this.customers = customers;
        this.refusals = refusals;
    }

    /** What makes the call fail as a whole: scopes that are missing, ids that are added and removed. */
    static void check(Input input, Call call) {
        for (String name : List.of("context", "customerSelection")) {
            Input context = input.input(name);
            boolean people = context.given("customers") || context.given("customerSegments");
            if (people && !call.scopes().contains("read_customers")) {
                throw TopLevelError.accessDenied(name, "read_customers");
            }
            if (context.given("markets") && !call.scopes().contains("read_markets")) {
                throw TopLevelError.accessDenied(name, "read_markets");
            }
            Input given = context.input("customers");
            if (given.texts("add").stream().anyMatch(given.texts("remove")::contains)) {
                throw new TopLevelError("BAD_REQUEST", "A customer id is present in `add` and `remove` fields");
            }
            Input segments = context.input("customerSegments");
            if (segments.texts("add").stream().anyMatch(segments.texts("remove")::contains)) {
                throw new TopLevelError("BAD_REQUEST", "A segment id is present in `add` and `remove` fields");
            }
        }
        Input selection = input.input("customerSelection");
        if (selection.flag("all", false) && (selection.given("customers") || selection.given("customerSegments"))) {
            throw new TopLevelError(
                    "BAD_REQUEST",
                    selection.given("customers")
                            ? "A discount cannot have customerSelection set to all, when customers or"
                                    + " customerSavedSearches is specified."
                            : "A discount cannot have customerSelection set to all, when customerSegments is"
                                    + " specified.");
        }
    }

    Eligibility after(@Nullable Eligibility before, Input input) {
        if (input.given("context") && input.given("customerSelection")) {
            refusals.add("INVALID", "Only one of context or customerSelection can be provided.", "context");
        }
        String name = input.given("context") ? "context" : "customerSelection";
        Input context = input.optional(name);
        Eligibility held = before == null ? Eligibility.EVERYBODY : before;
        if (context == null) {
            return held;
        }
        if (context.given("all")) {
            return Eligibility.EVERYBODY;
        }
        if (context.given("markets")) {
            context.input("markets")
                    .texts("add")
                    .forEach(gid -> invalid("Market", gid, List.of(name, "markets", "add")));
            return held;
        }
        if (context.given("customers")) {
            Eligibility now =
                    changed(held, Eligibility.Who.CUSTOMERS, context.input("customers"), List.of(name, "customers"));
            return someone(now, name);
        }
        if (context.given("customerSegments")) {
            Eligibility now = changed(
                    held,
                    Eligibility.Who.SEGMENTS,
                    context.input("customerSegments"),
                    List.of(name, "customerSegments"));
            return someone(now, name);
        }
        return held;
    }

    private Eligibility someone(Eligibility now, String name) {
        if (now.ids().isEmpty() && refusals.isEmpty()) {
            refusals.add("INVALID", NOBODY, name);
        }
        return now;
    }

    private Eligibility changed(Eligibility held, Eligibility.Who who, Input input, List<String> path) {
        Set<String> after = new LinkedHashSet<>(held.who() == who ? held.ids() : List.of());
        for (String gid : input.texts("add")) {
            boolean there = who == Eligibility.Who.CUSTOMERS
                    ? customers.customer(gid) != null
                    : customers.segment(Gid.number(gid, "Segment")) != null;
            if (!there) {
                List<String> whole = new ArrayList<>(path);
                whole.add("add");
                invalid(who == Eligibility.Who.CUSTOMERS ? "Customer" : "Segment", gid, whole);
            }
            after.add(gid);
        }
        input.texts("remove").forEach(after::remove);
        return new Eligibility(who, new ArrayList<>(after));
    }

    private void invalid(String label, String gid, List<String> path) {
        refusals.add("INVALID", label + " with id: " + gid.substring(gid.lastIndexOf('/') + 1) + " is invalid", path);
    }
}
