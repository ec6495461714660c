package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a shop can do wrong in the middle of a run; in the end the shop is equal to the catalogue. */
class ShopFaultsAcceptanceTest {

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        silkroute = QuickRetries.silkroute();
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true,\"restoreTokens\":true}");
    }

    private static Pim[] products(String prefix, int n, String title) {
        return IntStream.range(0, n)
                .mapToObj(i -> Pim.product(id(prefix, i)).named(title + " " + id(prefix, i)))
                .toArray(Pim[]::new);
    }

    private static String id(String prefix, int i) {
        return prefix + "-" + i + "x";
    }

    /** Each product once, as it was pushed last. */
    private static void shopHolds(String prefix, int n, String title) {
        Map<String, String> expected = new TreeMap<>();
        IntStream.range(0, n).forEach(i -> expected.put(id(prefix, i), title + " " + id(prefix, i)));
        Map<String, String> held = new TreeMap<>();
        silkroute.products().forEach((id, product) -> {
            String name = product.path("title").asString();
            if (name.contains(" " + prefix + "-")) {
                held.put(id, name);
                assertThat(product.path("publications")).as(product.toString()).isNotEmpty();
            }
        });
        assertThat(held).isEqualTo(expected);
    }

    private static long count(JsonNode run, String outcome) {
        return run.path("counts").path(outcome).asLong();
    }

    @Test
    void whatever_passes_is_tried_again_and_nobody_notices() {
        silkroute.connect("passing", "{}");
        String[] kinds = {
            "\"kind\":\"timeout\",\"seconds\":1",
            "\"kind\":\"reset\"",
            "\"kind\":\"answer-lost\"",
            "\"kind\":\"malformed-body\"",
            "\"kind\":\"error\",\"code\":\"INTERNAL_SERVER_ERROR\"",
            "\"kind\":\"error\",\"code\":\"THROTTLED\"",
            "\"kind\":\"error\",\"code\":\"TIMEOUT\"",
            "\"kind\":\"user-error\",\"code\":\"GENERIC_ERROR\"",
            "\"kind\":\"status\",\"status\":429,\"retryAfter\":\"0.1\"",
            "\"kind\":\"status\",\"status\":429",
            "\"kind\":\"status\",\"status\":430",
            "\"kind\":\"status\",\"status\":500",
            "\"kind\":\"status\",\"status\":501",
            "\"kind\":\"status\",\"status\":502",
            "\"kind\":\"status\",\"status\":503",
            "\"kind\":\"status\",\"status\":504"
        };
        for (String title : new String[] {"First", "Second"}) {
            List<String> faults = new ArrayList<>();
            for (int i = 0; i < kinds.length; i++) {
                faults.add("{\"operation\":\"productSet\",\"item\":\"%s %s\",\"times\":1,%s}"
                        .formatted(title, id("pass", 2 * i), kinds[i]));
            }
            silkroute.control("{\"faults\":[" + String.join(",", faults) + "]}");

            JsonNode run = silkroute.synchronize("passing", products("pass", 2 * kinds.length, title));

            assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
            assertThat(count(run, title.equals("First") ? "created" : "updated"))
                    .isEqualTo(2L * kinds.length);
            shopHolds("pass", 2 * kinds.length, title);
            assertThat(silkroute.shopState().path("faults")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP401, status, 401, access token",
        "HTTP402, status, 402, plan does not have access",
        "HTTP403, status, 403, refuses the app",
        "HTTP404, status, 404, no Admin API",
        "HTTP423, status, 423, locked",
        "DENIED, error, ACCESS_DENIED, access scope write_products",
        "INACTIVE, error, SHOP_INACTIVE, is inactive"
    })
    void what_concerns_the_whole_shop_ends_the_run_with_one_reason_and_the_next_goes_on(
            String name, String kind, String what, String words) {
        String connector = "stops-" + name.toLowerCase(java.util.Locale.ROOT);
        silkroute.connect(connector, "{\"batchSize\":4}");
        String fault = kind.equals("status") ? "\"status\":" + what : "\"code\":\"" + what + "\"";
        silkroute.control("{\"faults\":[{\"operation\":\"productSet\",\"after\":5,\"times\":1,\"kind\":\"" + kind
                + "\"," + fault + "}]}");

        JsonNode last = silkroute.synchronize(connector, products(name, 12, "Product"));

        assertThat(last.path("state").asString()).as(last.toString()).isEqualTo("completed");
        List<JsonNode> failed = new ArrayList<>();
        silkroute.runs(connector).forEach(run -> {
            if (run.path("state").asString().equals("failed")) {
                failed.add(run);
            }
        });
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).path("reason").asString()).contains(words);
        assertThat(count(failed.get(0), "parked")).isZero();
        shopHolds(name, 12, "Product");
    }

    @Test
    void what_concerns_one_item_parks_it_and_a_replay_makes_up_for_it() {
        silkroute.connect("refusals", "{}");
        String[] codes = {
            "\"HANDLE_NOT_UNIQUE\"", "\"INVALID_METAFIELD\"", "\"PRODUCT_SUSPENDED\"", "\"INVALID_PRODUCT\"", "null"
        };
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            faults.add(
                    "{\"operation\":\"productSet\",\"item\":\"%s\",\"times\":1,\"kind\":\"user-error\",\"code\":%s,\"message\":\"Words %d.\"}"
                            .formatted(id("ref", i), codes[i], i));
        }
        // Refused for all in one, for all together, and then for the first that is published on its own.
        faults.add(
                "{\"operation\":\"publicationUpdate\",\"times\":1,\"kind\":\"user-error\",\"message\":\"Not now.\"}");
        faults.add(
                "{\"operation\":\"publishablePublish\",\"times\":2,\"kind\":\"user-error\",\"message\":\"Not now.\"}");
        silkroute.control("{\"faults\":[" + String.join(",", faults) + "]}");

        JsonNode run = silkroute.synchronize("refusals", products("ref", 10, "Product"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed-with-failures");
        assertThat(count(run, "created")).isEqualTo(4);
        assertThat(count(run, "parked")).isEqualTo(6);
        for (int i = 0; i < codes.length; i++) {
            assertThat(silkroute.told("refusals", "product", id("ref", i)).get(0))
                    .contains("Words " + i + ".");
        }
        JsonNode replay = silkroute
                .post("/api/runs/" + run.path("id").asString() + "/replay-failed")
                .json();
        JsonNode replayed =
                silkroute.runIn(replay.path("id").asString(), "completed", "completed-with-failures", "failed");
        assertThat(replayed.path("state").asString()).as(replayed.toString()).isEqualTo("completed");
        shopHolds("ref", 10, "Product");
    }

    @Test
    void what_the_shop_finds_too_dear_for_a_call_goes_by_bulk_operation() {
        silkroute.connect("dear", "{}");
        silkroute.control(
                "{\"faults\":[{\"operation\":\"productSet\",\"item\":\"%s\",\"times\":1,".formatted(id("dear", 1))
                        + "\"kind\":\"error\",\"code\":\"MAX_COST_EXCEEDED\"}]}");

        JsonNode run = silkroute.synchronize("dear", products("dear", 3, "Product"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.path("api").path("bulkOperations").asInt()).isPositive();
        shopHolds("dear", 3, "Product");
    }

    @Test
    void a_granted_token_is_renewed_when_it_is_revoked_in_mid_run_and_never_shown() {
        silkroute.connect("granted", "{\"batchSize\":4}");
        JsonNode patched = silkroute
                .patch(
                        "/api/connectors/granted/config",
                        "{\"shop\":{\"accessToken\":null,\"clientId\":\"sandbox-client\",\"clientSecret\":\"sandbox-secret\"}}")
                .json();
        silkroute.control(
                "{\"faults\":[{\"operation\":\"productSet\",\"after\":5,\"times\":1,\"kind\":\"token-revoked\"}]}");

        JsonNode run = silkroute.synchronize("granted", products("grant", 12, "Product"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        shopHolds("grant", 12, "Product");
        String all = patched.toString()
                + silkroute.get("/api/connectors/granted/config").text()
                + silkroute.get("/api/connectors/granted").text()
                + silkroute.item("granted", "product", id("grant", 1))
                + silkroute.activity("connector=granted");
        assertThat(all).doesNotContain("sandbox-secret").doesNotContain(Silkroute.PIM_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"quota, single", "quotabulk, bulk"})
    void when_the_day_has_no_new_variants_left_what_is_new_waits_and_the_rest_goes_on(String name, String path) {
        silkroute.connect(name, "{\"batchSize\":2,\"exportPath\":\"" + path + "\"}");
        String known = silkroute
                .synchronize(name, products(name, 6, "First"))
                .path("id")
                .asString();
        silkroute.control("{\"faults\":[{\"operation\":\"productSet\",\"item\":\"New \",\"times\":0,"
                + "\"kind\":\"error\",\"code\":\"VARIANT_THROTTLE_EXCEEDED\"}]}");

        silkroute.push(name, List.of(products(name + "-new", 30, "New")));
        silkroute.push(name, List.of(products(name, 6, "Second")));
        JsonNode ended = waitingForAnotherDay(name, known);

        assertThat(ended.path("reason").asString()).contains("some thousands a day");
        assertThat(count(ended, "updated")).isEqualTo(6);
        assertThat(count(ended, "parked")).isZero();
        shopHolds(name, 6, "Second");

        String forced = silkroute
                .post("/api/connectors/" + name + "/force-refresh")
                .json()
                .path("id")
                .asString();
        JsonNode refreshed = silkroute.runIn(forced, "completed-with-failures");
        assertThat(count(refreshed, "updated")).isEqualTo(6);
        assertThat(waitingForAnotherDay(name, forced).path("mode").asString()).isEqualTo("incremental");

        silkroute.control("{\"clearFaults\":true}");
        assertThat(silkroute.settled(name).path("state").asString()).isEqualTo("completed");
        shopHolds(name + "-new", 30, "New");
    }

    /** The first run after another one. */
    private static JsonNode waitingForAnotherDay(String name, String before) {
        String next = Awaitility.await("a run of " + name + " after " + before)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> StreamSupport.stream(silkroute.runs(name).spliterator(), false)
                                .map(run -> run.path("id").asString())
                                .filter(id -> id.compareTo(before) > 0)
                                .min(Comparator.naturalOrder()),
                        Optional::isPresent)
                .orElseThrow();
        return silkroute.runIn(next, "completed-with-failures");
    }

    @Test
    void a_product_that_somebody_deleted_in_the_shop_comes_back_with_its_next_change() {
        silkroute.connect("deleted", "{}");
        silkroute.synchronize("deleted", products("del", 3, "First"));
        silkroute.deleteInShop(id("del", 1));
        assertThat(silkroute.products()).doesNotContainKey(id("del", 1));

        JsonNode run = silkroute.synchronize("deleted", products("del", 3, "Second"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        shopHolds("del", 3, "Second");
    }

    @ParameterizedTest
    @CsvSource({"productSet, NOT_FOUND", "productVariantsBulkUpdate, MUST_BE_FOR_THIS_PRODUCT"})
    void ids_that_hold_no_more_are_left_out(String operation, String code) {
        String connector = "ids-" + operation.toLowerCase(java.util.Locale.ROOT);
        String id = connector + "-1";
        silkroute.connect(connector, "{}");
        Pim product = Pim.product(id).with("price", "{\"USD\":\"7\"}");
        silkroute.synchronize(connector, product);
        silkroute.control("{\"faults\":[{\"operation\":\"" + operation
                + "\",\"times\":1,\"kind\":\"user-error\",\"code\":\"" + code + "\",\"message\":\"No.\"}]}");

        JsonNode run = silkroute.synchronize(
                connector,
                operation.equals("productSet")
                        ? product.named("Renamed")
                        : Pim.product(id).with("price", "{\"USD\":\"9\"}"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(silkroute.shopState().path("faults")).isEmpty();
        JsonNode held = silkroute.products().get(id);
        assertThat(held.path("title").asString())
                .isEqualTo(operation.equals("productSet") ? "Renamed" : "Product " + id);
        assertThat(held.at("/variants/0/price").asString()).startsWith(operation.equals("productSet") ? "7" : "9");
    }

    @Test
    void variants_that_somebody_deleted_in_the_shop_come_back_with_the_next_change() {
        silkroute.connect("variants-deleted", "{}");
        Pim product = Pim.product("vdel").with("axes", "[\"size\"]");
        silkroute.synchronize(
                "variants-deleted", product, Pim.variant("vdel-S", "vdel", "S"), Pim.variant("vdel-M", "vdel", "M"));
        silkroute.deleteVariantsInShop("vdel", "S");
        assertThat(silkroute.products().get("vdel").path("variants")).hasSize(1);

        JsonNode run = silkroute.synchronize(
                "variants-deleted", Pim.variant("vdel-M", "vdel", "M").with("price", "{\"USD\":\"7\"}"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        JsonNode variants = silkroute.products().get("vdel").path("variants");
        assertThat(variants).hasSize(2);
        assertThat(variants.findValuesAsString("sku")).containsExactlyInAnyOrder("vdel-S", "vdel-M");
    }
}
