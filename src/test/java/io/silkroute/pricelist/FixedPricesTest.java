package io.silkroute.pricelist;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemType;
import io.silkroute.export.ARun;
import io.silkroute.export.AnItem;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.export.followup.FollowUpPlan;
import io.silkroute.export.followup.Followed;
import io.silkroute.export.followup.Following;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.call.FakeGateway;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What goes to a product's price lists, and what is recorded of it. */
class FixedPricesTest {

    private static final String ADD = "priceListFixedPricesAdd";
    private static final String DELETE = "priceListFixedPricesDelete";
    private static final String REFS = "{'variants':{'S':'gid://V/1','M':'gid://V/2'}}";

    private final FakeGateway gateway = new FakeGateway().accepts(ADD, "{}").accepts(DELETE, "{}");
    private final FixedPrices prices = new FixedPrices();

    private static String lists(String prices) {
        return "{'priceLists':" + prices + "}";
    }

    private static String usd(String prices) {
        return lists("{'USD 1':" + prices + "}");
    }

    private Asked<Followed> asked(ARun run, AnItem item, String refs) {
        Stage.ToSend product = item.toSend(run.begun());
        return prices.follow(
                new ItemCalls(gateway, product.item()),
                new Following(product, new ShopifyId("gid://P/1"), json(refs), json("{}")));
    }

    private Followed followed(AnItem item) {
        return told(asked(aRun(), item, REFS));
    }

    private static Followed told(Asked<Followed> asked) {
        assertThat(asked).isInstanceOf(Asked.Told.class);
        return ((Asked.Told<Followed>) asked).value();
    }

    private static AnItem changed(String before, String now) {
        return aProduct("P").exportedWith(before, REFS).rendered(now, "S", "M");
    }

    private JsonNode sent(String operation) {
        return gateway.variablesOf(operation);
    }

    @Test
    void it_follows_products_and_no_others() {
        assertThat(prices.concerns(ItemType.PRODUCT)).isTrue();
        assertThat(prices.concerns(ItemType.CATEGORY)).isFalse();
    }

    @Test
    void a_new_product_has_all_its_amounts_sent_list_by_list() {
        Followed followed = followed(aProduct("P")
                .rendered(
                        lists("{'CHF 2':{'S':{'price':'9.00'}},"
                                + "'USD 1':{'S':{'price':'12.00','compareAtPrice':'15.00'},'M':{'price':'13.00'}}}"),
                        "S",
                        "M"));

        assertThat(gateway.operations()).containsExactly(ADD, ADD);
        assertThat(sent(ADD))
                .isEqualTo(json("{'priceListId':'gid://shopify/PriceList/1','prices':[{'variantId':'gid://V/1',"
                        + "'price':{'amount':'12.00','currencyCode':'USD'},"
                        + "'compareAtPrice':{'amount':'15.00','currencyCode':'USD'}},{'variantId':'gid://V/2',"
                        + "'price':{'amount':'13.00','currencyCode':'USD'}}]}"));
        assertThat(followed.why()).isNull();
        assertThat(followed.held().size()).isEqualTo(2);
    }

    @Test
    void only_what_has_changed_is_sent() {
        Followed followed = followed(changed(
                usd("{'S':{'price':'12.00'},'M':{'price':'13.00'}}"),
                usd("{'S':{'price':'12.00'},'M':{'price':'14.00'}}")));

        assertThat(gateway.operations()).containsExactly(ADD);
        assertThat(sent(ADD).path("prices")).hasSize(1);
        assertThat(sent(ADD).at("/prices/0/price/amount").asString()).isEqualTo("14.00");
        assertThat(followed).isEqualTo(Followed.whole(json("{'USD 1':{'S':{'price':'12.00'},'M':{'price':'14.00'}}}")));
    }

    @Test
    void nothing_changed_makes_no_call() {
        String same = usd("{'S':{'price':'12.00'}}");
        followed(changed(same, same));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void what_is_forced_or_in_doubt_is_sent_again() {
        String same = usd("{'S':{'price':'12.00'}}");
        told(asked(aRun().forceRefresh(), changed(same, same), REFS));
        assertThat(gateway.operations()).containsExactly(ADD);

        followed(changed(same, same).sending("{'priceLists':{'USD 1':{'S':{'price':null}}}}"));
        assertThat(gateway.operations()).containsExactly(ADD, ADD);
    }

    @Test
    void an_amount_that_the_pim_takes_back_is_deleted_and_so_is_one_that_a_lost_write_may_have_brought() {
        Followed followed = followed(changed(usd("{'S':{'price':'12.00'},'M':{'price':'13.00'}}"), "{'title':'P'}")
                .sending("{'priceLists':{'CHF 2':{'M':{'price':null}}}}"));

        assertThat(gateway.operations()).containsExactly(DELETE, DELETE);
        assertThat(sent(DELETE).path("variantIds").toString()).isEqualTo("[\"gid://V/1\",\"gid://V/2\"]");
        assertThat(followed.held().isMissingNode()).isTrue();
    }

    @Test
    void the_price_of_a_variant_that_has_gone_has_gone_with_it_and_one_made_anew_gets_its_own() {
        AnItem item = aProduct("P")
                .exportedWith(
                        usd("{'S':{'price':'12.00'},'M':{'price':'13.00'},'L':{'price':'1.00'}}"),
                        "{'variants':{'S':'gid://V/1','M':'gid://V/2','L':'gid://V/3'}}")
                .rendered(usd("{'S':{'price':'12.00'},'M':{'price':'13.00'}}"), "S", "M");

        told(asked(aRun(), item, "{'variants':{'S':'gid://V/1','M':'gid://V/9'}}"));

        assertThat(gateway.operations()).containsExactly(ADD);
        assertThat(sent(ADD).path("prices")).hasSize(1);
        assertThat(sent(ADD).at("/prices/0/variantId").asString()).isEqualTo("gid://V/9");
    }

    @Test
    void what_is_not_there_any_more_is_taken_away_already() {
        gateway.answers(
                DELETE,
                FakeGateway.refused("PRICE_NOT_FIXED", "variantIds.1", "Only fixed prices can be deleted."),
                FakeGateway.accepted("{}"));
        Followed followed = followed(changed(usd("{'S':{'price':'12.00'},'M':{'price':'13.00'}}"), "{'title':'P'}"));

        assertThat(gateway.operations()).containsExactly(DELETE, DELETE);
        assertThat(sent(DELETE).path("variantIds").toString()).isEqualTo("[\"gid://V/1\"]");
        assertThat(followed.why()).isNull();
        gateway.answers(DELETE, FakeGateway.refused("PRICE_LIST_NOT_FOUND", "priceListId", "Not there."));
        assertThat(followed(changed(usd("{'S':{'price':'12.00'}}"), "{'title':'P'}"))
                        .why())
                .isNull();
    }

    @Test
    void a_price_that_is_refused_is_given_up_and_the_others_go() {
        gateway.answers(
                ADD, FakeGateway.refused(null, "prices.0.price.amount", "Too much."), FakeGateway.accepted("{}"));
        Followed followed =
                followed(changed(usd("{'S':{'price':'12.00'}}"), usd("{'S':{'price':'99.00'},'M':{'price':'13.00'}}")));

        assertThat(gateway.operations()).containsExactly(ADD, ADD);
        assertThat(sent(ADD).at("/prices/0/variantId").asString()).isEqualTo("gid://V/2");
        assertThat(followed.held()).isEqualTo(json("{'USD 1':{'S':{'price':'12.00'},'M':{'price':'13.00'}}}"));
        assertThat(Objects.requireNonNull(followed.why()).sentence())
                .isEqualTo("The shop has the product, but not all of its prices in USD: Shopify refused it: Too much.");
    }

    @Test
    void a_list_that_was_deleted_has_nothing_of_it() {
        gateway.answers(ADD, FakeGateway.refused("PRICE_LIST_NOT_FOUND", "priceListId", "Not there."));
        Followed followed = followed(aProduct("P").rendered(usd("{'S':{'price':'12.00'}}"), "S", "M"));

        assertThat(followed.held().isMissingNode()).isTrue();
        assertThat(Objects.requireNonNull(followed.why()).code()).isEqualTo("PRICE_LIST_NOT_FOUND");
    }

    @Test
    void a_variant_that_is_not_found_has_the_product_written_again() {
        gateway.answers(ADD, FakeGateway.refused("VARIANT_NOT_FOUND", "prices.0.variantId", "Not there."));
        assertThat(followed(aProduct("P").rendered(usd("{'S':{'price':'12.00'}}"), "S", "M"))
                        .gone())
                .isTrue();
        assertThat(followed(aProduct("P").rendered(usd("{'XL':{'price':'12.00'}}"), "XL"))
                        .gone())
                .isTrue();
    }

    @Test
    void a_missing_scope_is_told_and_a_shop_that_does_not_answer_ends_it() {
        AnItem item = aProduct("P").rendered(usd("{'S':{'price':'12.00'}}"), "S", "M");
        gateway.answers(ADD, FakeGateway.refusedAsAWhole(Reason.ACCESS_DENIED, "write_products"));
        assertThat(followed(item).why()).isNotNull();

        gateway.answers(ADD, FakeGateway.aborted("Away."));
        assertThat(asked(aRun(), item, REFS))
                .isInstanceOfSatisfying(
                        Asked.Ended.class,
                        ended -> assertThat(ended.conclusion()).isInstanceOf(Conclusion.Broken.class));
    }

    @Test
    void a_call_holds_250_prices() {
        String many = IntStream.range(0, 251)
                .mapToObj(i -> "'V" + i + "':{'price':'1.00'}")
                .collect(Collectors.joining(",", "{", "}"));
        String refs = IntStream.range(0, 251)
                .mapToObj(i -> "'V" + i + "':'gid://V/" + i + "'")
                .collect(Collectors.joining(",", "{'variants':{", "}}"));
        told(asked(aRun(), aProduct("P").rendered(usd(many), "V0"), refs));

        assertThat(gateway.asked())
                .extracting(call -> call.variables().path("prices").size())
                .containsExactly(250, 1);
    }

    @Test
    void a_preview_shows_what_is_set_and_what_is_cleared() {
        FollowUpPlan plan = prices.plan(changed(
                        usd("{'S':{'price':'12.00','compareAtPrice':'15.00'},'M':{'price':'13.00'}}"),
                        usd("{'S':{'price':'11.00'}}"))
                .toSend(aRun().begun()));

        assertThat(plan.sent())
                .isEqualTo(json("{'USD 1':{'S':{'price':'11.00','compareAtPrice':null},'M':{'price':null}}}"));
        assertThat(plan.calls()).hasSize(2);
        String same = usd("{'S':{'price':'12.00'}}");
        assertThat(prices.plan(changed(same, same).toSend(aRun().begun()))).isEqualTo(FollowUpPlan.NOTHING);
    }
}
