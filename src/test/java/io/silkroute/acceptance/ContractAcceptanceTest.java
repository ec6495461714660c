package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The HTTP contract, call by call: statuses, field names, refusals, roles. */
class ContractAcceptanceTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String ADMIN = "admin:" + Silkroute.ADMIN_PASSWORD;
    private static final String OPERATOR = "otto:secret-of-otto";
    private static final String NOBODY = "";
    private static final String[] REJECTION = {"index", "row", "line", "type", "id", "reason"};
    private static final String[] RUN = {
        "id",
        "connector",
        "mode",
        "trigger",
        "askedBy",
        "state",
        "queuedAt",
        "startedAt",
        "finishedAt",
        "config",
        "counts",
        "incompleteBy",
        "api",
        "itemsPerSecond",
        "eta"
    };
    private static final String[] COUNTS = {
        "total",
        "done",
        "created",
        "updated",
        "archived",
        "deleted",
        "unchanged",
        "filtered",
        "rejected",
        "parked",
        "conflict",
        "incomplete"
    };

    private static final AtomicInteger GUESSES = new AtomicInteger();

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @AutoClose
    private static RecordingProxy proxy;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.users[0].name=otto",
                "silkroute.users[0].password=secret-of-otto",
                "silkroute.users[0].role=operator",
                "silkroute.inbound.max-body=64KB",
                "silkroute.inbound.pushes=1",
                "server.forward-headers-strategy=native",
                RecordingProxy.IN_TURN);
        silkroute = application.silkroute;
        proxy = new RecordingProxy(silkroute.address());
        silkroute.connect("shop", "{}");
        silkroute.synchronize("shop", Pim.category("c1"), Pim.product("p1").with("categories", "[\"c1\"]"));
        silkroute.post("/api/connectors", "{\"name\":\"idle\"}");
        silkroute.post("/api/connectors", "{\"name\":\"spare\"}");
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true}");
        proxy.release();
    }

    /** One whose calls can be held. */
    private static void connectHeld(String name) {
        silkroute.connect(name, "{\"batchSize\":2,\"shop\":{\"endpoint\":\"" + proxy.address() + "\"}}");
    }

    /** An answer with its headers. */
    private static HttpResponse<String> call(String user, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(silkroute.address().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!user.equals(NOBODY)) {
            request.header("Authorization", Silkroute.basic(user));
        }
        if (body != null && Stream.of(headers).noneMatch("Content-Type"::equals)) {
            request.header("Content-Type", JSON);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> as) {
        try {
            return HTTP.send(request, as);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode ok(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(JSON);
        return json(answer);
    }

    private static JsonNode refused(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(answer.body())
                .startsWith(PROBLEM);
        JsonNode problem = json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString())
                .as(answer.body())
                .endsWith(".")
                .contains(" ");
        return problem;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        return new Silkroute.Response(200, "", text).json();
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        names.addAll(object.propertyNames());
        return names;
    }

    private static void isRun(JsonNode run) {
        assertThat(fields(run)).contains(RUN);
        assertThat(fields(run.path("counts"))).containsExactlyInAnyOrder(COUNTS);
        assertThat(fields(run.path("api"))).containsExactlyInAnyOrder("calls", "points", "throttled", "bulkOperations");
        assertThat(run.path("queuedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    }

    private static HttpResponse<String> push(String connector, String contentType, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        silkroute.address().resolve("/pim/" + connector + "/items"))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", contentType);
        if (Stream.of(headers).noneMatch("Authorization"::equals)) {
            request.header("Authorization", "Bearer " + Silkroute.PIM_TOKEN);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    private static HttpResponse<String> push(String body) {
        return push("shop", JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_push_is_answered_with_a_receipt_that_names_what_was_rejected() {
        JsonNode one = ok(202, push(Pim.product("p2").toString()));
        assertThat(fields(one))
                .containsExactlyInAnyOrder("receipt", "accepted", "rejected", "rejections", "warned", "warnings");
        assertThat(one.path("receipt").asString()).isNotBlank();
        assertThat(one.path("accepted").asInt()).isEqualTo(1);

        JsonNode some = ok(202, push("[" + Pim.product("p3") + ",{\"type\":\"product\"}," + Pim.product("p4") + "]"));
        assertThat(some.path("accepted").asInt()).isEqualTo(2);
        assertThat(some.path("rejected").asInt()).isEqualTo(1);
        assertThat(fields(some.path("rejections").path(0))).containsExactlyInAnyOrder(REJECTION);
        assertThat(some.path("rejections").path(0).path("index").asInt()).isEqualTo(1);
        assertThat(some.path("rejections").path(0).path("id").isNull()).isTrue();
        silkroute.settled("shop");
    }

    @Test
    void a_push_may_be_lines_and_may_be_packed() throws IOException {
        String lines = Pim.product("p5") + "\n" + Pim.product("p6") + "\n";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        JsonNode receipt =
                ok(202, push("shop", "application/x-ndjson", packed.toByteArray(), "Content-Encoding", "gzip"));
        assertThat(receipt.path("accepted").asInt()).isEqualTo(2);
        silkroute.settled("shop");
        assertThat(silkroute.products()).containsKeys("p5", "p6");
    }

    @Test
    void a_push_that_cannot_be_taken_in_is_refused_with_a_reason() {
        JsonNode malformed = refused(400, push("[{\"type\":\"product\",\"id\":\"px\"},\n{oops"));
        assertThat(malformed.path("detail").asString()).contains("line 2").contains("column");
        assertThat(silkroute.get("/api/connectors/shop/items/product/px").status())
                .isEqualTo(404);

        JsonNode invalid = refused(422, push("[{\"type\":\"product\"},{\"id\":\"a\"}]"));
        assertThat(invalid.path("rejected").asInt()).isEqualTo(2);
        assertThat(invalid.path("accepted").asInt()).isZero();
        assertThat(fields(invalid.path("rejections").path(1))).containsExactlyInAnyOrder(REJECTION);

        byte[] item = Pim.product("px").toString().getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> stranger = push("shop", JSON, item, "Authorization", "Bearer wrong");
        refused(401, stranger);
        assertThat(stranger.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        refused(401, push("shop", JSON, item, "Authorization", "Basic YTpi"));
        refused(401, push("none", JSON, item));
        refused(413, push("shop", JSON, ("[" + " ".repeat(70_000) + "]").getBytes(StandardCharsets.UTF_8)));
        refused(415, push("shop", "text/csv", item));
        refused(405, call(NOBODY, "GET", "/pim/shop/items", null));
    }

    @Test
    void a_push_over_the_bound_of_pushes_is_told_when_to_come_again() throws IOException {
        URI address = silkroute.address();
        try (Socket slow = new Socket(address.getHost(), address.getPort())) {
            slow.getOutputStream()
                    .write(("POST /pim/shop/items HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + Silkroute.PIM_TOKEN
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[")
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            Awaitility.await("the first push holds the only place")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> {
                        HttpResponse<String> second = push(
                                Pim.product("p1").with("categories", "[\"c1\"]").toString());
                        refused(429, second);
                        assertThat(second.headers().firstValue("Retry-After").orElse(""))
                                .matches("\\d+");
                    });
        }
        Awaitility.await("the place is free again")
                .atMost(Duration.ofSeconds(20))
                .until(() -> push("[]").statusCode() == 202);
        silkroute.settled("shop");
    }

    @Test
    void connectors_are_listed_with_their_status() {
        JsonNode list = ok(200, call(ADMIN, "GET", "/api/connectors", null));
        assertThat(fields(list)).containsExactlyInAnyOrder("items", "next");
        assertThat(list.path("next").isNull()).isTrue();
        JsonNode shop = null;
        for (JsonNode listed : list.path("items")) {
            shop = listed.path("name").asString().equals("shop") ? listed : shop;
        }
        assertThat(shop.path("active").asBoolean()).isTrue();
        assertThat(shop.path("status").path("indicator").asString()).isNotBlank();
        isRun(shop.path("status").path("lastRun"));
    }

    @Test
    void a_connector_is_created_inactive_read_configured_switched_and_deleted() {
        HttpResponse<String> created = call(ADMIN, "POST", "/api/connectors", "{\"name\":\"made\"}");
        JsonNode made = ok(201, created);
        assertThat(created.headers().firstValue("Location")).contains("/api/connectors/made");
        assertThat(fields(made)).containsExactlyInAnyOrder("name", "active", "createdAt", "config");
        assertThat(made.path("active").asBoolean()).isFalse();
        refused(409, call(ADMIN, "POST", "/api/connectors", "{\"name\":\"made\"}"));
        assertThat(ok(200, call(ADMIN, "GET", "/api/connectors/made", null))
                        .path("name")
                        .asString())
                .isEqualTo("made");

        JsonNode config = ok(200, call(ADMIN, "GET", "/api/connectors/made/config", null));
        assertThat(fields(config))
                .contains("shop", "export", "mapping", "linkExisting", "trigger", "batchSize", "conflicts");
        assertThat(fields(config.path("export")))
                .containsExactlyInAnyOrder("status", "tags", "families", "disableDeletions", "removal");
        assertThat(ok(200, call(ADMIN, "PUT", "/api/connectors/made/config", config.toString())))
                .isEqualTo(config);
        assertThat(ok(200, call(ADMIN, "PATCH", "/api/connectors/made/config", "{\"batchSize\":7}"))
                        .path("batchSize")
                        .asInt())
                .isEqualTo(7);

        JsonNode wrong = refused(
                422,
                call(
                        ADMIN,
                        "PATCH",
                        "/api/connectors/made/config",
                        "{\"batchSize\":0,\"export\":{\"removal\":\"burn\"},\"trigger\":{\"schedule\":\"sometimes\"}}"));
        List<String> paths = new ArrayList<>();
        wrong.path("errors").forEach(error -> paths.add(error.path("field").asString()));
        assertThat(paths).contains("batchSize", "export.removal").anyMatch(path -> path.startsWith("trigger.schedule"));

        refused(422, call(ADMIN, "PUT", "/api/connectors/made/activate", null));
        ok(200, call(ADMIN, "PATCH", "/api/connectors/made/config", """
                {"pimToken":"token-of-made-by-tests","shop":{"domain":"demo.myshopify.com","accessToken":"%s"}}""".formatted(Silkroute.SHOP_TOKEN)));
        for (int twice = 0; twice < 2; twice++) {
            assertThat(ok(200, call(ADMIN, "PUT", "/api/connectors/made/activate", null))
                            .path("active")
                            .asBoolean())
                    .isTrue();
        }
        refused(409, call(ADMIN, "DELETE", "/api/connectors/made", null));
        for (int twice = 0; twice < 2; twice++) {
            assertThat(ok(200, call(ADMIN, "PUT", "/api/connectors/made/deactivate", null))
                            .path("active")
                            .asBoolean())
                    .isFalse();
        }
        assertThat(call(ADMIN, "DELETE", "/api/connectors/made", null).statusCode())
                .isEqualTo(204);
        refused(404, call(ADMIN, "GET", "/api/connectors/made", null));
    }

    @Test
    void no_answer_ever_holds_a_secret() {
        for (String path :
                List.of("/api/connectors", "/api/connectors/shop", "/api/connectors/shop/config", "/api/activity")) {
            assertThat(call(ADMIN, "GET", path, null).body())
                    .doesNotContain(Silkroute.PIM_TOKEN, Silkroute.SHOP_TOKEN, Silkroute.ADMIN_PASSWORD);
        }
    }

    @Test
    void a_run_that_is_asked_for_is_accepted_and_told() {
        JsonNode sync = ok(202, call(ADMIN, "POST", "/api/connectors/shop/sync", null));
        isRun(sync);
        assertThat(sync.path("mode").asString()).isEqualTo("incremental");
        assertThat(sync.path("trigger").asString()).isEqualTo("manual");
        silkroute.settled("shop");

        JsonNode refresh = ok(202, call(ADMIN, "POST", "/api/connectors/shop/force-refresh", null));
        isRun(refresh);
        assertThat(refresh.path("mode").asString()).isEqualTo("force-refresh");
        JsonNode ended = silkroute.runIn(refresh.path("id").asString(), "completed");
        isRun(ended);
        assertThat(ended.path("finishedAt").asString()).endsWith("Z");
        assertThat(ended.path("counts").path("total"))
                .isEqualTo(ended.path("counts").path("done"));

        assertThat(refused(409, call(ADMIN, "POST", "/api/connectors/idle/sync", null))
                        .path("detail")
                        .asString())
                .containsIgnoringCase("activate");
        refused(404, call(ADMIN, "POST", "/api/connectors/none/sync", null));
        refused(404, call(ADMIN, "POST", "/api/connectors/none/force-refresh", null));
        refused(405, call(ADMIN, "GET", "/api/connectors/shop/sync", null));
    }

    @Test
    void the_status_says_how_a_connector_is_doing() {
        JsonNode status = ok(200, call(ADMIN, "GET", "/api/connectors/shop/status", null));
        assertThat(fields(status))
                .containsExactlyInAnyOrder(
                        "active",
                        "indicator",
                        "state",
                        "lastRun",
                        "nextRun",
                        "lastCheck",
                        "pending",
                        "waiting",
                        "parked",
                        "rejected",
                        "refused",
                        "incomplete",
                        "conflicts",
                        // beside the contract: what a person has accepted, and how far orders were read
                        "accepted",
                        "usage");
        assertThat(status.path("state").asString())
                .isIn("failing", "needs-you", "incomplete", "paused", "healthy", "new");
        assertThat(status.path("indicator").asString()).isIn("success", "in-progress", "failed", "idle");
        isRun(status.path("lastRun"));
        assertThat(ok(200, call(ADMIN, "GET", "/api/connectors/idle/status", null))
                        .path("indicator")
                        .asString())
                .isEqualTo("idle");
        refused(404, call(ADMIN, "GET", "/api/connectors/none/status", null));
    }

    @Test
    void the_history_of_runs_is_read_page_by_page() {
        silkroute.connect("paged", "{}");
        for (int i = 0; i < 3; i++) {
            silkroute.synchronize("paged", Pim.product("paged-" + i));
        }
        List<String> read = new ArrayList<>();
        String next = "";
        for (int pages = 0; next != null; pages++) {
            assertThat(pages).isLessThan(4);
            JsonNode page = ok(200, call(ADMIN, "GET", "/api/connectors/paged/runs?limit=2" + next, null));
            assertThat(fields(page)).containsExactlyInAnyOrder("items", "next");
            page.path("items").forEach(run -> {
                isRun(run);
                read.add(run.path("id").asString());
            });
            next = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asString();
        }
        assertThat(read).hasSize(3).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
        isRun(ok(200, call(ADMIN, "GET", "/api/runs/" + read.get(0), null)));
        refused(404, call(ADMIN, "GET", "/api/runs/none", null));
        refused(404, call(ADMIN, "GET", "/api/connectors/none/runs", null));
        refused(400, call(ADMIN, "GET", "/api/connectors/paged/runs?limit=many", null));
    }

    @Test
    void a_run_tells_its_progress_as_events_until_it_has_ended() {
        connectHeld("telling");
        proxy.hold("\"telling-[2-9]\"");
        List<Pim> products = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            products.add(Pim.product("telling-" + i));
        }
        silkroute.push("telling", products);
        String id = silkroute.underWay("telling").path("id").asString();

        HttpResponse<Stream<String>> stream = events(id);
        proxy.release();
        List<String> lines = stream.body().toList();

        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<JsonNode> told = new ArrayList<>();
        lines.stream()
                .filter(line -> line.startsWith("data:"))
                .forEach(line -> told.add(new Silkroute.Response(200, "", line.substring(5)).json()));
        assertThat(lines).contains("event:run");
        assertThat(told).hasSizeGreaterThan(1).allSatisfy(ContractAcceptanceTest::isRun);
        assertThat(told.get(told.size() - 1).path("state").asString()).isEqualTo("completed");
        refused(404, call(ADMIN, "GET", "/api/runs/none/events", null));
    }

    /** The stream as soon as it has begun. */
    private static HttpResponse<Stream<String>> events(String run) {
        HttpRequest request = HttpRequest.newBuilder(silkroute.address().resolve("/api/runs/" + run + "/events"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", Silkroute.basic(ADMIN))
                .header("Accept", "text/event-stream")
                .build();
        return send(request, HttpResponse.BodyHandlers.ofLines());
    }

    @Test
    void the_activity_log_is_filtered_paged_and_exported() {
        String path = "/api/activity?connector=shop";
        JsonNode first = ok(200, call(ADMIN, "GET", path + "&limit=1", null));
        assertThat(fields(first)).containsExactlyInAnyOrder("items", "next");
        assertThat(first.path("items")).hasSize(1);
        JsonNode second = ok(
                200,
                call(
                        ADMIN,
                        "GET",
                        path + "&limit=1&cursor=" + first.path("next").asString(),
                        null));
        assertThat(second.path("items").path(0).path("id"))
                .isNotEqualTo(first.path("items").path(0).path("id"));

        String item = path + "&type=product&item=p1&outcome=created&q=P1&since=2020-01-01T00:00:00Z"
                + "&until=2100-01-01T00:00:00Z";
        JsonNode created = ok(200, call(ADMIN, "GET", item, null)).path("items");
        assertThat(created).hasSize(1);
        assertThat(fields(created.path(0)))
                .contains("id", "at", "connector", "run", "kind", "outcome", "type", "item", "sentence");
        String run = created.path(0).path("run").asString();
        assertThat(ok(200, call(ADMIN, "GET", "/api/activity?run=" + run, null)).path("items"))
                .isNotEmpty();

        HttpResponse<String> csv = call(ADMIN, "GET", item, null, "Accept", "text/csv");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body().lines().findFirst().orElse(""))
                .isEqualTo("id,at,connector,run,kind,outcome,type,item,sentence,actor,detail,incomplete");
        assertThat(csv.body().lines().skip(1).findFirst().orElse("")).contains(",shop," + run + ",");

        refused(400, call(ADMIN, "GET", "/api/activity?outcome=lost", null));
        refused(400, call(ADMIN, "GET", "/api/activity?since=yesterday", null));
        refused(400, call(ADMIN, "GET", "/api/activity?limit=0", null));
        refused(400, call(ADMIN, "GET", "/api/activity?cursor=nonsense", null));
        refused(400, call(ADMIN, "GET", "/api/activity?page=2", null));
    }

    @Test
    void one_item_is_told_with_what_would_happen_to_it_and_why() {
        JsonNode item = ok(200, call(ADMIN, "GET", "/api/connectors/shop/items/product/p1", null));
        assertThat(item.path("image").path("id").asString()).isEqualTo("p1");
        assertThat(item.path("payload").path("title").asString()).isEqualTo("Product p1");
        assertThat(item.path("hash").asString())
                .isNotBlank()
                .isEqualTo(item.path("exportedHash").asString());
        assertThat(item.path("would").asString()).isEqualTo("skip");
        assertThat(item.path("why").asString()).isNotBlank();
        assertThat(item.path("shopifyId").asString()).startsWith("gid://shopify/Product/");
        assertThat(item.path("activity")).isNotEmpty();

        refused(404, call(ADMIN, "GET", "/api/connectors/shop/items/product/none", null));
        refused(404, call(ADMIN, "GET", "/api/connectors/shop/items/thing/p1", null));
        refused(404, call(ADMIN, "GET", "/api/connectors/none/items/product/p1", null));
    }

    @Test
    void an_item_and_what_failed_in_a_run_are_tried_again() {
        JsonNode replay = ok(202, call(OPERATOR, "POST", "/api/connectors/shop/items/product/p1/replay", null));
        isRun(replay);
        assertThat(replay.path("mode").asString()).isEqualTo("replay");
        String id = replay.path("id").asString();
        JsonNode replayed = silkroute.runIn(id, "completed");
        assertThat(replayed.path("counts").path("updated").asInt()).isEqualTo(1);

        refused(409, call(OPERATOR, "POST", "/api/runs/" + id + "/replay-failed", null));
        refused(404, call(OPERATOR, "POST", "/api/runs/none/replay-failed", null));
        refused(404, call(OPERATOR, "POST", "/api/connectors/shop/items/product/none/replay", null));
        refused(404, call(OPERATOR, "POST", "/api/connectors/none/items/product/p1/replay", null));
    }

    @Test
    void a_queued_or_interrupted_run_is_cancelled_and_keeps_its_changes() {
        connectHeld("ending");
        proxy.hold("\"ending-[2-9]\""); // the second batch waits, and the others are not begun
        List<Pim> products = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            products.add(Pim.product("ending-" + i));
        }
        silkroute.push("ending", products);
        String id = silkroute.underWay("ending").path("id").asString();
        refused(409, call(ADMIN, "POST", "/api/runs/" + id + "/cancel", null));
        refused(409, call(ADMIN, "POST", "/api/runs/" + id + "/confirm-removals", null));
        silkroute.put("/api/connectors/ending/deactivate");
        proxy.release();
        silkroute.runIn(id, "interrupted");
        refused(409, call(ADMIN, "POST", "/api/connectors/ending/sync", null));

        JsonNode cancelled = ok(200, call(ADMIN, "POST", "/api/runs/" + id + "/cancel", null));
        isRun(cancelled);
        assertThat(cancelled.path("state").asString()).isEqualTo("cancelled");
        assertThat(silkroute.status("ending").path("pending").asLong()).isEqualTo(6);
        refused(409, call(ADMIN, "POST", "/api/runs/" + id + "/cancel", null));
        refused(404, call(ADMIN, "POST", "/api/runs/none/cancel", null));
        refused(404, call(ADMIN, "POST", "/api/runs/none/confirm-removals", null));
        refused(404, call(ADMIN, "GET", "/api/runs/none/removals", null));
    }

    @Test
    void a_run_tells_what_was_changed_in_the_configuration_since_it_started() {
        silkroute.connect("changed", "{\"batchSize\":3}");
        String id = silkroute
                .synchronize("changed", Pim.product("changed-1"))
                .path("id")
                .asString();
        JsonNode before = ok(200, call(ADMIN, "GET", "/api/runs/" + id, null));
        isRun(before);
        assertThat(before.path("configDifferences").isArray()).isTrue();
        assertThat(before.path("configDifferences")).isEmpty();

        silkroute.put("/api/connectors/changed/deactivate");
        silkroute.patch("/api/connectors/changed/config", """
                {"batchSize":7,"export":{"tags":["summer"]},"pimToken":"another-token-of-the-pim"}""");

        JsonNode after = ok(200, call(OPERATOR, "GET", "/api/runs/" + id, null));
        isRun(after);
        assertThat(after.at("/config/batchSize").asInt()).isEqualTo(3);
        assertThat(after.path("configDifferences")).isEqualTo(json("""
                [{"path":"batchSize","then":3,"now":7},{"path":"export.tags","then":[],"now":["summer"]}]"""));
    }

    /** Every call: its method and address, and whether an operator may send it. */
    static Stream<List<Object>> calls() {
        return Stream.of(
                List.of("GET", "/api/connectors", true),
                List.of("POST", "/api/connectors", false),
                List.of("GET", "/api/connectors/shop", true),
                List.of("DELETE", "/api/connectors/shop", false),
                List.of("GET", "/api/connectors/shop/config", true),
                List.of("PUT", "/api/connectors/shop/config", false),
                List.of("PATCH", "/api/connectors/shop/config", false),
                List.of("PUT", "/api/connectors/spare/activate", true),
                List.of("PUT", "/api/connectors/spare/deactivate", true),
                List.of("POST", "/api/connectors/spare/sync", true),
                List.of("POST", "/api/connectors/spare/force-refresh", true),
                List.of("GET", "/api/connectors/shop/status", true),
                List.of("GET", "/api/connectors/shop/runs", true),
                List.of("GET", "/api/runs/none", true),
                List.of("GET", "/api/runs/none/events", true),
                List.of("GET", "/api/runs/none/removals", true),
                List.of("POST", "/api/runs/none/confirm-removals", true),
                List.of("POST", "/api/connectors/shop/filter-effect", true),
                List.of("GET", "/api/activity", true),
                List.of("GET", "/api/connectors/shop/items/product/p1", true),
                List.of("POST", "/api/runs/none/cancel", true),
                List.of("POST", "/api/connectors/shop/items/product/none/replay", true),
                List.of("POST", "/api/runs/none/replay-failed", true),
                List.of("GET", "/api/dead-letters", true));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_call_needs_a_user_and_a_change_of_configuration_an_admin(List<Object> asked) {
        String method = (String) asked.get(0);
        String path = (String) asked.get(1);
        HttpResponse<String> stranger = call(NOBODY, method, path, null);
        refused(401, stranger);
        assertThat(stranger.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
        // Each guess from an address of its own, so that none has to wait for those before.
        refused(
                401,
                call("admin:wrong", method, path, null, "X-Forwarded-For", "192.0.2." + GUESSES.incrementAndGet()));
        HttpResponse<String> operators = call(OPERATOR, method, path, null);
        if ((boolean) asked.get(2)) {
            assertThat(operators.statusCode()).as(operators.body()).isIn(200, 202, 400, 404, 409, 422);
        } else {
            refused(403, operators);
        }
    }

    @Test
    void what_is_not_there_or_not_json_is_a_problem_with_a_sentence() {
        refused(404, call(ADMIN, "GET", "/api/nothing", null));
        refused(405, call(ADMIN, "PUT", "/api/connectors", "{}"));
        refused(415, call(ADMIN, "POST", "/api/connectors", "x", "Content-Type", "text/plain"));
        assertThat(refused(400, call(ADMIN, "POST", "/api/connectors", "{\"name\":\n oops"))
                        .path("detail")
                        .asString())
                .contains("line 2");
        refused(400, call(ADMIN, "PUT", "/api/connectors/shop/config", ""));
        refused(422, call(ADMIN, "POST", "/api/connectors", "{\"name\":\"Not a name!\"}"));
    }

    @Test
    void health_and_metrics_are_told_to_who_watches() throws IOException {
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            HttpResponse<String> health = call(NOBODY, "GET", path, null);
            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
            assertThat(json(health).path("status").asString()).isEqualTo("UP");
        }
        try (InputStream metrics =
                silkroute.address().resolve("/actuator/prometheus").toURL().openStream()) {
            assertThat(new String(metrics.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("silkroute");
        }
    }
}
