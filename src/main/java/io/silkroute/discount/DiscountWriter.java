package io.silkroute.discount;

import io.silkroute.catalogue.Digest;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.discount.audience.Audience;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.DeletedInShop;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.edited.EditedItems;
import io.silkroute.export.ledger.Exported;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
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
    public static final String CODE_TAKEN = Reason.CODE_TAKEN;

    private final Gateway gateway;
    private final DiscountLookup lookup;
    private final RedeemCodes codes;
    private final EditedItems edits;
    private final Clock clock;

    DiscountWriter(Gateway gateway, DiscountLookup lookup, RedeemCodes codes, EditedItems edits, Clock clock) {
        this.gateway = gateway;
        this.lookup = lookup;
        this.codes = codes;
        this.edits = edits;
        this.clock = clock;
    }

    /** One write with what it needs. */
    private record Write(
            ItemCalls calls, Stage.ToSend item, DiscountKind kind, Audience audience, List<String> firstCodes) {

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
            return own != null || !kind.byCode() || firstCodes.isEmpty() ? own : firstCodes.get(0);
        }

        Write with(Stage.ToSend other) {
            return new Write(calls, other, kind, audience, firstCodes);
        }

        /** With the next of those that join it, as another discount has the first; empty if there is none. */
        Optional<Write> withNextCode() {
            return payload().has("code") || firstCodes.size() < 2
                    ? Optional.empty()
                    : Optional.of(new Write(calls, item, kind, audience, firstCodes.subList(1, firstCodes.size())));
        }
    }

    /** @return concluded; or loaded, with what somebody has changed in the shop, to be decided on once more */
    public Stage write(Stage.ToSend item) {
        ItemCalls calls = new ItemCalls(gateway, item.item());
        DiscountKind kind = DiscountKind.of(item.input().path("kind").asString(""));
        boolean deletes = !item.input().path("active").asBoolean(true)
                && Discounts.deletesInactive(item.run().config());
        Stage written;
        if (deletes) {
            written = delete(calls, item);
        } else if (item.input().has(DiscountRenderer.UNSENT)) {
            List<String> why = new ArrayList<>();
            item.input().path(DiscountRenderer.UNSENT).forEach(one -> why.add(one.asString("")));
            written = paused(calls, item, new Conclusion.Rejected(String.join(" ", why)));
        } else {
            List<String> first =
                    item.item().related() instanceof DiscountRelated related ? related.firstCodes() : List.of();
            written = Audience.of(ShopReads.by(calls), item.input().path("context"))
                    .either(
                            audience -> known(new Write(calls, item, kind, audience, first)),
                            ended -> paused(calls, item, ended));
        }
        return written.using(calls.used());
    }

    /** What {@link #write} does with it, as far as that is known without asking the shop. */
    ItemExporter.Outgoing outgoing(Stage.ToSend item) {
        Exported exported = item.item().exported();
        boolean known = exported != null && exported.inShop() && exported.shopifyId() != null;
        DiscountKind kind = DiscountKind.of(item.input().path("kind").asString(""));
        boolean active = item.input().path("active").asBoolean(true);
        boolean onlyLeaves = item.input().has(DiscountRenderer.UNSENT)
                || Discounts.deletesInactive(item.run().config());
        if (!active && onlyLeaves && !item.item().mayBeInShop()) {
            return new ItemExporter.Outgoing.Nothing("It is not active, and the shop does not hold it.");
        }
        if (!active && Discounts.deletesInactive(item.run().config())) {
            return new ItemExporter.Outgoing.Withdrawal(
                    "It is not active, and what is not active is deleted from the shop.", share(kind.delete()));
        }
        if (item.input().has(DiscountRenderer.UNSENT)) {
            List<String> why = new ArrayList<>();
            item.input().path(DiscountRenderer.UNSENT).forEach(one -> why.add(one.asString("")));
            return active
                    ? new ItemExporter.Outgoing.Nothing(String.join(" ", why))
                    : new ItemExporter.Outgoing.Write(
                            JsonNodeFactory.instance.objectNode().put("active", false),
                            List.of(),
                            List.of(share(kind.deactivate())));
        }
        // What was written is read back.
        return new ItemExporter.Outgoing.Write(
                item.input().deepCopy(),
                List.of(),
                known
                        ? List.of(share(ShopDiscount.BY_ID), share(kind.update()), share(ShopDiscount.BY_ID))
                        : List.of(share(kind.create()), share(ShopDiscount.BY_ID)));
    }

    private static ItemExporter.Share share(Operation operation) {
        return ItemExporter.Share.whole(operation, JsonNodeFactory.instance.objectNode());
    }

    /** What it names may not be expressible, or be gone from the shop: what is to be paused ends there all the same. */
    private Stage paused(ItemCalls calls, Stage.ToSend item, Conclusion ended) {
        if (item.input().path("active").asBoolean(true) || !(ended instanceof Conclusion.Rejected rejected)) {
            return item.concluded(ended);
        }
        return where(calls, item)
                .either(
                        found -> found.map(id -> ended(calls, item, id, rejected))
                                .orElseGet(() -> item.concluded(notThere(item))),
                        item::concluded);
    }

    /** The discount that it has become, or may have become by a write whose answer was lost. */
    private Asked<Optional<ShopifyId>> where(ItemCalls calls, Stage.ToSend item) {
        Exported exported = item.item().exported();
        ShopifyId known = exported == null || !exported.inShop() ? null : exported.shopifyId();
        return known != null
                ? new Asked.Told<>(Optional.of(known))
                : lookup.find(calls, item.item(), item.input().path("code").stringValue(null));
    }

    private static Stage ended(ItemCalls calls, Stage.ToSend item, ShopifyId id, Conclusion.Rejected rejected) {
        Exported exported = item.item().exported();
        ObjectNode refs = exported == null ? null : exported.refs();
        CallResult answer = Discounts.remove(calls, id, Removal.ARCHIVE);
        if (Discounts.isGone(answer)) {
            return item.concluded(notThere(item));
        }
        // Whom it is for the shop may come to know, and then it is to be sent again.
        Digest hash = item.input().has(DiscountRenderer.UNSENT) ? item.mapped().hash() : null;
        return Answers.accepted(calls.run(), answer)
                .either(
                        data -> item.concluded(new Conclusion.Written(
                                Outcome.ARCHIVED,
                                new Exported(item.key(), id, Exported.State.EXPORTED, hash, item.input(), refs),
                                false,
                                "“%s” deactivated: it ended in the shop. Nothing else of it was changed, because it could not be sent: %s"
                                        .formatted(title(item), rejected.sentence()))),
                        item::concluded);
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
                        found -> found.map(id -> update(write, id)).orElseGet(() -> create(anew(write))),
                        write.item()::concluded);
    }

    /** Of what is in the shop no more, or never came there. */
    private static Write anew(Write write) {
        return write.with(write.item().with(write.item().item().gone()));
    }

    private Stage update(Write write, ShopifyId id) {
        return ShopDiscount.read(write.calls(), id)
                .either(
                        found -> found.map(shop -> settled(write, shop)).orElseGet(() -> again(write, id)),
                        write.item()::concluded);
    }

    /** A discount is sent whole: what somebody has changed in it, and nobody has found yet, is settled before. */
    private Stage settled(Write write, ShopDiscount shop) {
        Exported known = write.exported();
        if (known == null || !known.isExported() || known.inDoubt() || !HeldDiscount.wasSent(known)) {
            return update(write, shop);
        }
        return HeldDiscount.of(ShopReads.by(write.calls()), known, shop)
                .either(
                        held -> held.differs(clock.instant()) ? edited(write, shop) : update(write, shop),
                        write.item()::concluded);
    }

    /** @return the item with what was found, if that is new, to be decided on once more */
    private Stage edited(Write write, ShopDiscount shop) {
        ExportItem item = write.item().item();
        EditedInShop found;
        try {
            found = edits.found(item.run().connector(), item.key());
        } catch (EditedItems.ShopSilent silent) {
            return write.item()
                    .concluded(new Conclusion.Deferred(
                            "Somebody has changed it in the shop, which did not tell in time what: "
                                    + silent.getMessage()));
        }
        return found.equals(item.edited())
                ? update(write, shop)
                : item.edited(found, found.over(item.exported(), DiscountFields.FIELDS));
    }

    /** Somebody has deleted it in the shop. @param gone that a search, which lags behind, may still find */
    private Stage again(Write write, ShopifyId gone) {
        Conclusion stays = DeletedInShop.stays(write.item());
        if (stays != null) {
            return write.item().concluded(stays);
        }
        Write anew = anew(write);
        return lookup.find(anew.calls(), anew.item().item(), anew.code())
                .either(
                        found -> found.filter(id -> !id.equals(gone))
                                .map(id -> update(anew, id))
                                .orElseGet(() -> create(anew)),
                        anew.item()::concluded);
    }

    private Stage update(Write write, ShopDiscount shop) {
        if (!shop.kind().becomes(write.kind())) {
            return remove(write, shop);
        }
        String code = write.payload().has("code") ? write.code() : null;
        // An own code that is sent again says nothing.
        if (code == null || shop.codes() == 1 && code.equals(shop.code()) || shop.codes() > 1 && isKnown(write, code)) {
            return send(write, shop, null);
        }
        return shop.codes() <= 1 && !isOfAnother(write, shop) ? send(write, shop, code) : moved(write, shop, code);
    }

    /** Did the shop take it with this code last? */
    private static boolean isKnown(Write write, String code) {
        Exported exported = write.exported();
        return exported != null
                && exported.isExported()
                && exported.payload() != null
                && code.equalsIgnoreCase(exported.payload().path("code").asString(""));
    }

    /** Is the discount's one code that of a code item, which an update would overwrite? */
    private static boolean isOfAnother(Write write, ShopDiscount shop) {
        return write.item().item().related() instanceof DiscountRelated related
                && related.hasCodes()
                && (write.exported() == null
                        || write.exported().once().stream()
                                .noneMatch(
                                        sent -> sent.path("code").asString("").equalsIgnoreCase(shop.code())));
    }

    /** Among several codes an update changes none: the new one is added, then the former one is taken off. */
    private Stage moved(Write write, ShopDiscount shop, String code) {
        return lookup.byCode(write.calls(), code)
                .then(found -> {
                    String holder = found.path("id").asString("");
                    if (holder.isEmpty()) {
                        return codes.add(write.calls(), shop.id(), code);
                    }
                    return holder.equals(shop.id().gid())
                            ? new Asked.Told<>(true)
                            : new Asked.Ended<Boolean>(codeTaken(code, found, null));
                })
                .then(added -> withoutFormer(write, shop, code))
                .either(done -> send(write, shop, null), write.item()::concluded);
    }

    private Asked<Boolean> withoutFormer(Write write, ShopDiscount shop, String code) {
        Asked<Boolean> off = new Asked.Told<>(true);
        Exported exported = write.exported();
        for (ObjectNode sent : exported == null ? List.<ObjectNode>of() : exported.once()) {
            String former = sent.path("code").asString("");
            if (!former.isEmpty() && !former.equalsIgnoreCase(code)) {
                off = off.then(before -> codes.redeemCode(write.calls(), shop.id(), former))
                        .then(id -> id.isEmpty()
                                ? new Asked.Told<>(true)
                                : Answers.accepted(
                                                write.calls().run(), codes.remove(write.calls(), shop.id(), id.get()))
                                        .map(data -> true));
            }
        }
        return off;
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
        List<String> tags = tags(write, shop);
        List<ObjectNode> inputs = new DiscountInput(write.payload(), shop)
                .inputs(
                        code,
                        tags.stream().limit(DiscountTag.MAX_TAGS).toList(),
                        period,
                        write.audience().ids());
        CallResult first = shop == null
                ? write.calls().ask(write.kind().create(), discount(null, inputs.get(0)))
                : write.calls().ask(write.kind().update(), discount(shop.id(), inputs.get(0)));
        first = Answers.forTheItem(first);
        if (first instanceof CallResult.Refused refused) {
            return refused(write, shop, code, refused);
        }
        return Answers.accepted(write.calls().run(), first)
                .then(data -> node(data, write.kind(), shop))
                .either(
                        id -> rest(write, id, inputs.subList(1, inputs.size()))
                                .then(known -> ShopDiscount.read(write.calls(), known))
                                .then(found -> cleaned(write, found))
                                .either(
                                        found -> written(
                                                write,
                                                found,
                                                code,
                                                period,
                                                tags.stream()
                                                        .skip(DiscountTag.MAX_TAGS)
                                                        .toList()),
                                        ended -> write.item().concluded(made(write, id, ended))),
                        write.item()::concluded);
    }

    /** It is in the shop by now, whatever became of the rest: what has been made is not forgotten. */
    private static Conclusion made(Write write, ShopifyId id, Conclusion ended) {
        return ended instanceof Conclusion.Refused refused
                        && !write.item().item().isInShop()
                ? Conclusion.Written.lacking(
                        new Exported(
                                write.item().key(),
                                id,
                                Exported.State.EXPORTED,
                                null,
                                write.item().input(),
                                JsonNodeFactory.instance.objectNode()),
                        false,
                        refused.reason(),
                        " The discount is in the shop, and not as a whole.",
                        write.audience().unknown())
                : ended;
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
            return again(write, shop.id());
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
                                : write.withNextCode()
                                        .filter(next -> shop == null)
                                        .map(this::create)
                                        .orElseGet(
                                                () -> write.item().concluded(codeTaken(code, found, refused.reason()))),
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

    /** Ours first, then what others have put there, then the campaign's; there is room for the first {@value DiscountTag#MAX_TAGS}. */
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
        return List.copyOf(all);
    }

    /** @param withoutRoom tags that were not sent */
    private Stage written(
            Write write, Optional<ShopDiscount> found, @Nullable String code, Period period, List<String> withoutRoom) {
        if (found.isEmpty()) {
            return write.item().concluded(Answers.withoutResult("discount"));
        }
        ShopDiscount shop = found.get();
        List<String> differences = DiscountDifferences.of(
                write.payload(), code, period, write.audience().ids(), shop);
        Decided decided = new Decided(write, shop, period, withoutRoom);
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
    private record Decided(Write write, ShopDiscount shop, Period period, List<String> withoutRoom) {

        Exported now() {
            ObjectNode refs = JsonNodeFactory.instance.objectNode();
            if (period.ended() != null) {
                refs.put("endedAt", period.ended().toString());
            }
            if (!write.audience().ids().isEmpty()) {
                write.audience().ids().forEach(refs.putArray("audience")::add);
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
            List<LeftOut> all = new ArrayList<>(write.audience().unknown());
            if (!withoutRoom.isEmpty()) {
                all.add(new LeftOut(
                        Omission.ENTRY,
                        "The discount has tags of others in the shop, and Shopify takes %d; left out: %s."
                                .formatted(DiscountTag.MAX_TAGS, String.join(", ", withoutRoom))));
            }
            return all;
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
        return where(calls, item)
                .either(
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
        return gone(item, "deleted from the shop, as campaigns.deactivation says");
    }

    private static Conclusion notThere(Stage.ToSend item) {
        return gone(item, "the shop holds it no more");
    }

    private static Conclusion gone(Stage.ToSend item, String how) {
        return new Conclusion.Removed(
                Outcome.DELETED,
                new Exported(item.key(), null, Exported.State.DELETED, null, null, null),
                "“%s” deactivated: %s. Active again, it is made anew.".formatted(title(item), how));
    }

    private static String title(Stage.ToSend item) {
        return item.input().path("title").asString(item.key().id());
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
