package io.silkroute.product;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.ItemType;
import io.silkroute.export.AnItem;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.export.followup.FollowUp;
import io.silkroute.export.followup.FollowUpFields;
import io.silkroute.export.followup.FollowUpPlan;
import io.silkroute.export.followup.Followed;
import io.silkroute.export.followup.Following;
import io.silkroute.export.ledger.Exports;
import io.silkroute.run.Outcome;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;

/** What follows a product's own write: what it is given, and what becomes of the product when it ends otherwise. */
class FollowUpsOfProductsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "gid://shopify/Product/1";
    private static final String VARIANTS =
            "'variants':[{'optionValues':[{'optionName':'Title','name':'Default Title'}],'price':'5'}]";
    private static final String REFS = "{'variants':{'P':'gid://V/1'}}";
    private static final String WRITTEN = "{'productSet':{'product':{'id':'" + ID
            + "','variants':{'nodes':[{'id':'gid://V/1','title':'Default Title'}]}}}}";

    private final FakeGateway gateway = new FakeGateway();
    private final List<Following> asked = new ArrayList<>();
    private Function<Following, Asked<Followed>> answer =
            item -> new Asked.Told<>(Followed.whole(item.now(FollowUpFields.TRANSLATIONS)));

    private Conclusion written(AnItem item) {
        Exports exports = new Exports(new JdbcTemplate(), JSON, Clock.systemUTC());
        Stage stage = ProductExporters.writer(gateway, exports, List.of(), List.of(new Recording()))
                .write(item.toSend(aRun().begun()));
        assertThat(stage).isInstanceOf(Stage.Concluded.class);
        return ((Stage.Concluded) stage).conclusion();
    }

    private final class Recording implements FollowUp {
        @Override
        public String field() {
            return FollowUpFields.TRANSLATIONS;
        }

        @Override
        public boolean concerns(ItemType type) {
            return type == ItemType.PRODUCT;
        }

        @Override
        public Asked<Followed> follow(ItemCalls calls, Following item) {
            asked.add(item);
            return answer.apply(item);
        }

        @Override
        public FollowUpPlan plan(Stage.ToSend item) {
            return FollowUpPlan.NOTHING;
        }
    }

    private static String payload(String title, String german) {
        return "{'title':'" + title + "'," + VARIANTS + ",'translations':{'de':{'title':'" + german + "'}}}";
    }

    private static AnItem changed(String before, String now) {
        return aProduct("P").exportedWith(before, REFS).rendered(now, "P");
    }

    @Test
    void it_is_no_part_of_the_products_own_input_and_is_asked_with_the_ids_that_the_write_brought() {
        gateway.accepts("productSet", WRITTEN);

        Conclusion conclusion = written(aProduct("P").rendered(payload("Lamp", "Lampe"), "P"));

        assertThat(gateway.variablesOf("productSet").path("input").has("translations"))
                .isFalse();
        assertThat(asked).singleElement().satisfies(item -> {
            assertThat(item.id()).hasToString(ID);
            assertThat(item.refs().at("/variants/P").asString("")).isEqualTo("gid://V/1");
            assertThat(item.before("translations").isMissingNode()).isTrue();
        });
        assertThat(conclusion)
                .isInstanceOfSatisfying(
                        Conclusion.Written.class,
                        written -> assertThat(
                                        Objects.requireNonNull(written.now().payload())
                                                .at("/translations/de/title")
                                                .asString(""))
                                .isEqualTo("Lampe"));
    }

    @Test
    void where_nothing_else_has_changed_the_product_itself_is_not_sent() {
        Conclusion conclusion = written(changed(payload("Lamp", "Lampe"), payload("Lamp", "Leuchte")));

        assertThat(gateway.operations()).isEmpty();
        assertThat(asked).singleElement().satisfies(item -> {
            assertThat(item.isComparable()).isTrue();
            assertThat(item.before("translations")).isEqualTo(json("{'de':{'title':'Lampe'}}"));
        });
        assertThat(conclusion).isInstanceOf(Conclusion.Written.class);
    }

    @Test
    void a_product_without_it_asks_nobody() {
        written(changed("{'title':'Lamp'," + VARIANTS + "}", "{'title':'Lamp'," + VARIANTS + "}"));

        assertThat(asked).isEmpty();
    }

    @Test
    void what_is_refused_parks_the_product_and_the_ledger_says_what_has_arrived() {
        gateway.accepts("productSet", WRITTEN);
        answer = item -> new Asked.Told<>(Followed.lacking(
                json("{'de':{}}"), new Reason("NO", null, null, "Shopify takes no German."), List.of()));

        Conclusion conclusion = written(changed(payload("Lamp", "Lampe"), payload("Lamps", "Lampen")));

        assertThat(conclusion).isInstanceOfSatisfying(Conclusion.Written.class, written -> {
            assertThat(written.outcome()).isEqualTo(Outcome.PARKED);
            assertThat(written.sentence()).contains("Shopify takes no German.");
            assertThat(Objects.requireNonNull(written.now().payload()))
                    .isEqualTo(json("{'title':'Lamps'," + VARIANTS + ",'translations':{'de':{}}}"));
        });
    }

    @Test
    void where_it_ends_the_product_is_not_recorded_as_exported() {
        gateway.accepts("productSet", WRITTEN);
        answer = item -> new Asked.Ended<>(new Conclusion.Deferred("Not today."));

        Conclusion conclusion = written(changed(payload("Lamp", "Lampe"), payload("Lamps", "Lampen")));

        assertThat(conclusion).isEqualTo(new Conclusion.Deferred("Not today."));
    }

    @Test
    void what_is_not_found_any_more_sends_the_product_itself() {
        gateway.accepts("productSet", WRITTEN);
        answer = item -> new Asked.Told<>(
                item.sent().isEmpty()
                        ? Followed.gone(item.before("translations"), "The product")
                        : Followed.whole(item.now("translations")));

        Conclusion conclusion = written(changed(payload("Lamp", "Lampe"), payload("Lamp", "Leuchte")));

        assertThat(gateway.operations()).containsExactly("productSet");
        assertThat(conclusion)
                .isInstanceOfSatisfying(
                        Conclusion.Written.class,
                        written -> assertThat(written.lacks()).isNull());
    }
}
