package io.silkroute.discount;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.anItem;
import static io.silkroute.export.AnItem.json;
import static io.silkroute.shopify.call.FakeGateway.accepted;
import static io.silkroute.shopify.call.FakeGateway.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.campaign.Terms;
import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.export.AnItem;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Decision;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.Rendered;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A campaign on its way to the shop. */
class DiscountWriterTest {

    private static final String PAYLOAD =
            "{'kind':'CodeBasic','title':'BF','combinesWith':{},'tags':[],'context':{'all':'ALL'},'active':true,"
                    + "'customerGets':{'value':{'percentage':0.15},'items':{'all':true}}}";
    private static final CallResult TAKEN = refused("TAKEN", "basicCodeDiscount.code", "Code must be unique.");
    private static final CallResult MADE = accepted("{'discountCodeBasicCreate':{'codeDiscountNode':"
            + "{'id':'gid://shopify/DiscountCodeNode/1'},'userErrors':[]}}");

    private final FakeGateway gateway = new FakeGateway();
    private final DiscountWriter writer =
            DiscountWriters.writer(gateway, Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC));

    private static Stage.ToSend campaign(AnItem item, String payload, String... firstCodes) {
        ObjectNode input = json(payload);
        Map<String, ItemKey> joiningFirst = new LinkedHashMap<>();
        for (String code : firstCodes) {
            joiningFirst.put(code, new ItemKey(ItemType.CODE, code));
        }
        DiscountRelated related = new DiscountRelated(
                input,
                Terms.of(json("{'type':'campaign','id':'K'}")),
                Terms.of(json("{'type':'campaign','id':'K'}")),
                Applied.EVERYTHING,
                null,
                null,
                joiningFirst,
                true,
                null);
        return new Stage.ToSend(
                item.in(aRun().begun()).with(related),
                new Decision.Send(
                        new Rendered.Payload(input, List.of(), List.of()), CanonicalJson.digest(input), Set.of()));
    }

    private static AnItem campaign() {
        return anItem(ItemType.CAMPAIGN, "K");
    }

    private void holdsForeign(String code) {
        gateway.accepts(
                "discountByCode",
                "{'codeDiscountNodeByCode':{'id':'gid://shopify/DiscountCodeNode/9','codeDiscount':{'title':'" + code
                        + "','tags':[]}}}");
    }

    @Test
    void a_campaign_begins_with_the_next_code_that_joins_it_where_another_discount_has_the_first() {
        holdsForeign("ANNA");
        gateway.answers("discountCodeBasicCreate", TAKEN, MADE)
                .accepts(
                        "discountById",
                        "{'discountNode':{'discount':{'__typename':'DiscountCodeBasic','title':'BF',"
                                + "'startsAt':'2026-11-20T12:00:00Z','combinesWith':{},'codesCount':{'count':1},"
                                + "'codes':{'nodes':[{'code':'BEN'}]},'customerGets':{'value':{'percentage':0.15},"
                                + "'items':{'allItems':true}}}}}");

        Stage written = writer.write(campaign(campaign(), PAYLOAD, "ANNA", "BEN"));

        assertThat(((Stage.Concluded) written).conclusion())
                .isInstanceOfSatisfying(
                        Conclusion.Written.class,
                        made -> assertThat(made.outcome()).isEqualTo(Outcome.CREATED));
        assertThat(gateway.variablesOf("discountCodeBasicCreate")
                        .at("/discount/code")
                        .asString())
                .isEqualTo("BEN");
    }

    private static List<String> operations(ItemExporter.Outgoing outgoing) {
        assertThat(outgoing).isInstanceOf(ItemExporter.Outgoing.Write.class);
        return ((ItemExporter.Outgoing.Write) outgoing)
                .calls().stream()
                        .map(share -> share.request().operation().name())
                        .toList();
    }

    @Test
    void a_preview_tells_the_calls_that_a_discount_takes_and_asks_nobody() {
        AnItem there = campaign().exportedWith(PAYLOAD, "{}");

        assertThat(operations(writer.outgoing(campaign(campaign(), PAYLOAD))))
                .containsExactly("discountCodeBasicCreate", "discountById");
        assertThat(operations(writer.outgoing(campaign(there, PAYLOAD))))
                .containsExactly("discountById", "discountCodeBasicUpdate", "discountById");
        assertThat(gateway.operations()).isEmpty();
    }

    @Test
    void a_preview_says_of_what_cannot_be_expressed_why_it_is_rejected() {
        String unsent = PAYLOAD.replace("'active':true", "'" + DiscountRenderer.UNSENT + "':['No such segment.']");

        assertThat(writer.outgoing(campaign(campaign(), unsent)))
                .isEqualTo(new ItemExporter.Outgoing.Nothing("No such segment."));
        assertThat(((Stage.Concluded) writer.write(campaign(campaign(), unsent))).conclusion())
                .isEqualTo(new Conclusion.Rejected("No such segment."));
    }

    @Test
    void a_preview_of_a_code_that_joins_counts_its_part_of_a_call() {
        CodeWriter codes = new CodeWriter(gateway, writer, DiscountWriters.lookup(), DiscountWriters.codes(gateway));
        AnItem code = anItem(ItemType.CODE, "ANNA");
        String joins = "{'joins':'K','discount':'gid://D/1','code':'ANNA','active':true}";

        assertThat(codes.outgoing(campaign(code, joins)))
                .isInstanceOfSatisfying(
                        ItemExporter.Outgoing.Write.class,
                        write -> assertThat(write.calls())
                                .singleElement()
                                .satisfies(share -> assertThat(share.ofCall()).isEqualTo(0.02)));
        assertThat(codes.outgoing(campaign(code, joins.replace("true", "false"))))
                .isInstanceOf(ItemExporter.Outgoing.Nothing.class);
        assertThat(codes.outgoing(
                        campaign(code.exportedWith(joins, "{'discount':'gid://D/1'}"), joins.replace("true", "false"))))
                .isInstanceOf(ItemExporter.Outgoing.Withdrawal.class);
    }

    @Test
    void a_campaign_none_of_whose_codes_is_free_is_parked() {
        holdsForeign("BEN");
        gateway.answers("discountCodeBasicCreate", TAKEN);

        Stage written = writer.write(campaign(campaign(), PAYLOAD, "ANNA", "BEN"));

        assertThat(((Stage.Concluded) written).conclusion())
                .isInstanceOfSatisfying(
                        Conclusion.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(DiscountWriter.CODE_TAKEN));
        assertThat(gateway.operations())
                .filteredOn("discountCodeBasicCreate"::equals)
                .hasSize(2);
    }

    @Test
    void a_code_of_its_own_is_not_replaced_by_one_that_joins() {
        holdsForeign("BF");
        gateway.answers("discountCodeBasicCreate", TAKEN);

        writer.write(campaign(campaign(), PAYLOAD.replace("'tags'", "'code':'BF','tags'"), "ANNA", "BEN"));

        assertThat(gateway.operations())
                .filteredOn("discountCodeBasicCreate"::equals)
                .hasSize(1);
    }

    @Test
    void what_is_paused_and_cannot_be_sent_as_a_whole_ends_in_the_shop() {
        gateway.accepts("discountCodeDeactivate", "{'discountCodeDeactivate':{'userErrors':[]}}");
        String paused = PAYLOAD.replace("'active':true", "'active':false,'unsent':['It is mixed.']");

        Stage written = writer.write(campaign(campaign().state(Exported.State.EXPORTED), paused));

        assertThat(gateway.operations()).containsExactly("discountCodeDeactivate");
        assertThat(((Stage.Concluded) written).conclusion()).isInstanceOfSatisfying(Conclusion.Written.class, ended -> {
            assertThat(ended.outcome()).isEqualTo(Outcome.ARCHIVED);
            assertThat(ended.sentence()).contains("“BF” deactivated", "It is mixed.");
        });
    }

    @Test
    void what_is_paused_and_gone_from_the_shop_is_told_so() {
        gateway.answers("discountCodeDeactivate", refused(null, "id", "Code discount does not exist."));
        String paused = PAYLOAD.replace("'active':true", "'active':false,'unsent':['It is mixed.']");

        Stage written = writer.write(campaign(campaign().state(Exported.State.EXPORTED), paused));

        assertThat(((Stage.Concluded) written).conclusion().sentence()).contains("the shop holds it no more");
    }
}
