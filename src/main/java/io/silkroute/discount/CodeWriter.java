package io.silkroute.discount;

import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a code to the shop: with terms of its own as a discount of its own, else as a further code of its campaign's.
 * Before it moves from one to the other it leaves the one, so that it never stands in both.
 */
@Component("codeWriter")
public class CodeWriter {

    private static final String REDEEM_CODE = "/DiscountRedeemCode/";
    private static final int AT_ONCE = 50; // as many as go in a call, unless the configuration says otherwise

    private final Gateway gateway;
    private final DiscountWriter discounts;
    private final DiscountLookup lookup;
    private final RedeemCodes codes;

    CodeWriter(Gateway gateway, DiscountWriter discounts, DiscountLookup lookup, RedeemCodes codes) {
        this.gateway = gateway;
        this.discounts = discounts;
        this.lookup = lookup;
        this.codes = codes;
    }

    public Stage write(Stage.ToSend code) {
        return joins(code) ? join(code) : own(code);
    }

    /** What {@link #write} does with it, as far as that is known without asking the shop. */
    ItemExporter.Outgoing outgoing(Stage.ToSend code) {
        if (!joins(code)) {
            return discounts.outgoing(code);
        }
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        if (!code.input().path("active").asBoolean(true)) {
            return code.item().mayBeInShop()
                    ? new ItemExporter.Outgoing.Withdrawal(
                            "It is not active: it is taken off the discount of its campaign.",
                            ItemExporter.Share.whole(RedeemCodes.REMOVE, variables))
                    : new ItemExporter.Outgoing.Nothing("It is not active, and the shop does not hold it.");
        }
        return new ItemExporter.Outgoing.Write(
                code.input().deepCopy(),
                List.of(),
                List.of(new ItemExporter.Share(
                        new ItemExporter.Request(RedeemCodes.ADD, variables), 1.0 / AT_ONCE, 1.0 / AT_ONCE)));
    }

    private static boolean joins(Stage.ToSend code) {
        return code.input().has("joins");
    }

    static boolean isRedeemCode(@Nullable ShopifyId id) {
        return id != null && id.gid().contains(REDEEM_CODE);
    }

    private static @Nullable ShopifyId known(Stage.ToSend code) {
        Exported exported = code.item().exported();
        return exported == null || !exported.inShop() ? null : exported.shopifyId();
    }

    private Stage own(Stage.ToSend code) {
        ItemCalls calls = new ItemCalls(gateway, code.item());
        ShopifyId known = known(code);
        Asked<Optional<ShopifyId>> joined =
                isRedeemCode(known) ? new Asked.Told<>(Optional.ofNullable(known)) : joined(calls, code.item());
        return joined.either(
                        found -> found.map(id -> leave(
                                        calls,
                                        code,
                                        id,
                                        () -> discounts.write(
                                                code.with(code.item().with(left(code))))))
                                .orElseGet(() -> discounts.write(code)),
                        code::concluded)
                .using(calls.used());
    }

    private Stage join(Stage.ToSend code) {
        ItemCalls calls = new ItemCalls(gateway, code.item());
        ShopifyId known = known(code);
        Asked<Optional<ShopifyId>> lost =
                mayBeElsewhere(code) ? find(calls, code.item()) : new Asked.Told<>(Optional.empty());
        return lost.either(
                        found -> found.filter(id -> !id.equals(known))
                                .map(id -> leave(calls, code, id, () -> join(calls, code)))
                                .orElseGet(() -> join(calls, code)),
                        code::concluded)
                .using(calls.used());
    }

    private Stage join(ItemCalls calls, Stage.ToSend code) {
        ShopifyId known = known(code);
        if (!code.input().path("active").asBoolean(true)) {
            return leave(calls, code, known, () -> code.concluded(takenOff(code)));
        }
        boolean stays = known == null || isRedeemCode(known) && sameDiscount(code) && sameCode(code);
        Stage together = new Stage.Together(
                code,
                code.run().connector().text() + " "
                        + code.input().path("discount").asString(""));
        return stays ? together : leave(calls, code, known, () -> together);
    }

    /** May a lost write have brought it to another place than the one where it is to be? There it will be found again. */
    private static boolean mayBeElsewhere(Stage.ToSend code) {
        ObjectNode note = note(code.item());
        return note != null
                && (!code.input().path("active").asBoolean(true)
                        || note.has("kind") // a discount of its own
                        || !note.path("discount").equals(code.input().path("discount"))
                        || !note.path("code").equals(code.input().path("code")));
    }

    private static @Nullable ObjectNode note(ExportItem item) {
        return item.exported() == null ? null : item.exported().sending();
    }

    private static Conclusion takenOff(Stage.ToSend code) {
        return new Conclusion.Removed(
                Outcome.ARCHIVED,
                new Exported(code.key(), null, Exported.State.DELETED, null, null, null),
                "%s deactivated: it was taken off the discount of its campaign. Active again, it is added anew, and Shopify counts its uses from 0."
                        .formatted(code.input().path("code").asString("")));
    }

    private static boolean sameDiscount(Stage.ToSend code) {
        Exported exported = code.item().exported();
        return exported != null
                && exported.refs() != null
                && exported.refs().path("discount").equals(code.input().path("discount"));
    }

    private static boolean sameCode(Stage.ToSend code) {
        Exported exported = code.item().exported();
        return exported != null
                && exported.payload() != null
                // Shopify tells them apart without case; taken off and added anew, its uses would count from 0.
                && exported.payload()
                        .path("code")
                        .asString("")
                        .equalsIgnoreCase(code.input().path("code").asString(""));
    }

    /** What is known after it has left: that a write may have arrived stays so. */
    private static Exported left(Stage.ToSend code) {
        Exported exported = code.item().exported();
        return new Exported(
                code.key(),
                null,
                exported != null && exported.inDoubt() ? Exported.State.SENDING : Exported.State.DELETED,
                null,
                null,
                null,
                exported == null ? null : exported.sending());
    }

    /** Takes it from where it stands, if it does, then goes on. */
    private Stage leave(ItemCalls calls, Stage.ToSend code, @Nullable ShopifyId where, Supplier<Stage> next) {
        if (where == null) {
            return next.get();
        }
        CallResult answer = remove(calls, code.item().exported(), where, Removal.DELETE);
        if (isGone(answer)) {
            return next.get();
        }
        return Answers.accepted(calls.run(), answer).either(data -> next.get(), code::concluded);
    }

    /** Takes a code from the shop, wherever it stands. */
    CallResult remove(ItemCalls calls, @Nullable Exported exported, ShopifyId id, Removal how) {
        if (!isRedeemCode(id)) {
            return Discounts.remove(calls, id, how);
        }
        // It stands where it was recorded, or where a lost write has brought it.
        JsonNode place = exported == null
                ? MissingNode.getInstance()
                : id.equals(exported.shopifyId()) ? exported.refs() : exported.sending();
        String discount = place == null ? "" : place.path("discount").asString("");
        return codes.remove(calls, new ShopifyId(discount), id);
    }

    static boolean isGone(CallResult answer) {
        return answer instanceof CallResult.Refused refused && RedeemCodes.lostDiscount(refused);
    }

    /** What it may have become by a write whose answer was lost, as the note of that write says. */
    Asked<Optional<ShopifyId>> find(ItemCalls calls, ExportItem item) {
        ObjectNode note = note(item);
        String code = item.image().image().path("code").asString("");
        String sent = note == null ? code : note.path("code").asString(code);
        boolean onlyJoined = note != null && note.has("discount") && !note.has("kind");
        return joined(calls, item)
                .then(found -> found.isPresent() || onlyJoined
                        ? new Asked.Told<>(found)
                        : lookup.find(calls, item, sent.isEmpty() ? null : sent));
    }

    /** On the discount that the note of a lost write names. */
    private Asked<Optional<ShopifyId>> joined(ItemCalls calls, ExportItem item) {
        ObjectNode note = note(item);
        String discount = note == null ? "" : note.path("discount").asString("");
        String code = note == null ? "" : note.path("code").asString("");
        return discount.isEmpty() || code.isEmpty()
                ? new Asked.Told<>(Optional.empty())
                : codes.redeemCode(calls, new ShopifyId(discount), code);
    }
}
