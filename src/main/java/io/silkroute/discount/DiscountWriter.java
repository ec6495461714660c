package io.silkroute.discount;

import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.omission.LeftOut;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a campaign, or a code with terms of its own, to the shop as a discount. Shopify has no upsert for discounts: what
 * may be there after a lost answer is looked for first, and a code that another discount has is never taken over. What
 * was written is read back, and a difference is told.
 */
@Component("discountWriter")
public class DiscountWriter {

    /** The reason's code for a code that stands in a discount that is not the item's. */
    public static final String CODE_TAKEN = "code-taken";

    private static final int MAX_TAGS = 5;

    private final Gateway gateway;
    private final DiscountLookup lookup;
    private final Clock clock;

    DiscountWriter(Gateway gateway, DiscountLookup lookup, Clock clock) {
        this.gateway = gateway;
        this.lookup = lookup;
        this.clock = clock;
    }

    /** One write with what it needs. */
    private record Write(ItemCalls calls, Stage.ToSend item, DiscountKind kind, Audience audience) {

        JsonNode payload() {
            return item.input();
        }

        @Nullable
        Exported exported() {
            return item.item().exported();
        }

        /** That it is to have; of a campaign without one the first of those that join it. */
        @Nullable
        String code() {
            String own = payload().path("code").stringValue(null);
            return own != null || !kind.byCode()
                    ? own
                    : item.item().related() instanceof DiscountRelated related ? related.firstCode() : null;
        }

        Write with(Stage.ToSend other) {
            return new Write(calls, other, kind, audience);
        }
    }

    public Stage write(Stage.ToSend item) {
        ItemCalls calls = new ItemCalls(gateway, item.item());
        DiscountKind kind = DiscountKind.of(item.input().path("kind").asString(""));
        boolean deletes = !item.input().path("active").asBoolean(true)
                && Discounts.deletesInactive(item.run().config());
        Stage written = deletes
                ? delete(calls, item)
                : Audience.of(calls, item.input().path("context"))
                        .either(audience -> known(new Write(calls, item, kind, audience)), item::concluded);
        return written.using(calls.used());
    }

    private Stage known(Write write) {
        Exported exported = write.exported();
        if (exported != null && exported.inShop() && exported.shopifyId() != null) {
            return update(write, exported.shopifyId());
        }
        return exported != null && exported.inDoubt() ? find(write) : create(write);
    }

    private Stage find(Write write) {
        return lookup.find(write.calls(), write.item().item(), write.code())
                .either(
                        found -> found.map(id -> update(write, id)).orElseGet(() -> create(write)),
                        write.item()::concluded);
    }

    private Stage update(Write write, ShopifyId id) {
        return ShopDiscount.read(write.calls(), id)
                .either(
                        found -> found.map(shop -> update(write, shop)).orElseGet(() -> again(write)),
                        write.item()::concluded);
    }

    /** Somebody has deleted it in the shop. */
    private Stage again(Write write) {
        return find(write.with(write.item().with(write.item().item().gone())));
    }

    private Stage update(Write write, ShopDiscount shop) {
        if (!shop.kind().becomes(write.kind())) {
            return remove(write, shop);
        }
        String code = write.code();
        // Of a discount with several codes none is changed by an update, and an own code that is sent again says
        // nothing.
        boolean other = code != null && write.payload().has("code") && shop.codes() == 1 && !code.equals(shop.code());
        return send(write, shop, other ? code : null);
    }

    /** Another method, or another automatic kind, is another object: the old one goes first, so that there are never two. */
    private Stage remove(Write write, ShopDiscount shop) {
        ItemCalls calls = write.calls();
        CallResult answer = Answers.forTheItem(calls.ask(shop.kind().delete(), id(shop.id())));
        if (Discounts.isGone(answer)) {
            return create(write);
        }
        return Answers.accepted(calls.run(), answer).either(data -> create(write), write.item()::concluded);
    }

    private Stage create(Write write) {
        String code = write.code();
        if (write.kind().byCode() && code == null) {
            return write.item()
                    .concluded(
                            new Conclusion.Rejected(
                                    "It has no code of its own, and no code joins it; Shopify needs one to make the discount."));
        }
        return send(write, null, code);
    }

    /** @param shop null: it is made @param code null: it stays */
    private Stage send(Write write, @Nullable ShopDiscount shop, @Nullable String code) {
        Exported exported = write.exported();
        Period period = Period.of(write.payload(), exported == null ? null : exported.refs(), shop, clock.instant());
        List<ObjectNode> inputs = new DiscountInput(write.payload(), shop)
                .inputs(code, tags(write, shop), period, write.audience().ids());
        CallResult first = shop == null
                ? write.calls().ask(write.kind().create(), discount(null, inputs.get(0)))
                : write.calls().ask(write.kind().update(), discount(shop.id(), inputs.get(0)));
        first = Answers.forTheItem(first);
        if (first instanceof CallResult.Refused refused) {
            return refused(write, shop, code, refused);
        }
        return Answers.accepted(write.calls().run(), first)
                .then(data -> node(data, write.kind(), shop))
                .then(id -> rest(write, id, inputs.subList(1, inputs.size())))
                .then(id -> ShopDiscount.read(write.calls(), id))
                .then(found -> cleaned(write, found))
                .either(found -> written(write, found, code, period), write.item()::concluded);
    }

    private static Asked<ShopifyId> node(JsonNode data, DiscountKind kind, @Nullable ShopDiscount shop) {
        JsonNode mutation = data.path((shop == null ? kind.create() : kind.update()).name());
        JsonNode node = mutation.path(kind.node());
        return Answers.named(node)
                ? new Asked.Told<>(ShopifyId.of(node))
                : new Asked.Ended<>(Answers.withoutResult("discount"));
    }

    private static Asked<ShopifyId> rest(Write write, ShopifyId id, List<ObjectNode> inputs) {
        Asked<ShopifyId> asked = new Asked.Told<>(id);
        for (ObjectNode input : inputs) {
            asked = asked.then(known -> Answers.accepted(
                            write.calls().run(), write.calls().ask(write.kind().update(), discount(known, input)))
                    .map(data -> known));
        }
        return asked;
    }

    // Whether another kind of items takes the place of what was there is not said anywhere: what is left is taken off.
    private static Asked<Optional<ShopDiscount>> cleaned(Write write, Optional<ShopDiscount> found) {
        List<ObjectNode> inputs = found.map(shop -> new DiscountInput(write.payload(), shop).leftovers())
                .orElse(List.of());
        return inputs.isEmpty()
                ? new Asked.Told<>(found)
                : rest(write, found.orElseThrow().id(), inputs).then(id -> ShopDiscount.read(write.calls(), id));
    }

    private Stage refused(Write write, @Nullable ShopDiscount shop, @Nullable String code, CallResult.Refused refused) {
        if (shop != null && Discounts.isGone(refused)) {
            return again(write);
        }
        if (code != null && takenCode(refused)) {
            return taken(write, shop, code, refused);
        }
        if (shop == null && takenTitle(refused)) {
            return titled(write, refused);
        }
        Set<String> lost = LostItems.namedBy(refused);
        return lost.isEmpty()
                ? write.item().concluded(new Conclusion.Refused(refused.reason()))
                : withoutLost(write, shop, refused);
    }

    private Stage withoutLost(Write write, @Nullable ShopDiscount shop, CallResult.Refused refused) {
        return LostItems.among(write.calls(), write.payload())
                .either(
                        lost -> lost.isEmpty()
                                ? write.item().concluded(new Conclusion.Refused(refused.reason()))
                                : sendWithout(write, shop, lost, refused),
                        write.item()::concluded);
    }

    private Stage sendWithout(Write write, @Nullable ShopDiscount shop, Set<String> lost, CallResult.Refused refused) {
        ObjectNode payload = LostItems.without(write.payload(), lost);
        if (payload == null) {
            return write.item().concluded(new Conclusion.Refused(refused.reason()));
        }
        Write without = write.with(new Stage.ToSend(
                write.item().item(), new LostItems.Sent(write.item().mapped(), payload, lost).mapped()));
        return shop == null ? create(without) : update(without, shop);
    }

    private static boolean takenCode(CallResult.Refused refused) {
        return refused.errors().stream()
                .anyMatch(error -> error.field().contains("code")
                        && ("TAKEN".equals(error.code()) || error.message().contains("must be unique")));
    }

    private static boolean takenTitle(CallResult.Refused refused) {
        return refused.errors().stream()
                .anyMatch(error -> error.field().contains("title")
                        && ("TAKEN".equals(error.code()) || error.message().contains("must be unique")));
    }

    /** It may be the item's own, made by an attempt whose answer was lost; anybody else's stays as it is. */
    private Stage taken(Write write, @Nullable ShopDiscount shop, String code, CallResult.Refused refused) {
        return lookup.byCode(write.calls(), code)
                .either(
                        found -> shop == null
                                        && DiscountLookup.isOurs(write.item().item(), found)
                                ? update(write, ShopifyId.of(found))
                                : write.item().concluded(codeTaken(code, found, refused.reason())),
                        write.item()::concluded);
    }

    static Conclusion.Refused codeTaken(String code, JsonNode found, @Nullable Reason reason) {
        String title = found.at("/codeDiscount/title").asString("");
        String id = found.path("id").asString("");
        boolean ours =
                found.at("/codeDiscount/tags").valueStream().anyMatch(tag -> DiscountTag.isAny(tag.asString("")));
        return new Conclusion.Refused(new Reason(
                CODE_TAKEN,
                reason == null ? "code" : reason.field(),
                reason == null ? null : reason.message(),
                "The code %s stands in another discount of the shop already%s%s. It was not touched: give this one another code, or remove it there."
                        .formatted(
                                code,
                                title.isEmpty() ? "" : ", “" + title + "”",
                                ours ? ", which is another campaign's or code's" : ""),
                id.isEmpty() ? null : id));
    }

    private Stage titled(Write write, CallResult.Refused refused) {
        return lookup.find(write.calls(), write.item().item(), null)
                .either(
                        found -> found.map(id -> update(write, id))
                                .orElseGet(() -> write.item()
                                        .concluded(new Conclusion.Refused(new Reason(
                                                refused.reason().code(),
                                                refused.reason().field(),
                                                refused.reason().message(),
                                                "Another automatic discount of the shop has the title “%s”, and titles of automatic discounts are unique. Give the campaign another name."
                                                        .formatted(write.payload()
                                                                .path("title")
                                                                .asString("")))))),
                        write.item()::concluded);
    }

    /** Ours first, then what others have put there, as far as there is room. */
    private static List<String> tags(Write write, @Nullable ShopDiscount shop) {
        String own = DiscountTag.of(write.item().run().connector(), write.item().key());
        Set<String> all = new LinkedHashSet<>();
        all.add(own);
        Set<String> once = new LinkedHashSet<>();
        Exported exported = write.exported();
        if (exported != null) {
            exported.once().forEach(sent -> sent.path("tags").forEach(tag -> once.add(tag.asString(""))));
        }
        if (shop != null) {
            shop.tags().stream()
                    .filter(tag -> once.stream().noneMatch(tag::equalsIgnoreCase) && !tag.equalsIgnoreCase(own))
                    .forEach(all::add);
        }
        write.payload().path("tags").forEach(tag -> all.add(tag.asString("")));
        return all.stream().limit(MAX_TAGS).toList();
    }

    private Stage written(Write write, Optional<ShopDiscount> found, @Nullable String code, Period period) {
        if (found.isEmpty()) {
            return write.item().concluded(Answers.withoutResult("discount"));
        }
        ShopDiscount shop = found.get();
        List<String> differences = DiscountDifferences.of(
                write.payload(), code, period, write.audience().ids(), shop);
        Decided decided = new Decided(write, shop, period);
        return write.item()
                .concluded(
                        differences.isEmpty()
                                ? decided.conclusion()
                                : Conclusion.Written.lacking(
                                        decided.now(),
                                        false,
                                        new Reason(
                                                "DIFFERS",
                                                String.join(", ", differences),
                                                null,
                                                "The shop took it, and holds something else than was sent: "
                                                        + String.join(", ", differences)
                                                        + ". Look at it in Shopify, then replay it."),
                                        "",
                                        decided.leftOut()));
    }

    /** How a write has ended. */
    private record Decided(Write write, ShopDiscount shop, Period period) {

        Exported now() {
            ObjectNode refs = JsonNodeFactory.instance.objectNode();
            if (period.ended() != null) {
                refs.put("endedAt", period.ended().toString());
            }
            return new Exported(
                    write.item().key(),
                    shop.id(),
                    Exported.State.EXPORTED,
                    write.item().mapped().hash(),
                    write.item().input(),
                    refs);
        }

        List<LeftOut> leftOut() {
            return write.audience().unknown();
        }

        Conclusion conclusion() {
            Exported before = write.exported();
            boolean isNew = !write.item().item().isInShop();
            boolean active = write.payload().path("active").asBoolean(true);
            boolean wasActive = before == null
                    || before.state() == Exported.State.EXPORTED
                            && (before.payload() == null
                                    || before.payload().path("active").asBoolean(true));
            Outcome outcome = isNew ? Outcome.CREATED : active ? Outcome.UPDATED : Outcome.ARCHIVED;
            List<String> said = new ArrayList<>();
            said.add("“%s” %s".formatted(write.payload().path("title").asString(""), what(isNew, active, wasActive)));
            said.addAll(write.item().mapped().payload().notes());
            leftOut().forEach(one -> said.add(one.sentence()));
            return new Conclusion.Written(outcome, now(), false, String.join(" ", said), null, leftOut());
        }

        private String what(boolean isNew, boolean active, boolean wasActive) {
            String code = shop.code();
            if (isNew) {
                return "created as %s%s."
                        .formatted(code == null ? "an automatic discount" : "a discount with the code " + code, held());
            }
            if (!active) {
                return wasActive
                        ? "deactivated: it ended in the shop on %s, and its own dates are kept here."
                                .formatted(shop.ends())
                        : "updated; it stays deactivated.";
            }
            return wasActive ? "updated." : "activated" + held() + ".";
        }

        private String held() {
            return ", from %s%s".formatted(shop.starts(), shop.ends() == null ? "" : " to " + shop.ends());
        }
    }

    private Stage delete(ItemCalls calls, Stage.ToSend item) {
        Exported exported = item.item().exported();
        ShopifyId known = exported == null ? null : exported.shopifyId();
        Asked<Optional<ShopifyId>> asked = known != null
                ? new Asked.Told<>(Optional.of(known))
                : lookup.find(calls, item.item(), item.input().path("code").stringValue(null));
        return asked.either(
                found -> found.map(id -> deleted(calls, item, id)).orElseGet(() -> item.concluded(gone(item))),
                item::concluded);
    }

    private static Stage deleted(ItemCalls calls, Stage.ToSend item, ShopifyId id) {
        CallResult answer = Discounts.remove(calls, id, Removal.DELETE);
        if (Discounts.isGone(answer)) {
            return item.concluded(gone(item));
        }
        return Answers.accepted(calls.run(), answer).either(data -> item.concluded(gone(item)), item::concluded);
    }

    private static Conclusion gone(Stage.ToSend item) {
        return new Conclusion.Removed(
                Outcome.DELETED,
                new Exported(item.key(), null, Exported.State.DELETED, null, null, null),
                "“%s” deactivated: deleted from the shop, as campaigns.deactivation says. Active again, it is made anew."
                        .formatted(item.input().path("title").asString("")));
    }

    private static ObjectNode id(ShopifyId id) {
        return JsonNodeFactory.instance.objectNode().put("id", id.gid());
    }

    private static ObjectNode discount(@Nullable ShopifyId id, ObjectNode input) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        if (id != null) {
            variables.put("id", id.gid());
        }
        return variables.set("discount", input);
    }
}
