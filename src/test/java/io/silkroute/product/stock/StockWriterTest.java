package io.silkroute.product.stock;

import static io.silkroute.export.ARun.aRun;
import static io.silkroute.export.AnItem.aProduct;
import static io.silkroute.export.AnItem.json;
import static io.silkroute.shopify.call.FakeGateway.accepted;
import static io.silkroute.shopify.call.FakeGateway.refused;
import static io.silkroute.shopify.call.FakeGateway.refusedAsAWhole;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.platform.TestDatabase;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.call.FakeGateway;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each number from what the shop holds, and once. */
class StockWriterTest {

    private static final String READ = "variantStock";
    private static final String SET = "inventorySetQuantities";
    private static final String ACTIVATE = "inventoryActivate";
    private static final StockPlace S = new StockPlace("S", "gid://Location/1", "available");
    private static final StockPlace M = new StockPlace("M", "gid://Location/1", "available");
    private static final ObjectNode IDS = json("{'S':'gid://V/S','M':'gid://V/M'}");
    private static final CallResult DONE = accepted("{'inventorySetQuantities':{'userErrors':[]}}");
    private static final CallResult STALE =
            refused("CHANGE_FROM_QUANTITY_STALE", "input.quantities.0.changeFromQuantity", "stale");

    private final FakeGateway gateway = new FakeGateway();
    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.hsqldb());
    private final StockAttempts attempts = at(Instant.now());

    private StockAttempts at(Instant now) {
        return new StockAttempts(jdbc, new ObjectMapper(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String level(String variant, String quantities) {
        return "{'id':'gid://V/" + variant + "','inventoryItem':{'id':'gid://I/" + variant + "','inventoryLevel':"
                + quantities + "}}";
    }

    private static String available(int quantity) {
        return "{'quantities':[{'name':'available','quantity':" + quantity + "}]}";
    }

    private static CallResult levels(int small, int medium) {
        return accepted("{'nodes':[" + level("S", available(small)) + "," + level("M", available(medium)) + "]}");
    }

    private static Map<StockPlace, Integer> numbers(int small, int medium) {
        Map<StockPlace, Integer> numbers = new LinkedHashMap<>();
        numbers.put(S, small);
        numbers.put(M, medium);
        return numbers;
    }

    private Asked<StockResult> write(StockAttempts noted, Map<StockPlace, Integer> numbers, boolean inDoubt) {
        ItemCalls calls = new ItemCalls(gateway, aProduct("P").in(aRun().begun()));
        return new StockWriter(noted).write(calls, numbers, numbers(7, 4), IDS, inDoubt);
    }

    private StockResult written(Map<StockPlace, Integer> numbers) {
        return write(attempts, numbers, false).either(result -> result, ended -> {
            throw new AssertionError(ended.sentence());
        });
    }

    @Test
    void what_the_shop_was_told_is_not_asked_for() {
        assertThat(written(numbers(7, 4))).isEqualTo(StockResult.COMPLETE);
        assertThat(gateway.operations()).isEmpty();
    }

    @Test
    void a_changed_number_takes_the_place_of_what_is_left_in_the_shop() {
        gateway.answers(READ, levels(2, 2)).answers(SET, DONE);

        assertThat(written(numbers(10, 4))).isEqualTo(StockResult.COMPLETE);
        assertThat(gateway.variablesOf(READ).path("ids"))
                .isEqualTo(json("{'a':['gid://V/S']}").path("a"));
        assertThat(gateway.variablesOf(SET).at("/input/quantities"))
                .isEqualTo(json("{'a':[{'inventoryItemId':'gid://I/S','locationId':'gid://Location/1','quantity':10,"
                                + "'changeFromQuantity':2}]}")
                        .path("a"));
        assertThat(gateway.variablesOf(SET).path("key").asString()).hasSize(36);
    }

    @Test
    void what_the_shop_holds_already_is_not_set() {
        gateway.answers(READ, levels(10, 2));

        assertThat(written(numbers(10, 4))).isEqualTo(StockResult.COMPLETE);
        assertThat(gateway.operations()).containsExactly(READ);
    }

    @Test
    void a_sale_in_between_is_read_and_the_next_call_is_another_one() {
        gateway.answers(READ, levels(2, 2), levels(1, 2)).answers(SET, STALE, DONE);

        assertThat(written(numbers(10, 4))).isEqualTo(StockResult.COMPLETE);
        List<ObjectNode> sets = gateway.asked().stream()
                .filter(one -> one.operation().equals(SET))
                .map(FakeGateway.Asked::variables)
                .toList();
        assertThat(sets).hasSize(2);
        assertThat(sets.get(1).at("/input/quantities/0/changeFromQuantity").asInt())
                .isEqualTo(1);
        assertThat(sets.get(1).path("key")).isNotEqualTo(sets.get(0).path("key"));
    }

    @Test
    void one_that_sells_for_ever_is_given_up() {
        gateway.answers(READ, levels(2, 2)).answers(SET, STALE);

        StockResult result = written(numbers(10, 4));

        assertThat(result.missing()).containsExactly(S);
        assertThat(result.why()).isNotNull();
        assertThat(gateway.operations().stream().filter(SET::equals)).hasSize(5);
    }

    @Test
    void a_number_that_is_refused_keeps_no_other_from_its_variant() {
        gateway.answers(READ, levels(2, 2))
                .answers(SET, refused("NON_MUTABLE_INVENTORY_ITEM", "input.quantities.0.inventoryItemId", "no"), DONE);

        StockResult result = written(numbers(10, 5));

        assertThat(result.missing()).containsExactly(S);
        assertThat(gateway.variablesOf(SET).at("/input/quantities").findValuesAsString("inventoryItemId"))
                .containsExactly("gid://I/M");
    }

    @Test
    void a_location_that_does_not_stock_it_yet_begins_to() {
        gateway.accepts(READ, "{'nodes':[" + level("S", "null") + "]}").answers(ACTIVATE, DONE);

        assertThat(written(numbers(10, 4))).isEqualTo(StockResult.COMPLETE);
        assertThat(gateway.variablesOf(ACTIVATE).path("available").asInt()).isEqualTo(10);
    }

    @Test
    void a_location_that_another_app_has_begun_to_stock_meanwhile_is_read_again() {
        gateway.answers(READ, accepted("{'nodes':[" + level("S", "null") + "]}"), levels(3, 4))
                .answers(ACTIVATE, refused(null, "available", "already active"))
                .answers(SET, DONE);

        assertThat(written(numbers(10, 4))).isEqualTo(StockResult.COMPLETE);
        assertThat(gateway.variablesOf(SET)
                        .at("/input/quantities/0/changeFromQuantity")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void a_variant_that_is_gone_is_said() {
        gateway.accepts(READ, "{'nodes':[null]}");

        assertThat(written(numbers(10, 4)).variantGone()).isTrue();
    }

    @Test
    void a_call_whose_answer_was_lost_is_made_again_as_it_was() {
        gateway.answers(READ, levels(7, 4)).answers(SET, refusedAsAWhole("OUT_OF_ATTEMPTS", "lost"));
        assertThat(write(attempts, numbers(10, 4), false))
                .isInstanceOfSatisfying(
                        Asked.Ended.class,
                        ended -> assertThat(ended.conclusion()).isInstanceOf(Conclusion.Refused.class));
        ObjectNode lost = gateway.variablesOf(SET);

        // It had arrived, and three were sold since.
        gateway.answers(READ, levels(7, 4)).answers(SET, DONE);
        assertThat(write(attempts, numbers(10, 4), true)).isInstanceOf(Asked.Told.class);

        assertThat(gateway.operations()).containsExactly(READ, SET, SET, READ);
        assertThat(gateway.variablesOf(SET)).isEqualTo(lost);
    }

    @Test
    void a_call_that_may_not_be_made_again_keeps_no_number_from_its_place() {
        gateway.answers(READ, levels(7, 4)).answers(SET, refusedAsAWhole("OUT_OF_ATTEMPTS", "lost"));
        write(attempts, numbers(10, 4), false);

        gateway.answers(READ, levels(10, 4)).answers(SET, refusedAsAWhole("ACCESS_DENIED", "write_inventory"));

        assertThat(write(attempts, numbers(10, 4), true)).isEqualTo(new Asked.Told<>(StockResult.COMPLETE));
        assertThat(gateway.operations()).containsExactly(READ, SET, SET, READ);
    }

    @Test
    void a_read_that_is_refused_keeps_the_notes_of_calls_in_doubt() {
        gateway.answers(READ, levels(7, 4)).answers(SET, refusedAsAWhole("OUT_OF_ATTEMPTS", "lost"));
        write(attempts, numbers(10, 4), false);

        gateway.answers(READ, refused("INTERNAL", "ids", "not now")).answers(SET, DONE);

        assertThat(write(attempts, numbers(10, 4), true)).isInstanceOf(Asked.Ended.class);
        assertThat(attempts.open(new ConnectorName("shop"), "P")).hasSize(1);
    }

    @Test
    void one_that_never_arrived_goes_the_usual_way() {
        gateway.answers(READ, levels(7, 4)).answers(SET, refusedAsAWhole("OUT_OF_ATTEMPTS", "lost"));
        write(attempts, numbers(10, 4), false);

        gateway.answers(READ, levels(6, 4)).answers(SET, STALE, DONE);
        write(attempts, numbers(10, 4), true);

        assertThat(gateway.operations()).containsExactly(READ, SET, SET, READ, SET);
        assertThat(gateway.variablesOf(SET)
                        .at("/input/quantities/0/changeFromQuantity")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void back_at_the_recorded_number_it_is_set_all_the_same() {
        gateway.answers(READ, levels(7, 4)).answers(SET, refusedAsAWhole("OUT_OF_ATTEMPTS", "lost"));
        write(attempts, numbers(10, 4), false);

        gateway.answers(READ, levels(10, 4)).answers(SET, DONE);
        write(attempts, numbers(7, 4), true);

        assertThat(gateway.variablesOf(SET).at("/input/quantities/0/quantity").asInt())
                .isEqualTo(7);
    }

    @Test
    void a_note_is_forgotten_when_its_outcome_is_recorded() {
        gateway.answers(READ, levels(7, 4)).answers(SET, refusedAsAWhole("OUT_OF_ATTEMPTS", "lost"));
        write(attempts, numbers(10, 4), false);
        assertThat(attempts.open(new ConnectorName("shop"), "P")).hasSize(1);

        attempts.forget(new ConnectorName("shop"), List.of("P"));
        write(attempts, numbers(10, 4), true);

        assertThat(gateway.operations()).containsExactly(READ, SET, READ, SET);
    }
}
