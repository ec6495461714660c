package io.silkroute.pricelist;

import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.followup.FollowUpFields;
import io.silkroute.export.followup.Followed;
import io.silkroute.export.followup.Following;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.UserError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The prices of one product on their way. A call changes all of its prices or none: those to which the shop objects are
 * given up, and the others go again without them. Of what is to be taken away, what is not there is taken away already.
 */
final class PriceWriting {

    private static final String NO_VARIANT = "VARIANT_NOT_FOUND";
    private static final Set<String> NOT_THERE = Set.of(NO_VARIANT, "PRICE_NOT_FIXED", "PRICE_LIST_NOT_FOUND");

    private final ItemCalls calls;
    private final Following item;
    private final JsonNode variants;
    private final ObjectNode held; // what the shop has by now
    private @Nullable Reason why; // of the first price that was given up
    private @Nullable String gone; // a variant that is not found in the shop

    /** @param variants Shopify's ids by PIM id */
    PriceWriting(ItemCalls calls, Following item, JsonNode variants) {
        this.calls = calls;
        this.item = item;
        this.variants = variants;
        this.held = item.now(FollowUpFields.PRICE_LISTS) instanceof ObjectNode now
                ? now.deepCopy()
                : JsonNodeFactory.instance.objectNode();
    }

    Asked<Followed> write(List<PriceChanges> changes) {
        for (PriceChanges list : changes) {
            Set<String> unknown = new LinkedHashSet<>(list.set().keySet());
            unknown.removeIf(variant -> variants.path(variant).isString());
            unknown.forEach(variant -> giveUpGone(list, variant));
            List<String> known = new ArrayList<>(list.set().keySet());
            known.removeAll(unknown);
            for (List<String> some : FixedPrices.chunks(known)) {
                Asked<Boolean> set = set(list, some);
                if (!(set instanceof Asked.Told<Boolean>)) {
                    return set.map(none -> ended());
                }
            }
            for (List<String> some : FixedPrices.chunks(list.taken())) {
                Asked<Boolean> taken = take(list, some);
                if (!(taken instanceof Asked.Told<Boolean>)) {
                    return taken.map(none -> ended());
                }
            }
        }
        return new Asked.Told<>(ended());
    }

    private Followed ended() {
        JsonNode left = held.isEmpty() ? JsonNodeFactory.instance.missingNode() : held;
        if (gone != null) {
            return Followed.gone(left, "The variant " + gone);
        }
        return why == null ? Followed.whole(left) : Followed.lacking(left, why, List.of());
    }

    private Asked<Boolean> set(PriceChanges list, List<String> some) {
        List<String> left = new ArrayList<>(some);
        while (!left.isEmpty()) {
            CallResult answer =
                    Answers.forTheItem(calls.ask(FixedPrices.ADD, FixedPrices.adding(list, left, variants)));
            if (!(answer instanceof CallResult.Refused no) || no.errors().isEmpty() && !Answers.denied(no)) {
                return Answers.accepted(calls.run(), answer).map(data -> true);
            }
            Set<String> refused = named(no, left);
            for (String variant : refused) {
                giveUp(list, variant);
            }
            UserError first = no.errors().isEmpty() ? null : no.errors().get(0);
            if (first != null && NO_VARIANT.equals(first.code())) {
                gone = gone == null ? refused.iterator().next() : gone;
            }
            why = why != null ? why : lacking(list, no.reason());
            left.removeAll(refused);
        }
        return new Asked.Told<>(true);
    }

    private Asked<Boolean> take(PriceChanges list, List<String> some) {
        List<String> left = new ArrayList<>(some);
        while (!left.isEmpty()) {
            CallResult answer =
                    Answers.forTheItem(calls.ask(FixedPrices.DELETE, FixedPrices.taking(list, left, variants)));
            if (!(answer instanceof CallResult.Refused no) || no.errors().isEmpty() && !Answers.denied(no)) {
                return Answers.accepted(calls.run(), answer).map(data -> true);
            }
            Set<String> refused = named(no, left);
            boolean done = !no.errors().isEmpty()
                    && no.errors().stream().allMatch(error -> error.code() != null && NOT_THERE.contains(error.code()));
            if (!done) {
                refused.forEach(variant -> giveUp(list, variant));
                why = why != null ? why : lacking(list, no.reason());
            }
            left.removeAll(refused);
        }
        return new Asked.Told<>(true);
    }

    /** The variants to which the shop objects; all where it does not say which. */
    private static Set<String> named(CallResult.Refused no, List<String> sent) {
        Set<String> named = new LinkedHashSet<>();
        for (UserError error : no.errors()) {
            String place = error.field().size() > 1 ? error.field().get(1) : "";
            int at = place.matches("\\d{1,4}") ? Integer.parseInt(place) : Integer.MAX_VALUE;
            if (at >= sent.size()) {
                return new LinkedHashSet<>(sent);
            }
            named.add(sent.get(at));
        }
        return named.isEmpty() ? new LinkedHashSet<>(sent) : named;
    }

    private void giveUpGone(PriceChanges list, String variant) {
        gone = gone == null ? variant : gone;
        giveUp(list, variant);
    }

    /** Recorded stays what was recorded, so that the next write knows what it has to set or to take away. */
    private void giveUp(PriceChanges list, String variant) {
        JsonNode before =
                item.before(FollowUpFields.PRICE_LISTS).path(list.key()).path(variant);
        if (!before.isMissingNode()) {
            held.withObjectProperty(list.key()).set(variant, before.deepCopy());
        } else if (held.path(list.key()) instanceof ObjectNode prices) {
            prices.remove(variant);
            if (prices.isEmpty()) {
                held.remove(list.key());
            }
        }
    }

    private static Reason lacking(PriceChanges list, Reason why) {
        return new Reason(
                why.code(),
                why.field(),
                why.message(),
                "The shop has the product, but not all of its prices in %s: %s"
                        .formatted(list.list().currency(), why.sentence()));
    }
}
