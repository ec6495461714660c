package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Codes of campaigns, joined to the campaign's discount or discounts of their own, through the public doors. */
class CodeAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application =
                RunningApplication.start("silkroute.shopify.search-lag=300ms", "silkroute.shopify.first-pause=20ms");
        silkroute = application.silkroute;
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true,\"discountJobs\":{\"millis\":0,\"refuse\":\"\"}}");
    }

    private static List<String> codes(String title) {
        return silkroute
                .discount(title)
                .path("codes")
                .valueStream()
                .map(code -> code.path("code").asString())
                .sorted()
                .toList();
    }

    /** How many discounts of the shop have this code. */
    private static long standing(String code) {
        return silkroute.discounts().stream()
                .flatMap(discount -> discount.path("codes").valueStream())
                .filter(one -> one.path("code").asString().equalsIgnoreCase(code))
                .count();
    }

    private static long count(JsonNode run, String outcome) {
        return run.path("counts").path(outcome).asLong();
    }

    private static String last(String connector, String id) {
        return silkroute.told(connector, "code", id).get(0);
    }

    @Test
    void generation_codes_are_created_in_shopify_in_batches_of_50() {
        silkroute.connect("bulk", "{\"batchSize\":200,\"export\":{\"disableDeletions\":false,\"removal\":\"delete\"}}");
        silkroute.control("{\"discountJobs\":{\"millis\":100}}");
        long calls = silkroute.calls("discountRedeemCodeBulkAdd");
        List<Pim> items = new ArrayList<>(List.of(Pim.campaign("BULK")));
        IntStream.range(0, 120).forEach(i -> items.add(Pim.code("BULK-" + i, "BULK")));
        JsonNode run = silkroute.synchronize("bulk", items.toArray(Pim[]::new));

        assertThat(count(run, "created")).isEqualTo(121);
        assertThat(codes("Campaign BULK")).hasSize(121);
        assertThat(silkroute.calls("discountRedeemCodeBulkAdd") - calls).isEqualTo(3);
        assertThat(last("bulk", "BULK-7")).contains("BULK-7 is a code of the discount of campaign BULK");

        JsonNode again = silkroute.synchronize("bulk", items.subList(1, 11).toArray(Pim[]::new));
        assertThat(count(again, "unchanged")).isEqualTo(10);

        JsonNode deleted = silkroute.synchronize("bulk", Pim.deleted("code", "BULK-7"));
        assertThat(count(deleted, "deleted")).isOne();
        assertThat(codes("Campaign BULK")).hasSize(120).doesNotContain("BULK-7");
    }

    @Test
    void each_code_has_a_result_of_its_own_and_one_that_is_refused_harms_no_other() {
        silkroute.connect("results", "{}");
        silkroute.control("{\"discountJobs\":{\"millis\":50,\"refuse\":\"RES-BAD\"},"
                + "\"discounts\":[{\"title\":\"Somebody's\",\"code\":\"RES-TAKEN\"}]}");
        JsonNode run = silkroute.synchronize(
                "results",
                Pim.campaign("RES"),
                Pim.code("RES-1", "RES"),
                Pim.code("RES-BAD", "RES"),
                Pim.code("RES-TAKEN", "RES"),
                Pim.code("RES-2", "RES"));
        assertThat(run.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(count(run, "parked")).isEqualTo(1);
        assertThat(count(run, "conflict")).isEqualTo(1);
        assertThat(codes("Campaign RES")).containsExactly("RES", "RES-1", "RES-2");
        assertThat(last("results", "RES-TAKEN"))
                .contains("stands in another discount of the shop already, “Somebody's”");
        assertThat(silkroute.item("results", "code", "RES-TAKEN").toString()).contains("code-taken");
    }

    @Test
    void a_code_with_terms_of_its_own_is_a_discount_of_its_own_and_follows_its_campaign() {
        silkroute.connect("own", "{}");
        Pim anna = Pim.code("OWN-ANNA", "OWN")
                .with("value", "{\"percentage\":\"10\"}")
                .with("limits", "{\"uses\":200}")
                .with("ends", "\"2036-12-15T00:00:00Z\"");
        Pim campaign =
                Pim.campaign("OWN").with("starts", "\"2026-11-01T00:00:00Z\"").with("ends", "\"2036-12-01T00:00:00Z\"");
        silkroute.synchronize("own", campaign, anna);
        assertThat(silkroute.discount("OWN-ANNA").path("endsAt").asString()).startsWith("2036-12-15");
        assertThat(silkroute.discount("OWN-ANNA").path("startsAt").asString()).startsWith("2026-11-01");
        assertThat(codes("Campaign OWN")).containsExactly("OWN");

        silkroute.synchronize("own", campaign.with("starts", "\"2026-11-05T00:00:00Z\""));
        assertThat(silkroute.discount("OWN-ANNA").path("startsAt").asString()).startsWith("2026-11-05");

        silkroute.synchronize("own", campaign.with("active", "false"));
        assertThat(silkroute.discount("OWN-ANNA").path("status").asString()).isEqualTo("EXPIRED");
        silkroute.synchronize("own", campaign);
        assertThat(silkroute.discount("OWN-ANNA").path("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void a_campaigns_own_code_changes_among_those_that_have_joined_it() {
        silkroute.connect("changed-code", "{}");
        silkroute.synchronize("changed-code", Pim.campaign("CHG"), Pim.code("CHG-1", "CHG"));
        assertThat(codes("Campaign CHG")).containsExactly("CHG", "CHG-1");

        JsonNode run = silkroute.synchronize("changed-code", Pim.campaign("CHG").with("code", "\"CHG-NEW\""));
        assertThat(count(run, "updated")).isOne();
        assertThat(codes("Campaign CHG")).containsExactly("CHG-1", "CHG-NEW");
    }

    @Test
    void a_campaign_that_lived_by_its_codes_gets_one_of_its_own_and_keeps_theirs() {
        silkroute.connect("later-code", "{}");
        silkroute.synchronize("later-code", Pim.campaign("LATER").with("code", "null"), Pim.code("LATER-1", "LATER"));
        assertThat(codes("Campaign LATER")).containsExactly("LATER-1");

        silkroute.synchronize("later-code", Pim.campaign("LATER").with("code", "\"LATER-OWN\""));
        assertThat(codes("Campaign LATER")).containsExactly("LATER-1", "LATER-OWN");
    }

    @Test
    void a_code_belongs_to_one_item() {
        silkroute.connect("twice", "{\"export\":{\"disableDeletions\":false,\"removal\":\"delete\"}}");
        JsonNode run = silkroute.synchronize(
                "twice",
                Pim.campaign("TWICE"),
                Pim.code("TWICE-1", "TWICE").with("code", "\"ANNA-T\""),
                Pim.code("TWICE-2", "TWICE").with("code", "\"anna-t\""),
                Pim.code("TWICE-3", "TWICE").with("code", "\"TWICE\""));
        assertThat(count(run, "conflict")).isEqualTo(2);
        assertThat(last("twice", "TWICE-2")).contains("belongs to one item");
        assertThat(last("twice", "TWICE-3")).contains("belongs to one item");

        silkroute.synchronize("twice", Pim.code("TWICE-4", "TWICE").with("code", "\"Anna-T\""));
        assertThat(last("twice", "TWICE-4")).contains("belongs to one item");
        silkroute.synchronize("twice", Pim.deleted("code", "TWICE-2"), Pim.deleted("code", "TWICE-3"));
        assertThat(codes("Campaign TWICE")).containsExactly("ANNA-T", "TWICE");
    }

    @Test
    void a_code_moves_between_its_campaigns_discount_and_its_own_without_existing_twice() {
        silkroute.connect("moves", "{}");
        Pim code = Pim.code("MOVES-1", "MOVES");
        silkroute.synchronize("moves", Pim.campaign("MOVES"), Pim.campaign("MOVES-B"), code);
        assertThat(codes("Campaign MOVES")).containsExactly("MOVES", "MOVES-1");

        silkroute.synchronize("moves", code.with("value", "{\"percentage\":\"30\"}"));
        assertThat(codes("Campaign MOVES")).containsExactly("MOVES");
        assertThat(codes("MOVES-1")).containsExactly("MOVES-1");

        silkroute.synchronize("moves", code);
        assertThat(codes("Campaign MOVES")).containsExactly("MOVES", "MOVES-1");
        assertThat(standing("MOVES-1")).isOne();

        silkroute.synchronize("moves", code.with("campaign", "\"MOVES-B\""));
        assertThat(codes("Campaign MOVES")).containsExactly("MOVES");
        assertThat(codes("Campaign MOVES-B")).containsExactly("MOVES-1", "MOVES-B");

        silkroute.synchronize("moves", code.with("campaign", "\"MOVES-B\"").with("code", "\"MOVES-9\""));
        assertThat(codes("Campaign MOVES-B")).containsExactly("MOVES-9", "MOVES-B");
    }

    @Test
    void status_updates_an_inactive_code_is_taken_off_and_comes_back() {
        silkroute.connect("status", "{}");
        Pim code = Pim.code("STATUS-1", "STATUS");
        silkroute.synchronize("status", Pim.campaign("STATUS"), code);
        JsonNode run = silkroute.synchronize("status", code.with("active", "false"));
        assertThat(count(run, "archived")).isOne();
        assertThat(codes("Campaign STATUS")).containsExactly("STATUS");
        silkroute.synchronize("status", code);
        assertThat(codes("Campaign STATUS")).containsExactly("STATUS", "STATUS-1");
    }

    @Test
    void a_code_waits_for_its_campaign_and_a_campaign_without_a_code_begins_with_the_first_that_joins() {
        silkroute.connect("seeds", "{}");
        silkroute.synchronize(
                "seeds", Pim.product("seeds-p"), Pim.campaign("SEEDS").without("code"));
        assertThat(silkroute.told("seeds", "campaign", "SEEDS").get(0)).contains("It has no code of its own");

        silkroute.push("seeds", List.of(Pim.code("SEEDS-X", "SEEDS-LATER")));
        silkroute.synchronize("seeds", Pim.code("SEEDS-1", "SEEDS"), Pim.code("SEEDS-2", "SEEDS"));
        assertThat(codes("Campaign SEEDS")).containsExactly("SEEDS-1", "SEEDS-2");
        assertThat(silkroute.status("seeds").path("waiting").asLong()).isOne();

        silkroute.synchronize("seeds", Pim.campaign("SEEDS-LATER"));
        assertThat(codes("Campaign SEEDS-LATER")).containsExactly("SEEDS-LATER", "SEEDS-X");
        assertThat(silkroute.status("seeds").path("waiting").asLong()).isZero();
    }

    @Test
    void codes_of_a_discount_that_somebody_deleted_come_back_with_it() {
        silkroute.connect("back", "{}");
        silkroute.synchronize("back", Pim.campaign("BACK"), Pim.code("BACK-1", "BACK"));
        silkroute.control("{\"deletedDiscounts\":[\"BACK\"]}");
        silkroute.synchronize("back", Pim.code("BACK-2", "BACK"));
        assertThat(codes("Campaign BACK")).containsExactly("BACK", "BACK-1", "BACK-2");
    }

    /** Pushes a code that joins its campaign, and loses every answer to that. */
    private static void joinsUnheard(String connector, Pim code) {
        silkroute.control(
                "{\"faults\":[{\"operation\":\"discountRedeemCodeBulkAdd\",\"times\":40,\"kind\":\"answer-lost\"}]}");
        silkroute.synchronize(connector, code);
        assertThat(silkroute.status(connector).path("parked").asLong()).isOne();
        silkroute.control("{\"clearFaults\":true}");
    }

    @Test
    void a_code_that_joined_unheard_is_taken_off_when_it_is_switched_off() {
        silkroute.connect("unheard-off", "{}");
        silkroute.synchronize("unheard-off", Pim.campaign("UH-OFF"));
        joinsUnheard("unheard-off", Pim.code("UH-OFF-1", "UH-OFF"));
        assertThat(codes("Campaign UH-OFF")).containsExactly("UH-OFF", "UH-OFF-1");

        silkroute.synchronize("unheard-off", Pim.code("UH-OFF-1", "UH-OFF").with("active", "false"));
        assertThat(codes("Campaign UH-OFF")).containsExactly("UH-OFF");
        assertThat(silkroute.status("unheard-off").path("parked").asLong()).isZero();
    }

    @Test
    void a_code_that_joined_unheard_becomes_a_discount_of_its_own() {
        silkroute.connect("unheard-own", "{}");
        silkroute.synchronize("unheard-own", Pim.campaign("UH-OWN"));
        joinsUnheard("unheard-own", Pim.code("UH-OWN-1", "UH-OWN"));

        Pim own = Pim.code("UH-OWN-1", "UH-OWN").with("value", "{\"percentage\":\"30\"}");
        silkroute.synchronize("unheard-own", own);
        assertThat(codes("Campaign UH-OWN")).containsExactly("UH-OWN");
        assertThat(codes("UH-OWN-1")).containsExactly("UH-OWN-1");
        assertThat(silkroute.status("unheard-own").path("parked").asLong()).isZero();
    }

    @Test
    void what_joined_unheard_and_is_refused_in_its_next_version_leaves_the_shop_with_its_item() {
        silkroute.connect("unheard-gone", "{\"export\":{\"disableDeletions\":false,\"removal\":\"delete\"}}");
        silkroute.synchronize("unheard-gone", Pim.campaign("UH-GONE"));
        joinsUnheard("unheard-gone", Pim.code("UH-GONE-1", "UH-GONE"));

        silkroute.synchronize(
                "unheard-gone",
                Pim.code("UH-GONE-1", "UH-GONE").with("value", "{\"amount\":\"5\",\"currency\":\"XAF\"}"));
        assertThat(silkroute.status("unheard-gone").path("rejected").asLong()).isOne();
        silkroute.synchronize("unheard-gone", Pim.deleted("code", "UH-GONE-1"));
        assertThat(codes("Campaign UH-GONE")).containsExactly("UH-GONE");
    }

    @Test
    void a_call_whose_answer_was_lost_makes_no_code_twice() {
        silkroute.connect("lostcodes", "{}");
        silkroute.synchronize("lostcodes", Pim.campaign("LOSTCODES"));
        silkroute.control(
                "{\"faults\":[{\"operation\":\"discountRedeemCodeBulkAdd\",\"times\":1,\"kind\":\"answer-lost\"}]}");
        silkroute.synchronize("lostcodes", Pim.code("LC-1", "LOSTCODES"), Pim.code("LC-2", "LOSTCODES"));
        assertThat(codes("Campaign LOSTCODES")).containsExactly("LC-1", "LC-2", "LOSTCODES");
        assertThat(silkroute.status("lostcodes").path("parked").asLong()).isZero();
    }

    @Test
    void a_code_of_an_automatic_campaign_needs_a_value_of_its_own() {
        silkroute.connect("autocodes", "{}");
        JsonNode run = silkroute.synchronize(
                "autocodes",
                Pim.campaign("AUTOCODES").without("code").with("method", "\"automatic\""),
                Pim.code("AC-1", "AUTOCODES"),
                Pim.code("AC-2", "AUTOCODES").with("value", "{\"percentage\":\"5\"}"));
        assertThat(count(run, "rejected")).isOne();
        assertThat(last("autocodes", "AC-1")).contains("an automatic discount has no codes");
        assertThat(codes("AC-2")).containsExactly("AC-2");
    }

    @Test
    void preview_explanation_and_replay_work_for_codes() {
        silkroute.connect("explains", "{}");
        silkroute.synchronize("explains", Pim.campaign("EXPLAINS"), Pim.code("EX-1", "EXPLAINS"));
        assertThat(silkroute.item("explains", "code", "EX-1").path("would").asString())
                .isEqualTo("skip");
        assertThat(silkroute
                        .item("explains", "campaign", "EXPLAINS")
                        .path("would")
                        .asString())
                .isEqualTo("skip");

        String before = silkroute.lastRun("explains").path("id").asString();
        assertThat(silkroute
                        .post("/api/connectors/explains/items/code/EX-1/replay")
                        .status())
                .isEqualTo(202);
        JsonNode run = silkroute.runAfter("explains", before);
        assertThat(count(run, "updated")).isOne();
        assertThat(codes("Campaign EXPLAINS")).containsExactly("EX-1", "EXPLAINS");
    }
}
