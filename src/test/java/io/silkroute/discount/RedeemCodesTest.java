package io.silkroute.discount;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.anItem;
import static io.silkroute.shopify.call.FakeGateway.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemType;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.call.FakeGateway;
import org.junit.jupiter.api.Test;

/** Codes that are added to a discount and taken off it, by jobs of the shop. */
class RedeemCodesTest {

    private static final ShopifyId DISCOUNT = new ShopifyId("gid://shopify/DiscountCodeNode/1");
    private static final ShopifyId CODE = new ShopifyId("gid://shopify/DiscountRedeemCode/2");

    private final FakeGateway gateway = new FakeGateway();
    private final RedeemCodes codes = DiscountWriters.codes(gateway);
    private final ItemCalls calls =
            new ItemCalls(gateway, anItem(ItemType.CODE, "c").in(aRun().begun()));

    @Test
    void a_code_whose_removal_the_shop_never_ends_counts_as_standing_there() {
        gateway.accepts(
                        "discountCodeRedeemCodeBulkDelete",
                        "{'discountCodeRedeemCodeBulkDelete':{'job':{'id':'gid://shopify/Job/1','done':false}}}")
                .accepts("jobState", "{'job':{'id':'gid://shopify/Job/1','done':false}}");

        CallResult answer = codes.remove(calls, DISCOUNT, CODE);

        assertThat(answer).isInstanceOfSatisfying(CallResult.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo("OUT_OF_ATTEMPTS");
            assertThat(refused.reason().sentence()).contains("Replay the item");
        });
        assertThat(CodeWriter.isGone(answer)).isFalse();
    }

    @Test
    void a_code_is_off_when_the_shop_has_ended_the_job() {
        gateway.accepts(
                        "discountCodeRedeemCodeBulkDelete",
                        "{'discountCodeRedeemCodeBulkDelete':{'job':{'id':'gid://shopify/Job/1','done':false}}}")
                .answers(
                        "jobState",
                        accepted("{'job':{'id':'gid://shopify/Job/1','done':false}}"),
                        accepted("{'job':{'id':'gid://shopify/Job/1','done':true}}"));

        assertThat(codes.remove(calls, DISCOUNT, CODE)).isInstanceOf(CallResult.Accepted.class);
        assertThat(gateway.operations()).hasSize(3);
    }

    @Test
    void a_code_whose_addition_the_shop_never_ends_may_have_arrived() {
        gateway.accepts(
                        "discountRedeemCodeBulkAdd",
                        "{'discountRedeemCodeBulkAdd':{'bulkCreation':{'id':'gid://shopify/DiscountRedeemCodeBulkCreation/1'}}}")
                .accepts(
                        "discountRedeemCodeBulkCreation",
                        "{'discountRedeemCodeBulkCreation':{'done':false,'codes':{'nodes':[]}}}");

        Asked<Boolean> added = codes.add(calls, DISCOUNT, "ANNA");

        boolean inDoubt =
                added.either(told -> false, ended -> ended instanceof Conclusion.Refused refused && refused.inDoubt());
        assertThat(inDoubt).isTrue();
    }

    @Test
    void a_code_is_searched_for_whatever_signs_are_in_it() {
        gateway.accepts("redeemCodesOf", "{'codeDiscountNode':{'codeDiscount':{'codes':{'nodes':[]}}}}");

        codes.redeemCode(calls, DISCOUNT, "O'NEIL\\10");

        assertThat(gateway.variablesOf("redeemCodesOf").path("query").asString())
                .isEqualTo("code:'O\\'NEIL\\\\10'");
    }
}
