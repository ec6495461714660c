package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Many codes in one go: decided once, pushed as items, watched until each is in the shop or failed. */
class CodeJobAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
    }

    static void campaign(Silkroute silkroute, String connector, String id) {
        silkroute.push(
                connector,
                "{\"type\":\"campaign\",\"id\":\"" + id
                        + "\",\"name\":\"Campaign\",\"value\":{\"percentage\":\"10\"}}");
        Awaitility.await("the campaign is staged")
                .until(() -> silkroute
                                .get("/api/connectors/" + connector + "/campaigns/" + id)
                                .status()
                        == 200);
    }

    static String ask(Silkroute silkroute, String connector, String campaign, String body) {
        Silkroute.Response asked =
                silkroute.post("/api/connectors/" + connector + "/campaigns/" + campaign + "/codes", body);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return asked.json().path("job").asString();
    }

    static JsonNode job(Silkroute silkroute, String id) {
        return silkroute.get("/api/code-jobs/" + id).json();
    }

    static JsonNode ended(Silkroute silkroute, String id) {
        return Awaitility.await("job " + id + " has ended")
                .atMost(java.time.Duration.ofMinutes(2))
                .pollInterval(java.time.Duration.ofMillis(200))
                .until(
                        () -> job(silkroute, id),
                        job -> !List.of("queued", "running")
                                .contains(job.path("state").asString()));
    }

    /** By code the ids of the items that have it. */
    static List<String> items(Silkroute silkroute, String connector, String campaign) {
        List<String> items = new java.util.ArrayList<>();
        String csv = silkroute
                .get("/api/connectors/" + connector + "/campaigns/" + campaign + "/codes.csv")
                .text();
        csv.lines().skip(1).map(line -> line.split(",")).forEach(cells -> items.add(cells[1]));
        return items;
    }

    @Test
    void codes_that_are_generated_start_a_run_where_the_connector_wants_it_although_changes_do_not() {
        silkroute.connect("awoken", "{\"trigger\":{\"onChange\":false,\"events\":[\"codes-generated\"]}}");
        campaign(silkroute, "awoken", "W");
        assertThat(silkroute.runs("awoken")).isEmpty();

        JsonNode ended = ended(silkroute, ask(silkroute, "awoken", "W", "{\"generate\":{\"count\":60}}"));

        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("completed");
        assertThat(silkroute.runs("awoken")).hasSize(1);
    }

    @Test
    void given_codes_become_items_of_their_campaign() {
        silkroute.connect("given", "{}");
        campaign(silkroute, "given", "G");

        String job = ask(silkroute, "given", "G", "{\"codes\":[\"ANNA10\",\"BEN10\",\"anna10\"]}");
        JsonNode ended = ended(silkroute, job);

        assertThat(ended.propertyNames()).contains("total", "done", "failed", "state", "failures");
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("completed");
        assertThat(ended.path("total").asInt()).isEqualTo(2);
        assertThat(ended.path("done").asInt()).isEqualTo(2);
        assertThat(silkroute
                        .get("/api/connectors/given/campaigns/G/codes")
                        .json()
                        .path("items"))
                .extracting(code ->
                        code.path("kind").asString() + " " + code.path("state").asString())
                .containsExactly("joined active", "joined active");
        assertThat(items(silkroute, "given", "G")).containsExactly("G-ANNA10", "G-BEN10");
        assertThat(silkroute.item("given", "code", "G-ANNA10").at("/image/code").asString())
                .isEqualTo("ANNA10");
        assertThat(silkroute.activity("connector=given&kind=operator"))
                .extracting(entry -> entry.path("sentence").asString())
                .contains("Asked for 2 codes of the campaign G (job " + job + ").");
    }

    @Test
    void generated_codes_are_unambiguous_and_unique() {
        silkroute.connect("drawn", "{}");
        campaign(silkroute, "drawn", "D");

        String job = ask(silkroute, "drawn", "D", "{\"generate\":{\"count\":600,\"prefix\":\"ANNA-\",\"length\":8}}");
        JsonNode ended = ended(silkroute, job);

        assertThat(ended.path("total").asInt()).isEqualTo(600);
        assertThat(ended.path("done").asInt() + ended.path("failed").asInt()).isEqualTo(600);
        List<String> items = items(silkroute, "drawn", "D");
        assertThat(items).hasSize(600).doesNotHaveDuplicates();
        assertThat(items).allMatch(item -> item.matches("D-ANNA-[A-HJKMNP-Z2-9]{8}"));
        assertThat(new TreeSet<>(items).first().charAt(7)).isNotEqualTo('0');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"generate\":{\"count\":1000,\"length\":3}} | it has to be 5 at least",
                "{\"generate\":{\"count\":100001}} | from 1 to 100,000",
                "{\"generate\":{\"count\":0}} | from 1 to 100,000",
                "{\"generate\":{\"count\":\"5\"}} | must be a whole number",
                "{\"generate\":{\"count\":5,\"prefix\":\"A B\"}} | no blanks",
                "{\"generate\":{\"count\":5,\"many\":1}} | known are count, prefix, length",
                "{\"codes\":[]} | is empty",
                "{\"codes\":[\"\"]} | is empty",
                "{\"codes\":[\" A\"]} | begins or ends with a blank",
                "{\"codes\":[\"A\\nB\"]} | control character",
                "{\"codes\":[1]} | no text",
                "{\"codes\":[\"A\"],\"generate\":{\"count\":1}} | either",
                "{} | either"
            })
    void what_cannot_be_is_refused_with_a_sentence(String body, String sentence) {
        if (silkroute.get("/api/connectors/refused").status() == 404) {
            silkroute.connect("refused", "{}");
            campaign(silkroute, "refused", "R");
        }
        Silkroute.Response answer = silkroute.post("/api/connectors/refused/campaigns/R/codes", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().path("detail").asString()).contains(sentence);
    }

    @Test
    void a_code_that_another_item_has_fails_and_is_taken_from_nobody() {
        silkroute.connect("taken", "{}");
        campaign(silkroute, "taken", "T");
        silkroute.push("taken", "{\"type\":\"code\",\"id\":\"X\",\"campaign\":\"T\",\"code\":\"Tkn10\"}");
        Awaitility.await().until(() -> items(silkroute, "taken", "T").contains("X"));

        JsonNode ended = ended(silkroute, ask(silkroute, "taken", "T", "{\"codes\":[\"TKN10\",\"FREE\"]}"));

        assertThat(ended.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(ended.path("failures")).anySatisfy(failure -> {
            assertThat(failure.path("code").asString()).isEqualTo("TKN10");
            assertThat(failure.path("reason").asString()).contains("that of the code X already");
        });
        assertThat(items(silkroute, "taken", "T")).containsExactly("T-FREE", "X");
    }

    @Test
    void an_id_that_is_another_codes_is_taken_from_nobody() {
        silkroute.connect("ids", "{}");
        campaign(silkroute, "ids", "BF");
        campaign(silkroute, "ids", "BF-VIP");
        ended(silkroute, ask(silkroute, "ids", "BF", "{\"codes\":[\"VIP-ANNA\"]}"));

        JsonNode job = ended(silkroute, ask(silkroute, "ids", "BF-VIP", "{\"codes\":[\"ANNA\",\"BEN\"]}"));
        assertThat(job.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(job.path("done").asInt()).isOne();
        assertThat(job.at("/failures/0/reason").asString())
                .contains("BF-VIP-ANNA", "the code VIP-ANNA of the campaign BF already");
        assertThat(items(silkroute, "ids", "BF")).containsExactly("BF-VIP-ANNA");
    }

    @Test
    void a_code_that_is_deleted_before_it_goes_out_ends_its_job() {
        silkroute.connect("deleted-code", "{}");
        campaign(silkroute, "deleted-code", "DEL");
        silkroute.put("/api/connectors/deleted-code/deactivate");
        String job = ask(silkroute, "deleted-code", "DEL", "{\"codes\":[\"DEL-A\"]}");
        silkroute.pending("deleted-code", 1);
        silkroute.push("deleted-code", Pim.deleted("code", "DEL-DEL-A").toString());
        JsonNode ended = ended(silkroute, job);
        assertThat(ended.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(ended.at("/failures/0/reason").asString()).contains("was deleted");
    }

    @Test
    void a_code_that_stands_in_somebody_elses_discount_fails_until_it_is_free() {
        silkroute.connect("foreign", "{}");
        campaign(silkroute, "foreign", "F");
        silkroute.control("{\"discounts\":[{\"title\":\"Somebody's\",\"code\":\"F-TAKEN\"}]}");

        String job = ask(silkroute, "foreign", "F", "{\"codes\":[\"F-TAKEN\",\"F-FREE\"]}");
        JsonNode ended = ended(silkroute, job);

        assertThat(ended.path("done").asInt()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.at("/failures/0/reason").asString()).contains("stands in another discount");
        assertThat(silkroute
                        .get("/api/connectors/foreign/campaigns/F/codes?q=TAKEN")
                        .json()
                        .at("/items/0/state")
                        .asString())
                .isEqualTo("conflict");
        silkroute.control("{\"deletedDiscounts\":[\"F-TAKEN\"]}");
        assertThat(silkroute.post("/api/code-jobs/" + job + "/retry").status()).isEqualTo(202);
        assertThat(ended(silkroute, job).path("state").asString()).isEqualTo("completed");
    }

    @Test
    void what_is_known_of_a_code_stays_when_it_is_given_again() {
        silkroute.connect("again", "{}");
        campaign(silkroute, "again", "A");
        silkroute.push(
                "again",
                "{\"type\":\"code\",\"id\":\"A-ANNA\",\"campaign\":\"A\",\"code\":\"ANNA\",\"holder\":{\"name\":\"Anna\"}}");
        silkroute.settled("again");

        ended(silkroute, ask(silkroute, "again", "A", "{\"codes\":[\"ANNA\"]}"));

        assertThat(silkroute
                        .item("again", "code", "A-ANNA")
                        .at("/image/holder/name")
                        .asString())
                .isEqualTo("Anna");
    }

    @Test
    void a_cancelled_job_pushes_nothing_more() {
        silkroute.connect("cancelled", "{}");
        campaign(silkroute, "cancelled", "C");
        String codes = IntStream.range(0, 6_000).mapToObj(i -> "\"C" + i + "\"").collect(Collectors.joining(","));
        String job = ask(silkroute, "cancelled", "C", "{\"codes\":[" + codes + "]}");

        assertThat(silkroute.post("/api/code-jobs/" + job + "/cancel").status()).isEqualTo(200);
        int pushed = items(silkroute, "cancelled", "C").size();

        assertThat(job(silkroute, job).path("state").asString()).isEqualTo("cancelled");
        assertThat(silkroute.post("/api/code-jobs/" + job + "/cancel").status()).isEqualTo(409);
        assertThat(silkroute.post("/api/code-jobs/" + job + "/retry").status()).isEqualTo(409);
        assertThat(pushed).isLessThan(6_000);
        assertThat(silkroute.get("/api/code-jobs/none").status()).isEqualTo(404);
        assertThat(silkroute
                        .post("/api/connectors/cancelled/campaigns/none/codes", "{\"codes\":[\"A\"]}")
                        .status())
                .isEqualTo(404);
    }
}
