package io.silkroute.discount;

import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.ShopifyId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings a code to the shop: with terms of its own as a discount of its own, else as a further code of its campaign's.
 * Before it moves from one to the other it leaves the one, so that it never stands in both.
 */
@Component("codeWriter")
public class CodeWriter {

    private static final String REDEEM_CODE = "/DiscountRedeemCode/";

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
        ShopifyId known = known(code);
        if (!isRedeemCode(known)) {
            return discounts.write(code);
        }
        ItemCalls calls = new ItemCalls(gateway, code.item());
        return leave(calls, code, () -> discounts.write(code.with(code.item().with(left(code)))))
                .using(calls.used());
    }

    private Stage join(Stage.ToSend code) {
        ItemCalls calls = new ItemCalls(gateway, code.item());
        ShopifyId known = known(code);
        boolean active = code.input().path("active").asBoolean(true);
        if (!active) {
            return leave(calls, code, () -> code.concluded(takenOff(code))).using(calls.used());
        }
        boolean stays = known == null || isRedeemCode(known) && sameDiscount(code) && sameCode(code);
        Stage together = new Stage.Together(
                code,
                code.run().connector().text() + " "
                        + code.input().path("discount").asString(""));
        return (stays ? together : leave(calls, code, () -> together)).using(calls.used());
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
                && exported.payload().path("code").equals(code.input().path("code"));
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

    /** Takes it from where it stands, then goes on. */
    private Stage leave(ItemCalls calls, Stage.ToSend code, Supplier<Stage> next) {
        ShopifyId known = known(code);
        if (known == null) {
            return next.get();
        }
        CallResult answer = remove(calls, code.item().exported(), known, Removal.DELETE);
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
        String discount = exported == null || exported.refs() == null
                ? ""
                : exported.refs().path("discount").asString("");
        if (discount.isEmpty() && exported != null && exported.sending() != null) {
            discount = exported.sending().path("discount").asString("");
        }
        return codes.remove(calls, new ShopifyId(discount), id);
    }

    static boolean isGone(CallResult answer) {
        return answer instanceof CallResult.Refused refused && RedeemCodes.lostDiscount(refused);
    }

    /** What it may have become by a write whose answer was lost, as the note of that write says. */
    Asked<Optional<ShopifyId>> find(ItemCalls calls, ExportItem item) {
        Exported exported = item.exported();
        String code = item.image().image().path("code").asString("");
        String discount = "";
        if (exported != null && exported.sending() != null) {
            code = exported.sending().path("code").asString(code);
            discount = exported.sending().path("discount").asString("");
        }
        if (!discount.isEmpty() && !code.isEmpty()) {
            return codes.redeemCode(calls, new ShopifyId(discount), code);
        }
        return lookup.find(calls, item, code.isEmpty() ? null : code);
    }
}
