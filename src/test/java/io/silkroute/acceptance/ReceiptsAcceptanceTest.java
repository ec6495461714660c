package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a delivery's sender is told of it later, and what an operator sees of it. */
class ReceiptsAcceptanceTest {

    private static final String GOOD =
            "{\"type\":\"product\",\"id\":\"ok\",\"name\":\"Good\",\"price\":{\"USD\":\"1\"}}";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn operator;
    private static SignedIn viewer;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.waiting.needs-you-after=1h",
                "silkroute.users[0].name=otto",
                "silkroute.users[0].password=password-of-otto",
                "silkroute.users[0].role=operator",
                "silkroute.users[1].name=vera",
                "silkroute.users[1].password=password-of-vera",
                "silkroute.users[1].role=viewer");
        silkroute = application.silkroute;
        operator = SignedIn.as(silkroute.address(), "otto", "password-of-otto");
        viewer = SignedIn.as(silkroute.address(), "vera", "password-of-vera");
    }

    private static String bad(int i) {
        return "{\"type\":\"product\",\"id\":\"bad-" + i + "\",\"name\":\"Bad\",\"price\":{\"USD\":\"x\"}}";
    }

    private static Silkroute.Response pushMixed(String connector, int bad) {
        List<String> lines = new ArrayList<>(List.of(GOOD));
        IntStream.range(0, bad).forEach(i -> lines.add(bad(i)));
        return silkroute.push(connector, lines.toArray(String[]::new));
    }

    private static String path(String connector, String receipt) {
        return "/api/connectors/" + connector + "/receipts/" + receipt;
    }

    private static long refused(String connector) {
        return silkroute.status(connector).path("refused").asLong();
    }

    @Test
    void every_refused_item_is_named_by_receipt_page_and_csv_and_counted() {
        silkroute.connect("many", "{}");
        Silkroute.Response pushed = pushMixed("many", 150);
        assertThat(pushed.status()).isEqualTo(202);
        assertThat(pushed.json().path("rejections")).hasSize(100);
        String id = pushed.json().path("receipt").asString();

        JsonNode receipt = silkroute.get(path("many", id)).json();
        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("rejected").asInt()).isEqualTo(150);
        assertThat(receipt.path("rejections")).hasSize(150);
        JsonNode last = receipt.path("rejections").path(149);
        assertThat(last.path("row").asInt()).isEqualTo(151);
        assertThat(last.path("index").asInt()).isEqualTo(150);
        assertThat(last.path("id").asString()).isEqualTo("bad-149");
        assertThat(last.path("reason").asString()).contains("which is no number");
        assertThat(refused("many")).isEqualTo(150);

        SignedIn.Page page = viewer.get("/connectors/many/receipts/" + id);
        assertThat(page.text()).contains("bad-0", "bad-149", "All of them as CSV");
        assertThat(viewer.get("/connectors/many").text()).contains("Refused at the door", "150");
        assertThat(viewer.get("/connectors/many/receipts").text()).contains("150 refused items are still to be mended");
        assertThat(viewer.get("/connectors/many/activity").text()).contains("/connectors/many/receipts/" + id);
        String csv = silkroute.get(path("many", id) + ".csv").text();
        assertThat(csv.lines()).hasSize(151).first().isEqualTo("kind,row,line,type,id,reason");
        assertThat(csv).contains("refused,151,151,product,bad-149,");
    }

    @Test
    void what_is_mended_seen_or_refused_again_is_not_counted_twice() {
        silkroute.connect("mended", "{}");
        String first = pushMixed("mended", 3).json().path("receipt").asString();
        pushMixed("mended", 2);
        assertThat(refused("mended")).isEqualTo(3);

        silkroute.push("mended", bad(0).replace("\"x\"", "\"1\""));
        Awaitility.await().until(() -> refused("mended") == 2);

        operator.submit(
                Jsoup.parse(operator.get("/connectors/mended/receipts/" + first).text())
                        .selectFirst("form[action$=/seen]"));
        assertThat(refused("mended")).isEqualTo(1); // bad-1, which the second push names
        assertThat(silkroute.get(path("mended", first)).json().path("open").asInt())
                .isZero();
        assertThat(silkroute
                        .activity("connector=mended&kind=operator")
                        .get(0)
                        .path("actor")
                        .asString())
                .isEqualTo("otto");
    }

    @Test
    void a_viewer_reads_but_marks_nothing_as_seen() {
        silkroute.connect("read", "{}");
        String receipt = pushMixed("read", 1).json().path("receipt").asString();
        assertThat(viewer.get("/connectors/read/receipts/" + receipt).text()).doesNotContain("as seen");
        assertThat(viewer.post("/connectors/read/receipts/" + receipt + "/seen", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(refused("read")).isEqualTo(1);
    }

    @Test
    void a_push_of_which_nothing_is_valid_and_one_that_is_unreadable_have_receipts_too() {
        silkroute.connect("none", "{}");
        Silkroute.Response invalid = silkroute.push("none", bad(0), bad(1));
        assertThat(invalid.status()).isEqualTo(422);
        JsonNode receipt = silkroute
                .get(path("none", invalid.json().path("receipt").asString()))
                .json();
        assertThat(receipt.path("accepted").asInt()).isZero();
        assertThat(receipt.path("rejections")).hasSize(2);

        Silkroute.Response malformed = silkroute.push("none", "{\"type\":");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(silkroute
                        .get(path("none", malformed.json().path("receipt").asString()))
                        .json()
                        .path("reason")
                        .asString())
                .isEqualTo(malformed.json().path("detail").asString());
    }

    @Test
    void an_unknown_receipt_is_a_problem_that_says_so() {
        silkroute.connect("here", "{}");
        silkroute.connect("there", "{}");
        String receipt = pushMixed("here", 0).json().path("receipt").asString();
        for (String path : List.of(
                path("here", "no-such"), path("there", receipt), path("nowhere", receipt), path("here", "x.csv"))) {
            Silkroute.Response answer = silkroute.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.contentType()).contains("application/problem+json");
            assertThat(answer.json().path("detail").asString()).isNotBlank();
        }
        assertThat(silkroute.get(path("here", receipt)).status()).isEqualTo(200);
    }

    @Test
    void an_id_twice_is_told_to_the_sender_in_the_receipt_and_in_the_log_also_across_chunks() {
        silkroute.connect("twice", "{}");
        silkroute.put("/api/connectors/twice/deactivate"); // what is pushed is staged and goes nowhere
        List<String> lines = new ArrayList<>(List.of(GOOD));
        for (int i = 0; i < 1_500; i++) {
            lines.add("{\"type\":\"product\",\"id\":\"P" + i + "\"}");
        }
        lines.add(GOOD.replace("Good", "Better"));
        Silkroute.Response pushed = silkroute.push("twice", lines.toArray(String[]::new));

        assertThat(pushed.json().at("/warnings/0/reason").asString())
                .isEqualTo(
                        "The product \"ok\" came twice in this delivery, in rows 1, 1502. Row 1502 counts, the last one.");
        JsonNode receipt = silkroute
                .get(path("twice", pushed.json().path("receipt").asString()))
                .json();
        assertThat(receipt.path("warned").asInt()).isEqualTo(1);
        assertThat(receipt.at("/warnings/0/row").asInt()).isEqualTo(1502);
        assertThat(silkroute.told("twice", "product", "ok")).anyMatch(one -> one.contains("rows 1, 1502"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(silkroute
                                .item("twice", "product", "ok")
                                .at("/image/name")
                                .asString())
                        .isEqualTo("Better"));
    }

    @Test
    void what_waits_for_its_product_is_counted_and_listed() {
        silkroute.connect("waits", "{}");
        silkroute.push(
                "waits",
                "{\"type\":\"variant\",\"id\":\"V1\",\"parent\":\"W1\"}",
                "{\"type\":\"variant\",\"id\":\"V2\",\"parent\":\"W2\"}",
                "{\"type\":\"variant\",\"id\":\"V3\"}");
        Awaitility.await().until(() -> silkroute.status("waits").path("waiting").asInt() == 3);

        JsonNode first = silkroute.get("/api/connectors/waits/waiting?limit=2").json();
        assertThat(first.path("items")).hasSize(2);
        JsonNode rest = silkroute
                .get("/api/connectors/waits/waiting?cursor="
                        + first.path("next").asString())
                .json();
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(silkroute
                        .get("/api/connectors/waits/waiting?q=w2")
                        .json()
                        .at("/items/0/sentence")
                        .asString())
                .isEqualTo("Waits for its product W2, which the PIM has not sent yet.");
        assertThat(silkroute
                        .get("/api/connectors/waits/waiting?overdue=true")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(silkroute.get("/api/connectors/waits/waiting?cursor=odd").status())
                .isEqualTo(400);
        assertThat(viewer.get("/connectors/waits/waiting").text()).contains("3 items wait", "variant V1");
        assertThat(viewer.get("/connectors/waits").text()).contains("Waiting for another item");

        silkroute.push("waits", "{\"type\":\"product\",\"id\":\"W1\",\"name\":\"Came\"}");
        Awaitility.await().until(() -> silkroute.status("waits").path("waiting").asInt() == 2);
    }

    @Test
    void receipts_go_with_their_connector() {
        silkroute.connect("gone", "{}");
        String receipt = pushMixed("gone", 2).json().path("receipt").asString();
        silkroute.settled("gone");
        silkroute.put("/api/connectors/gone/deactivate");
        assertThat(silkroute.delete("/api/connectors/gone").status()).isEqualTo(204);
        silkroute.connect("gone", "{}");
        assertThat(silkroute.get(path("gone", receipt)).status()).isEqualTo(404);
        assertThat(refused("gone")).isZero();
    }

    /** A receipt that a sender was told of is there whatever happens the moment after. */
    @Test
    void a_receipt_survives_a_kill_right_after_the_answer(@TempDir Path folder) throws Exception {
        int port = RunningApplication.freePort();
        String[] settings = {
            "--silkroute.data=data",
            "--silkroute.inbox=inbox",
            "--silkroute.inbox-poll=100",
            "--silkroute.inbox-settle=50",
            "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD,
            "--silkroute.sandbox.enabled=false"
        };
        try (RealProcess first = RealProcess.connector(folder, port, settings)) {
            first.ready();
            Silkroute there = new Silkroute(first.address(), first.address());
            there.connect("main", "{}");
            Path inbox = Files.createDirectories(folder.resolve("inbox/main"));
            Files.writeString(folder.resolve("file"), bad(0) + "\n" + GOOD, StandardCharsets.UTF_8);
            Files.move(folder.resolve("file"), inbox.resolve("some.jsonl"));
            Awaitility.await().until(() -> Files.exists(inbox.resolve("done/some.jsonl")));
            List<String> lines = new ArrayList<>(List.of(GOOD, GOOD));
            IntStream.range(1, 700).forEach(i -> lines.add(bad(i)));
            Silkroute.Response pushed = there.push("main", lines.toArray(String[]::new));
            first.kill();
            assertThat(pushed.status()).isEqualTo(202);
            try (RealProcess second = RealProcess.connector(folder, port, settings)) {
                second.ready();
                JsonNode receipt = there.get(
                                path("main", pushed.json().path("receipt").asString()))
                        .json();
                assertThat(receipt.path("accepted").asInt()).isEqualTo(2);
                assertThat(receipt.path("rejections")).hasSize(699);
                assertThat(receipt.path("warnings")).hasSize(1);
                JsonNode all = there.get("/api/connectors/main/receipts").json().path("items");
                assertThat(all).hasSize(2);
                assertThat(all.get(1).path("file").asString()).isEqualTo("some.jsonl");
                assertThat(there.status("main").path("refused").asInt()).isEqualTo(700);
            }
        }
    }
}
