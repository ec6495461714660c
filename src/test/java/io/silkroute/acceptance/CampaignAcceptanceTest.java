package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Campaigns as discounts of the shop, each sentence of what merchants expect of them through the public doors. */
class CampaignAcceptanceTest {

    private static final String DETAILS = """
            query($id: ID!) { discountNode(id: $id) { discount {
              ... on DiscountCodeBasic { status startsAt endsAt usageLimit appliesOncePerCustomer tags
                combinesWith { orderDiscounts productDiscounts shippingDiscounts }
                context { __typename ... on DiscountCustomers { customers { email } } ... on DiscountCustomerSegments { segments { name } } }
                minimumRequirement { ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount } } ... on DiscountMinimumQuantity { greaterThanOrEqualToQuantity } }
                customerGets { value { ... on DiscountPercentage { percentage } ... on DiscountAmount { amount { amount } appliesOnEachItem } }
                  items { ... on AllDiscountItems { allItems } ... on DiscountCollections { collections(first: 50) { nodes { title } } }
                    ... on DiscountProducts { products(first: 250) { nodes { title } } productVariants(first: 50) { nodes { sku } } } } } }
              ... on DiscountCodeBxgy { customerBuys { value { ... on DiscountQuantity { quantity } } }
                customerGets { value { ... on DiscountOnQuantity { quantity { quantity } effect { ... on DiscountPercentage { percentage } } } } } }
            } } }""";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application =
                RunningApplication.start("silkroute.shopify.search-lag=300ms", "silkroute.discounts.expiry-period=500");
        silkroute = application.silkroute;
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control(
                "{\"clearFaults\":true,\"discountSearchLag\":0,\"discountJobs\":{\"millis\":0,\"refuse\":\"\"}}");
    }

    private static JsonNode details(String title) {
        return silkroute
                .shop(
                        DETAILS,
                        Silkroute.JSON
                                .createObjectNode()
                                .put("id", silkroute.discount(title).path("id").asString()))
                .at("/data/discountNode/discount");
    }

    private static List<String> products(String title) {
        return details(title)
                .at("/customerGets/items/products/nodes")
                .valueStream()
                .map(node -> node.path("title").asString())
                .sorted()
                .toList();
    }

    private static long count(JsonNode run, String outcome) {
        return run.path("counts").path(outcome).asLong();
    }

    private static String last(String connector, String type, String id) {
        return silkroute.told(connector, type, id).get(0);
    }

    private static boolean held(String title) {
        return silkroute.discounts().stream()
                .anyMatch(one -> one.path("title").asString().equals(title));
    }

    @Test
    void creation_new_campaigns_are_pushed_to_shopify() {
        silkroute.connect("creation", "{}");
        silkroute.control("{\"segments\":[{\"name\":\"VIP\"}]}");
        JsonNode run = silkroute.synchronize(
                "creation",
                Pim.product("cr1"),
                Pim.product("cr2"),
                Pim.campaign("CREATION")
                        .with("applies", "{\"products\":[\"cr1\",\"cr2\"]}")
                        .with("eligibility", "{\"segments\":[\"VIP\"]}")
                        .with("minimum", "{\"subtotal\":\"50\"}")
                        .with("limits", "{\"uses\":1000,\"oncePerCustomer\":true}")
                        .with("combines", "{\"order\":false,\"product\":false,\"shipping\":true}")
                        .with("starts", "\"2026-11-27T00:00:00Z\"")
                        .with("ends", "\"2036-12-01T00:00:00Z\"")
                        .tags("q4"));

        assertThat(count(run, "created")).isEqualTo(3);
        JsonNode discount = details("Campaign CREATION");
        assertThat(silkroute.discount("Campaign CREATION").at("/codes/0/code").asString())
                .isEqualTo("CREATION");
        assertThat(products("Campaign CREATION")).containsExactly("Product cr1", "Product cr2");
        assertThat(discount.at("/customerGets/value/percentage").asDouble()).isEqualTo(0.15);
        assertThat(discount.at("/context/segments/0/name").asString()).isEqualTo("VIP");
        assertThat(discount.at("/minimumRequirement/greaterThanOrEqualToSubtotal/amount")
                        .asString())
                .startsWith("50");
        assertThat(discount.path("usageLimit").asInt()).isEqualTo(1000);
        assertThat(discount.path("appliesOncePerCustomer").asBoolean()).isTrue();
        assertThat(discount.at("/combinesWith/shippingDiscounts").asBoolean()).isTrue();
        assertThat(discount.path("endsAt").asString()).startsWith("2036-12-01");
        assertThat(discount.path("tags").toString()).contains("q4", "silkroute-");
        assertThat(last("creation", "campaign", "CREATION"))
                .contains("“Campaign CREATION” created as a discount with the code CREATION");
    }

    @Test
    void updates_changes_are_synced_and_what_is_unchanged_is_not_sent() {
        silkroute.connect("updates", "{}");
        Pim campaign = Pim.campaign("UPDATES").with("applies", "{\"products\":[\"up1\",\"up2\"]}");
        silkroute.synchronize("updates", Pim.product("up1"), Pim.product("up2"), Pim.product("up3"), campaign);

        JsonNode changed = silkroute.synchronize(
                "updates",
                campaign.with("applies", "{\"products\":[\"up2\",\"up3\"]}")
                        .with("value", "{\"amount\":\"5\",\"each\":true}"));
        assertThat(count(changed, "updated")).isOne();
        assertThat(products("Campaign UPDATES")).containsExactly("Product up2", "Product up3");
        assertThat(details("Campaign UPDATES")
                        .at("/customerGets/value/appliesOnEachItem")
                        .asBoolean())
                .isTrue();

        long writes = silkroute.discountWrites().size();
        JsonNode same = silkroute.synchronize(
                "updates",
                campaign.with("applies", "{\"products\":[\"up3\",\"up2\"]}")
                        .with("value", "{\"amount\":\"5\",\"each\":true}"));
        assertThat(count(same, "unchanged")).isOne();
        assertThat(silkroute.discountWrites()).hasSize((int) writes);
    }

    @Test
    void activation_and_deactivation_keep_the_campaigns_own_dates() {
        silkroute.connect("activation", "{\"trigger\":{\"onChange\":false}}");
        Pim campaign = Pim.campaign("ACTIVATION")
                .with("starts", "\"2026-11-01T00:00:00Z\"")
                .with("ends", "\"2036-12-01T00:00:00Z\"");
        silkroute.push("activation", List.of(campaign));
        silkroute.pending("activation", 1);
        silkroute.post("/api/connectors/activation/sync");
        silkroute.settled("activation");
        String id = silkroute.discount("Campaign ACTIVATION").path("id").asString();

        // A change of active starts a run at once, although changes start none.
        JsonNode paused = silkroute.synchronize("activation", campaign.with("active", "false"));
        assertThat(count(paused, "archived")).isOne();
        assertThat(silkroute.discount("Campaign ACTIVATION").path("status").asString())
                .isEqualTo("EXPIRED");
        assertThat(last("activation", "campaign", "ACTIVATION")).contains("deactivated");

        silkroute.synchronize("activation", campaign);
        JsonNode resumed = silkroute.discount("Campaign ACTIVATION");
        assertThat(resumed.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(resumed.path("startsAt").asString()).startsWith("2026-11-01");
        assertThat(resumed.path("endsAt").asString()).startsWith("2036-12-01");
        assertThat(resumed.path("id").asString()).isEqualTo(id);
        assertThat(last("activation", "campaign", "ACTIVATION")).contains("activated, from 2026-11-01");
        assertThat(silkroute.calls("discountCodeActivate")).isZero();
    }

    @Test
    void a_scheduled_campaign_is_paused_without_losing_its_planned_start() {
        silkroute.connect("scheduled", "{}");
        Pim campaign = Pim.campaign("SCHEDULED")
                .with("starts", "\"2036-11-01T00:00:00Z\"")
                .with("ends", "\"2036-12-01T00:00:00Z\"");
        silkroute.synchronize("scheduled", campaign);
        assertThat(silkroute.discount("Campaign SCHEDULED").path("status").asString())
                .isEqualTo("SCHEDULED");

        silkroute.synchronize("scheduled", campaign.with("active", "false"));
        assertThat(silkroute.discount("Campaign SCHEDULED").path("status").asString())
                .isEqualTo("EXPIRED");
        // Other changes of a paused campaign leave it paused.
        silkroute.synchronize("scheduled", campaign.with("active", "false").named("Renamed SCHEDULED"));
        assertThat(silkroute.discount("Renamed SCHEDULED").path("status").asString())
                .isEqualTo("EXPIRED");

        silkroute.synchronize("scheduled", campaign);
        assertThat(silkroute.discount("Campaign SCHEDULED").path("status").asString())
                .isEqualTo("SCHEDULED");
        assertThat(silkroute.discount("Campaign SCHEDULED").path("startsAt").asString())
                .startsWith("2036-11-01");
    }

    @Test
    void a_planned_start_that_is_taken_out_is_now() {
        silkroute.connect("start-out", "{}");
        Pim campaign = Pim.campaign("START-OUT");
        silkroute.synchronize("start-out", campaign.with("starts", "\"2036-01-01T00:00:00Z\""));
        assertThat(silkroute.discount("Campaign START-OUT").path("status").asString())
                .isEqualTo("SCHEDULED");

        silkroute.synchronize("start-out", campaign);
        assertThat(silkroute.discount("Campaign START-OUT").path("status").asString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void what_is_paused_ends_in_the_shop_also_where_nobody_knows_any_more_whom_it_is_for() {
        silkroute.connect("pause-anyway", "{}");
        silkroute.synchronize("pause-anyway", Pim.campaign("PAUSED"));

        JsonNode run = silkroute.synchronize(
                "pause-anyway",
                Pim.campaign("PAUSED")
                        .with("eligibility", "{\"segments\":[\"Nobody knows\"]}")
                        .with("active", "false"));
        assertThat(count(run, "archived")).isOne();
        assertThat(silkroute.discount("Campaign PAUSED").path("status").asString())
                .isEqualTo("EXPIRED");
    }

    @Test
    void what_is_paused_ends_in_the_shop_also_where_shopify_cannot_do_what_it_says() {
        silkroute.connect("pause-mixed", "{}");
        silkroute.synchronize("pause-mixed", Pim.product("pm1"), Pim.category("pm-cat"), Pim.campaign("PAUSED-MIXED"));
        Pim mixed =
                Pim.campaign("PAUSED-MIXED").with("applies", "{\"products\":[\"pm1\"],\"categories\":[\"pm-cat\"]}");
        assertThat(count(silkroute.synchronize("pause-mixed", mixed), "rejected"))
                .isOne();
        assertThat(silkroute.discount("Campaign PAUSED-MIXED").path("status").asString())
                .isEqualTo("ACTIVE");

        JsonNode run = silkroute.synchronize("pause-mixed", mixed.with("active", "false"));
        assertThat(count(run, "archived")).isOne();
        assertThat(silkroute.discount("Campaign PAUSED-MIXED").path("status").asString())
                .isEqualTo("EXPIRED");
        assertThat(last("pause-mixed", "campaign", "PAUSED-MIXED")).contains("it ended in the shop", "Make two");
        assertThat(count(silkroute.synchronize("pause-mixed", mixed.with("active", "false")), "archived"))
                .isZero();

        silkroute.synchronize("pause-mixed", Pim.campaign("PAUSED-MIXED"));
        assertThat(silkroute.discount("Campaign PAUSED-MIXED").path("status").asString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void a_code_that_is_taken_keeps_no_campaign_from_beginning_with_the_next_that_joins_it() {
        silkroute.connect("first-code", "{}");
        silkroute.control("{\"discounts\":[{\"title\":\"Somebody's\",\"code\":\"FC-1\"}]}");
        silkroute.synchronize(
                "first-code",
                Pim.campaign("FIRST-CODE").without("code"),
                Pim.code("FC-1", "FIRST-CODE"),
                Pim.code("FC-2", "FIRST-CODE"));
        silkroute.settled("first-code");

        assertThat(silkroute.discount("Campaign FIRST-CODE").at("/codes/0/code").asString())
                .isEqualTo("FC-2");
        assertThat(silkroute.item("first-code", "code", "FC-1").toString()).contains("code-taken");
        assertThat(silkroute.item("first-code", "campaign", "FIRST-CODE").toString())
                .doesNotContain("code-taken");
    }

    @Test
    void tags_for_which_others_have_left_no_room_are_told() {
        silkroute.connect("tag-room", "{}");
        silkroute.synchronize("tag-room", Pim.campaign("ROOM"));
        silkroute.shop(
                "mutation($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }",
                Silkroute.JSON
                        .createObjectNode()
                        .put(
                                "id",
                                silkroute.discount("Campaign ROOM").path("id").asString())
                        .set(
                                "tags",
                                Silkroute.JSON
                                        .createArrayNode()
                                        .add("x")
                                        .add("y")
                                        .add("z")));

        JsonNode run = silkroute.synchronize("tag-room", Pim.campaign("ROOM").tags("a", "b"));
        assertThat(count(run, "updated")).isOne();
        assertThat(last("tag-room", "campaign", "ROOM")).contains("left out: b");
        assertThat(silkroute.status("tag-room").path("incomplete").asLong()).isOne();
    }

    @Test
    void deactivation_deletes_where_the_connector_says_so_also_in_a_force_refresh() {
        silkroute.connect("deletes", "{\"campaigns\":{\"deactivation\":\"delete\"}}");
        Pim campaign = Pim.campaign("DELETES");
        silkroute.synchronize("deletes", campaign);

        silkroute.put("/api/connectors/deletes/deactivate");
        silkroute.push("deletes", List.of(campaign.with("active", "false")));
        silkroute.pending("deletes", 1);
        silkroute.post("/api/connectors/deletes/force-refresh");
        silkroute.put("/api/connectors/deletes/activate");
        silkroute.settled("deletes");
        assertThat(held("Campaign DELETES")).isFalse();

        silkroute.synchronize("deletes", campaign);
        assertThat(silkroute.discount("Campaign DELETES").path("status").asString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void deletion_campaigns_are_cleaned_up_in_both_systems() {
        silkroute.connect("deletion", "{\"export\":{\"disableDeletions\":false,\"removal\":\"delete\"}}");
        silkroute.synchronize("deletion", Pim.campaign("DELETION"));
        assertThat(held("Campaign DELETION")).isTrue();

        JsonNode run = silkroute.synchronize("deletion", Pim.deleted("campaign", "DELETION"));
        assertThat(count(run, "deleted")).isOne();
        assertThat(held("Campaign DELETION")).isFalse();
    }

    @Test
    void a_removal_is_only_noted_while_deletions_are_disabled_and_archiving_ends_it() {
        silkroute.connect("noted", "{}");
        silkroute.synchronize("noted", Pim.campaign("NOTED"));
        JsonNode noted = silkroute.synchronize("noted", Pim.deleted("campaign", "NOTED"));
        assertThat(count(noted, "filtered")).isOne();
        assertThat(silkroute.discount("Campaign NOTED").path("status").asString())
                .isEqualTo("ACTIVE");

        silkroute.patch("/api/connectors/noted/config", "{\"export\":{\"disableDeletions\":false}}");
        JsonNode archived = silkroute.synchronize(
                "noted",
                Pim.deleted("campaign", "NOTED")
                        .with("updated", "\"2026-11-21T00:00:00Z\"")
                        .with("status", "\"draft\""));
        assertThat(count(archived, "archived")).isOne();
        assertThat(silkroute.discount("Campaign NOTED").path("status").asString())
                .isEqualTo("EXPIRED");
    }

    @Test
    void product_selections_wait_for_products_that_are_not_exported_yet() {
        silkroute.connect("waits", "{}");
        JsonNode run = silkroute.synchronize(
                "waits", Pim.product("wa1"), Pim.campaign("WAITS").with("applies", "{\"products\":[\"wa1\",\"wa2\"]}"));
        assertThat(run.path("state").asString()).isEqualTo("completed");
        assertThat(held("Campaign WAITS")).isFalse();
        assertThat(silkroute.status("waits").path("waiting").asLong()).isOne();
        assertThat(last("waits", "campaign", "WAITS")).contains("Waits for product wa2");
        assertThat(silkroute.item("waits", "campaign", "WAITS").path("would").asString())
                .isEqualTo("wait");

        silkroute.synchronize("waits", Pim.product("wa2"));
        assertThat(products("Campaign WAITS")).containsExactly("Product wa1", "Product wa2");
        assertThat(silkroute.status("waits").path("waiting").asLong()).isZero();
    }

    @Test
    void variants_and_categories_are_selected_by_the_pims_ids() {
        silkroute.connect("selects", "{}");
        silkroute.synchronize(
                "selects",
                Pim.category("se-cat"),
                Pim.product("se1").with("axes", "[\"size\"]").with("categories", "[\"se-cat\"]"),
                Pim.variant("se1-s", "se1", "S"),
                Pim.variant("se1-m", "se1", "M"),
                Pim.campaign("SELECTS-V").with("applies", "{\"variants\":[\"se1-m\"]}"),
                Pim.campaign("SELECTS-C").with("applies", "{\"categories\":[\"se-cat\"]}"));
        assertThat(details("Campaign SELECTS-V")
                        .at("/customerGets/items/productVariants/nodes/0/sku")
                        .asString())
                .isEqualTo("se1-m");
        assertThat(details("Campaign SELECTS-C")
                        .at("/customerGets/items/collections/nodes/0/title")
                        .asString())
                .isEqualTo("Category se-cat");

        // Another kind of selection takes the place of the one before.
        silkroute.synchronize("selects", Pim.campaign("SELECTS-C").with("applies", "{\"products\":[\"se1\"]}"));
        assertThat(products("Campaign SELECTS-C")).containsExactly("Product se1");
        silkroute.synchronize("selects", Pim.campaign("SELECTS-C"));
        assertThat(details("Campaign SELECTS-C")
                        .at("/customerGets/items/allItems")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_selection_larger_than_a_call_goes_in_several() {
        silkroute.connect("large", "{\"batchSize\":500}");
        List<Pim> items = new ArrayList<>();
        IntStream.range(0, 620).forEach(i -> items.add(Pim.product("la" + i)));
        String all = String.join(
                "\",\"",
                items.stream().map(one -> one.image().path("id").asString()).toList());
        items.add(Pim.campaign("LARGE").with("applies", "{\"products\":[\"" + all + "\"]}"));
        silkroute.synchronize("large", items.toArray(Pim[]::new));
        assertThat(last("large", "campaign", "LARGE")).contains("created");
        assertThat(silkroute.calls("discountCodeBasicUpdate")).isGreaterThanOrEqualTo(2);

        JsonNode less = silkroute.synchronize(
                "large", Pim.campaign("LARGE").with("applies", "{\"products\":[\"la7\",\"la8\"]}"));
        assertThat(count(less, "updated")).isOne();
        assertThat(products("Campaign LARGE")).containsExactly("Product la7", "Product la8");
    }

    @Test
    void every_kind_of_discount_and_a_switch_of_method_never_make_two() {
        silkroute.connect("kinds", "{}");
        Pim campaign = Pim.campaign("KINDS");
        silkroute.synchronize("kinds", Pim.product("ki1"), Pim.product("ki2"), campaign);
        assertThat(silkroute.discount("Campaign KINDS").path("type").asString()).isEqualTo("DiscountCodeBasic");
        String id = silkroute.discount("Campaign KINDS").path("id").asString();

        Pim deal = campaign.with(
                "value",
                "{\"buy\":{\"quantity\":2,\"products\":[\"ki1\"]},\"get\":{\"quantity\":1,\"products\":[\"ki2\"],\"percentage\":\"100\"}}");
        silkroute.synchronize("kinds", deal);
        assertThat(silkroute.discount("Campaign KINDS").path("type").asString()).isEqualTo("DiscountCodeBxgy");
        assertThat(silkroute.discount("Campaign KINDS").path("id").asString()).isEqualTo(id);
        assertThat(details("Campaign KINDS").at("/customerBuys/value/quantity").asString())
                .isEqualTo("2");

        silkroute.synchronize("kinds", campaign.with("value", "{\"freeShipping\":true}"));
        assertThat(silkroute.discount("Campaign KINDS").path("type").asString()).isEqualTo("DiscountCodeFreeShipping");

        Pim automatic = campaign.without("code").with("method", "\"automatic\"");
        silkroute.synchronize("kinds", automatic);
        assertThat(silkroute.discount("Campaign KINDS").path("type").asString()).isEqualTo("DiscountAutomaticBasic");
        silkroute.synchronize("kinds", automatic.with("value", "{\"freeShipping\":true}"));
        assertThat(silkroute.discount("Campaign KINDS").path("type").asString())
                .isEqualTo("DiscountAutomaticFreeShipping");
        silkroute.synchronize("kinds", campaign);
        assertThat(silkroute.discount("Campaign KINDS").path("type").asString()).isEqualTo("DiscountCodeBasic");
        assertThat(silkroute.discount("Campaign KINDS").at("/codes/0/code").asString())
                .isEqualTo("KINDS");
    }

    @Test
    void a_code_that_stands_in_somebody_elses_discount_is_never_taken_over() {
        silkroute.connect("taken", "{}");
        silkroute.control("{\"discounts\":[{\"title\":\"Somebody else's\",\"code\":\"TAKEN\"}]}");
        JsonNode run = silkroute.synchronize("taken", Pim.campaign("TAKEN"));

        assertThat(run.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(count(run, "conflict")).isOne();
        assertThat(silkroute.discounts().stream()
                        .filter(one -> one.at("/codes/0/code").asString().equals("TAKEN")))
                .hasSize(1);
        assertThat(last("taken", "campaign", "TAKEN"))
                .contains("The code TAKEN stands in another discount of the shop already, “Somebody else's”");
        assertThat(silkroute.item("taken", "campaign", "TAKEN").toString()).contains("code-taken");

        silkroute.synchronize("taken", Pim.campaign("TAKEN").with("code", "\"FREE\""));
        assertThat(silkroute.discount("Campaign TAKEN").at("/codes/0/code").asString())
                .isEqualTo("FREE");
    }

    @Test
    void a_discount_whose_answer_was_lost_is_found_again_by_its_code_or_its_tag() {
        silkroute.connect("lost", "{}");
        silkroute.control(
                "{\"faults\":[{\"operation\":\"discountCodeBasicCreate\",\"times\":1,\"kind\":\"answer-lost\"}]}");
        silkroute.synchronize("lost", Pim.campaign("LOST"));
        assertThat(silkroute.discount("Campaign LOST").path("status").asString())
                .isEqualTo("ACTIVE");

        silkroute.control(
                "{\"faults\":[{\"operation\":\"discountAutomaticBasicCreate\",\"times\":1,\"kind\":\"answer-lost\"}]}");
        silkroute.synchronize("lost", Pim.campaign("LOST-AUTO").without("code").with("method", "\"automatic\""));
        assertThat(silkroute.discount("Campaign LOST-AUTO").path("status").asString())
                .isEqualTo("ACTIVE");
        assertThat(silkroute.status("lost").path("parked").asLong()).isZero();
    }

    @Test
    void what_somebody_has_deleted_in_the_shop_is_made_again() {
        silkroute.connect("gone", "{}");
        silkroute.synchronize("gone", Pim.campaign("GONE"));
        silkroute.control("{\"deletedDiscounts\":[\"GONE\"]}");
        assertThat(held("Campaign GONE")).isFalse();

        silkroute.synchronize("gone", Pim.campaign("GONE").with("value", "{\"percentage\":\"20\"}"));
        assertThat(details("Campaign GONE").at("/customerGets/value/percentage").asDouble())
                .isEqualTo(0.2);
    }

    @Test
    void a_product_that_the_shop_lost_is_left_out_and_told() {
        silkroute.connect("lost-product", "{}");
        Pim campaign = Pim.campaign("LOSTPRODUCT").with("applies", "{\"products\":[\"lp1\"]}");
        silkroute.synchronize("lost-product", Pim.product("lp1"), Pim.product("lp2"), campaign);
        silkroute.deleteInShop("lp2");

        JsonNode run =
                silkroute.synchronize("lost-product", campaign.with("applies", "{\"products\":[\"lp1\",\"lp2\"]}"));
        assertThat(count(run, "incomplete")).isOne();
        assertThat(products("Campaign LOSTPRODUCT")).containsExactly("Product lp1");
        assertThat(last("lost-product", "campaign", "LOSTPRODUCT")).contains("the shop has lost");
    }

    @Test
    void customer_eligibility_by_email_never_becomes_a_discount_for_everybody() {
        silkroute.connect("eligible", "{}");
        silkroute.control("{\"customers\":[{\"email\":\"anna@example.com\"}]}");
        JsonNode run = silkroute.synchronize(
                "eligible",
                Pim.campaign("ELIGIBLE")
                        .with("eligibility", "{\"customers\":[\"anna@example.com\",\"nobody@example.com\"]}"),
                Pim.campaign("NOBODY").with("eligibility", "{\"customers\":[\"nobody@example.com\"]}"));
        assertThat(details("Campaign ELIGIBLE").at("/context/customers")).hasSize(1);
        assertThat(last("eligible", "campaign", "ELIGIBLE")).contains("nobody@example.com");
        assertThat(count(run, "incomplete")).isOne();
        assertThat(count(run, "rejected")).isOne();
        assertThat(held("Campaign NOBODY")).isFalse();
    }

    @Test
    void campaign_specific_settings_immediate_sync_and_priority() {
        silkroute.connect("specific", "{\"trigger\":{\"onChange\":false}}");
        silkroute.push("specific", List.of(Pim.campaign("BATCH")));
        silkroute.pending("specific", 1);
        silkroute.synchronize("specific", Pim.campaign("IMMEDIATE").with("sync", "{\"when\":\"immediate\"}"));
        assertThat(held("Campaign IMMEDIATE")).isTrue();

        silkroute.put("/api/connectors/specific/deactivate");
        silkroute.push(
                "specific",
                List.of(
                        Pim.campaign("P-LOW").with("sync", "{\"priority\":\"low\"}"),
                        Pim.campaign("P-NORMAL"),
                        Pim.campaign("P-HIGH").with("sync", "{\"priority\":\"high\"}")));
        silkroute.pending("specific", 3);
        silkroute.put("/api/connectors/specific/activate");
        silkroute.post("/api/connectors/specific/sync");
        silkroute.settled("specific");
        assertThat(silkroute.discounts().stream()
                        .map(one -> one.path("title").asString())
                        .filter(title -> title.startsWith("Campaign P-")))
                .containsExactly("Campaign P-HIGH", "Campaign P-NORMAL", "Campaign P-LOW");
    }

    @Test
    void what_shopify_cannot_do_as_asked_is_said() {
        silkroute.connect("honest", "{}");
        JsonNode run = silkroute.synchronize(
                "honest",
                Pim.product("ho1"),
                Pim.product("ho2"),
                Pim.category("ho-cat"),
                Pim.campaign("H-MIXED").with("applies", "{\"products\":[\"ho1\"],\"categories\":[\"ho-cat\"]}"),
                Pim.campaign("H-BOTH")
                        .with("eligibility", "{\"customers\":[\"a@example.com\"],\"segments\":[\"VIP\"]}"),
                Pim.campaign("H-MONEY").with("value", "{\"amount\":\"10\",\"currency\":\"XAU\"}"),
                Pim.campaign("H-LIMIT")
                        .without("code")
                        .with("method", "\"automatic\"")
                        .with("limits", "{\"uses\":100}"),
                Pim.campaign("H-TAGS").tags("a", "b", "c", "d", "e"));
        assertThat(count(run, "rejected")).isEqualTo(3);
        assertThat(last("honest", "campaign", "H-MIXED")).contains("Make two campaigns of it");
        assertThat(last("honest", "campaign", "H-BOTH")).contains("for customers and for segments");
        assertThat(last("honest", "campaign", "H-MONEY")).contains("Its amount is in XAU");
        assertThat(last("honest", "campaign", "H-LIMIT")).contains("an automatic discount has none");
        assertThat(last("honest", "campaign", "H-TAGS")).contains("left out: e.");
        assertThat(count(run, "incomplete")).isEqualTo(2);
    }

    @Test
    void exclusions_become_the_list_of_the_others_and_follow_the_catalogue() {
        silkroute.connect(
                "excludes",
                "{\"rules\":{\"excludeProducts\":{\"tags\":[\"no-campaign\"]}},\"export\":{\"disableDeletions\":false}}");
        silkroute.synchronize("excludes", Pim.campaign("EXCLUDES").with("excludes", "{\"products\":[\"ex2\"]}"));
        assertThat(held("Campaign EXCLUDES")).isFalse();
        assertThat(last("excludes", "campaign", "EXCLUDES")).contains("Waits for the first product");

        silkroute.synchronize(
                "excludes",
                Pim.product("ex1"),
                Pim.product("ex2"),
                Pim.product("ex3").tags("no-campaign"));
        assertThat(products("Campaign EXCLUDES")).containsExactly("Product ex1");
        assertThat(last("excludes", "campaign", "EXCLUDES")).contains("Shopify knows no exclusion");

        silkroute.synchronize("excludes", Pim.product("ex4"));
        assertThat(products("Campaign EXCLUDES")).containsExactly("Product ex1", "Product ex4");

        silkroute.synchronize("excludes", Pim.campaign("NAMED").with("applies", "{\"products\":[\"ex1\",\"ex3\"]}"));
        assertThat(products("Campaign NAMED")).containsExactly("Product ex1");
    }

    @Test
    void custom_rules_sync_specific_campaigns_only() {
        silkroute.connect(
                "only",
                "{\"rules\":{\"campaigns\":{\"only\":[\"ONLY-1\",\"q4\"],\"except\":[\"test\"]}},\"export\":{\"disableDeletions\":false}}");
        silkroute.synchronize(
                "only",
                Pim.campaign("ONLY-1"),
                Pim.campaign("ONLY-2"),
                Pim.campaign("ONLY-3").tags("q4"),
                Pim.campaign("ONLY-4").tags("q4", "test"));
        assertThat(silkroute.discounts().stream()
                        .map(one -> one.path("title").asString())
                        .filter(title -> title.startsWith("Campaign ONLY")))
                .containsExactlyInAnyOrder("Campaign ONLY-1", "Campaign ONLY-3");

        silkroute.put("/api/connectors/only/deactivate");
        assertThat(silkroute
                        .patch(
                                "/api/connectors/only/config",
                                "{\"rules\":{\"campaigns\":{\"only\":[\"ONLY-2\"],\"except\":[]}}}")
                        .status())
                .isEqualTo(200);
        silkroute.put("/api/connectors/only/activate");
        silkroute.post("/api/connectors/only/sync");
        silkroute.settled("only");
        assertThat(silkroute.discount("Campaign ONLY-1").path("status").asString())
                .isEqualTo("EXPIRED");
        assertThat(held("Campaign ONLY-2")).isTrue();
    }

    @Test
    void expiration_is_told_once_and_written_never() {
        silkroute.connect("expires", "{}");
        Instant ends = Instant.now().plus(Duration.ofSeconds(4)).truncatedTo(ChronoUnit.SECONDS);
        silkroute.synchronize("expires", Pim.campaign("EXPIRES").with("ends", "\"" + ends + "\""));
        long writes = silkroute.discountWrites().size();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> last("expires", "campaign", "EXPIRES").contains("is over"));
        assertThat(silkroute.discount("Campaign EXPIRES").path("status").asString())
                .isEqualTo("EXPIRED");
        assertThat(silkroute.discountWrites()).hasSize((int) writes);
        assertThat(OffsetDateTime.parse(silkroute
                                .discount("Campaign EXPIRES")
                                .path("endsAt")
                                .asString())
                        .toInstant())
                .isEqualTo(ends);
    }
}
