package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.access.AdminReads;
import io.silkroute.access.EveryUserMay;
import io.silkroute.access.OperatorMay;
import io.silkroute.access.OperatorReads;
import io.silkroute.connector.ConnectorName;
import io.silkroute.deadletter.DeadLetters;
import io.silkroute.loyalty.ledger.LoyaltyBooks;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * The document of the HTTP contract against the application, in both directions: every endpoint stands in it and nothing
 * else, with its parameters and its role; and every status that it states is answered, with the properties that it states
 * and no others. A new operation is added to the document, and is called here.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenApiAcceptanceTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ADMIN = "admin:" + Silkroute.ADMIN_PASSWORD;
    private static final String OPERATOR = "otto:password-of-otto";
    private static final String VIEWER = "vera:password-of-vera";
    private static final String NOBODY = "";
    private static final String NO_JSON = "{\"name\":\n oops";

    /** What each operation may answer without stating it, and what other tests make happen. */
    private static final Set<Integer> NOT_DRIVEN = Set.of(401, 403, 408, 429, 503);

    private static final Map<String, Set<Integer>> SEEN = new TreeMap<>();

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static OpenApi contract;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.users[0].name=otto",
                "silkroute.users[0].password=password-of-otto",
                "silkroute.users[0].role=operator",
                "silkroute.users[1].name=vera",
                "silkroute.users[1].password=password-of-vera",
                "silkroute.users[1].role=viewer",
                "silkroute.inbound.max-body=64KB",
                "silkroute.inbound.max-file=64KB",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.shopify.attempts=2");
        silkroute = application.silkroute;
        contract = new OpenApi(silkroute.get("/api/openapi.yaml").text());
        silkroute.connect("shop", "{}");
        silkroute.post("/api/connectors", "{\"name\":\"idle\"}");
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends it, looks whether the answer is as the document says, and notes its status. */
    private static HttpResponse<String> ask(String user, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(silkroute.address().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!user.equals(NOBODY)) {
            request.header("Authorization", user.contains(":") ? Silkroute.basic(user) : "Bearer " + user);
        }
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (body != null) {
            sent.put("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            sent.put(headers[i], headers[i + 1]);
        }
        sent.forEach(request::header);
        HttpResponse<String> answer = send(request.build());

        OpenApi.Operation operation = contract.of(method, path.replaceFirst("\\?.*", ""));
        String called = method + " " + path + " -> " + answer.statusCode() + " " + answer.body();
        Set<String> stated = operation.parameters();
        if (path.contains("?") && answer.statusCode() == 200) {
            for (String parameter : path.replaceFirst("[^?]*\\?", "").split("&")) {
                assertThat(stated).as(called).contains("query " + parameter.replaceFirst("=.*", "") + " optional");
            }
        }
        if (answer.statusCode() < 300 && body != null) {
            assertThat(operation.faultsOfRequest(sent.get("Content-Type"), body))
                    .as(called)
                    .isEmpty();
        }
        assertThat(operation.faultsOfAnswer(
                        answer.statusCode(),
                        answer.headers().firstValue("Content-Type").orElse(""),
                        answer.body()))
                .as(called)
                .isEmpty();
        SEEN.computeIfAbsent(operation.name, any -> new TreeSet<>()).add(answer.statusCode());
        return answer;
    }

    private static JsonNode ask(int status, String user, String method, String path, String body, String... headers) {
        HttpResponse<String> answer = ask(user, method, path, body, headers);
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(status);
        return answer.body().startsWith("{")
                ? Silkroute.JSON.readTree(answer.body())
                : Silkroute.JSON.createObjectNode();
    }

    private static JsonNode get(int status, String path) {
        return ask(status, VIEWER, "GET", path, null);
    }

    private record Endpoint(RequestMappingInfo info, HandlerMethod handler) {}

    private static boolean told(String path) {
        return path.startsWith("/api/") || path.startsWith("/pim/") || path.matches("/actuator/(health.*|prometheus)");
    }

    /** By method and path. What takes any method takes POST, as the PIM's push does. */
    private static Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new TreeMap<>();
        for (RequestMappingInfoHandlerMapping mapping : application
                .context
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()) {
            mapping.getHandlerMethods().forEach((info, handler) -> {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                info.getPatternValues().stream()
                        .filter(OpenApiAcceptanceTest::told)
                        .forEach(path -> (path.startsWith("/pim/") ? Set.of(RequestMethod.POST) : methods)
                                .forEach(method -> endpoints.put(
                                        method + " " + path.replace("/**", "/{group}"), new Endpoint(info, handler))));
            });
        }
        return endpoints;
    }

    @Test
    @Order(1)
    void every_endpoint_stands_in_the_document_and_nothing_else() {
        assertThat(contract.operations().keySet()).isEqualTo(endpoints().keySet());
    }

    @Test
    @Order(1)
    void the_role_of_each_operation_is_the_endpoints() {
        endpoints().forEach((name, endpoint) -> {
            String role = !name.contains(" /api/")
                    ? "nobody"
                    : name.startsWith("GET ")
                            ? endpoint.handler().hasMethodAnnotation(AdminReads.class)
                                    ? "admin"
                                    : endpoint.handler().hasMethodAnnotation(OperatorReads.class)
                                            ? "operator"
                                            : "viewer"
                            : endpoint.handler().hasMethodAnnotation(EveryUserMay.class)
                                    ? "viewer"
                                    : endpoint.handler().hasMethodAnnotation(OperatorMay.class) ? "operator" : "admin";
            assertThat(contract.operations().get(name).role()).as(name).isEqualTo(role);
        });
    }

    @Test
    @Order(1)
    void the_parameters_and_the_body_of_each_operation_are_the_endpoints() {
        endpoints().forEach((name, endpoint) -> {
            if (!name.contains(" /api/") || name.contains("/api/activity")) {
                return;
            }
            Set<String> parameters = new TreeSet<>();
            String body = "none";
            for (MethodParameter each : endpoint.handler().getMethodParameters()) {
                each.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                PathVariable variable = each.getParameterAnnotation(PathVariable.class);
                RequestParam parameter = each.getParameterAnnotation(RequestParam.class);
                RequestBody sent = each.getParameterAnnotation(RequestBody.class);
                if (variable != null) {
                    parameters.add("path " + (variable.value().isEmpty() ? each.getParameterName() : variable.value())
                            + " required");
                } else if (parameter != null) {
                    boolean optional =
                            !parameter.required() || !parameter.defaultValue().equals(ValueConstants.DEFAULT_NONE);
                    parameters.add(
                            "query " + (parameter.value().isEmpty() ? each.getParameterName() : parameter.value())
                                    + (optional ? " optional" : " required"));
                } else if (sent != null) {
                    body = sent.required() ? "required" : "optional";
                }
            }
            OpenApi.Operation operation = contract.operations().get(name);
            Set<String> stated = new TreeSet<>(operation.parameters());
            stated.removeIf(each -> each.startsWith("header "));
            assertThat(stated).as(name).isEqualTo(parameters);
            assertThat(operation.body()).as(name).isEqualTo(body);
            Set<String> consumed = endpoint.info().getConsumesCondition().getConsumableMediaTypes().stream()
                    .map(Object::toString)
                    .collect(Collectors.toSet());
            if (!consumed.isEmpty()) {
                assertThat(operation.bodyTypes()).as(name).isEqualTo(consumed);
            }
        });
    }

    @Test
    @Order(1)
    void the_parameters_of_the_activity_log_are_those_it_takes() {
        String sentence = get(400, "/api/activity?page=2").path("detail").asString();
        Set<String> taken = Arrays.stream(sentence.replaceFirst(".*known are ", "")
                        .replace(".", "")
                        .split(", "))
                .map(name -> "query " + name + " optional")
                .collect(Collectors.toSet());
        for (String path : List.of("GET /api/activity", "GET /api/activity.csv")) {
            assertThat(contract.operations().get(path).parameters()).isEqualTo(taken);
        }
    }

    @Test
    @Order(2)
    void who_is_not_signed_in_or_may_not_is_told_so_by_every_operation() {
        contract.operations().forEach((name, operation) -> {
            String method = name.substring(0, name.indexOf(' '));
            String path = name.substring(name.indexOf(' ') + 1)
                    .replace("{type}", "product")
                    .replace("dead-letters/{id}", "dead-letters/0")
                    .replaceAll("\\{\\w+}", "nobody");
            if (!operation.role().equals("nobody")) {
                ask(401, NOBODY, method, path, null);
            }
            if (operation.role().equals("operator") || operation.role().equals("admin")) {
                ask(403, VIEWER, method, path, null);
            }
            if (operation.role().equals("admin")) {
                ask(403, OPERATOR, method, path, null);
            }
        });
    }

    @Test
    @Order(3)
    void connectors() {
        get(200, "/api/connectors");
        ask(201, ADMIN, "POST", "/api/connectors", """
                {"name":"made","config":{"shop":{"domain":"made.myshopify.com"},"export":null,"trigger":{"schedule":"1h"}}}""");
        ask(400, ADMIN, "POST", "/api/connectors", NO_JSON);
        ask(409, ADMIN, "POST", "/api/connectors", "{\"name\":\"made\"}");
        ask(422, ADMIN, "POST", "/api/connectors", "{\"name\":\"Not a name!\",\"other\":1}");
        get(200, "/api/connectors/made");
        get(404, "/api/connectors/none");
        get(200, "/api/connectors/made/config");
        get(404, "/api/connectors/none/config");
        get(200, "/api/connectors/made/status");
        get(404, "/api/connectors/none/status");
        for (String method : List.of("PUT", "PATCH")) {
            String path = "/api/connectors/made/config";
            String config = get(200, path).toString();
            ask(
                    200,
                    ADMIN,
                    method,
                    path,
                    method.equals("PUT") ? config : "{\"guard\":{\"share\":0.5},\"batchSize\":null}");
            ask(400, ADMIN, method, path, NO_JSON);
            ask(404, ADMIN, method, "/api/connectors/none/config", "{}");
            ask(409, ADMIN, method, "/api/connectors/shop/config", """
                    {"shop":{"domain":"demo.myshopify.com","endpoint":"%s"},"export":{"tags":["other"]}}""".formatted(silkroute.address()));
            ask(422, ADMIN, method, path, "{\"batchSize\":0,\"export\":{\"removal\":\"burn\"},\"nonsense\":1}");
        }
        ask(
                200,
                ADMIN,
                "PATCH",
                "/api/connectors/made/config",
                "{\"batchSize\":9}",
                "Content-Type",
                "application/merge-patch+json");
        ask(422, OPERATOR, "PUT", "/api/connectors/idle/activate", null);
        ask(404, OPERATOR, "PUT", "/api/connectors/none/activate", null);
        ask(404, OPERATOR, "PUT", "/api/connectors/none/deactivate", null);
        ask(200, OPERATOR, "PUT", "/api/connectors/shop/deactivate", null);
        ask(200, OPERATOR, "PUT", "/api/connectors/shop/activate", null);
        ask(409, ADMIN, "DELETE", "/api/connectors/shop", null);
        ask(404, ADMIN, "DELETE", "/api/connectors/none", null);
        ask(204, ADMIN, "DELETE", "/api/connectors/made", null);

        get(404, "/api/connectors/shop/shop/test");
        ask(200, ADMIN, "POST", "/api/connectors/shop/shop/test", null);
        get(200, "/api/connectors/shop/shop/test");
        ask(200, ADMIN, "POST", "/api/connectors/shop/shop/test", """
                {"shop":{"endpoint":"http://127.0.0.1:1","accessToken":"another"}}""");
        ask(400, ADMIN, "POST", "/api/connectors/shop/shop/test", NO_JSON);
        ask(404, ADMIN, "POST", "/api/connectors/none/shop/test", "{}");
        ask(422, ADMIN, "POST", "/api/connectors/idle/shop/test", "{}");

        silkroute.synchronize("shop", Pim.product("filtered"));
        ask(200, OPERATOR, "POST", "/api/connectors/shop/filter-effect", "{\"tags\":[\"none\"],\"status\":null}");
        ask(400, OPERATOR, "POST", "/api/connectors/shop/filter-effect", "{\"status\":\"some\"}");
        ask(400, OPERATOR, "POST", "/api/connectors/shop/filter-effect", NO_JSON);
        ask(404, OPERATOR, "POST", "/api/connectors/none/filter-effect", "{}");

        String preview = "/api/connectors/shop/preview";
        ask(200, OPERATOR, "POST", preview, "{\"items\":[{\"type\":\"product\",\"id\":\"filtered\"}]}");
        ask(200, OPERATOR, "POST", preview, "{\"changed\":true,\"mode\":\"force-refresh\"}");
        ask(400, OPERATOR, "POST", preview, "{}");
        ask(400, OPERATOR, "POST", preview, NO_JSON);
        ask(404, OPERATOR, "POST", "/api/connectors/none/preview", "{\"changed\":true}");
    }

    @Test
    @Order(3)
    void runs() {
        silkroute.connect("runs", "{\"guard\":{\"share\":0,\"minimum\":0},\"export\":{\"disableDeletions\":false}}");
        silkroute.synchronize("runs", Pim.product("r1"), Pim.product("r2"), Pim.product("r3"));
        ask(202, OPERATOR, "POST", "/api/connectors/runs/sync", null);
        silkroute.settled("runs");
        String refresh = ask(202, OPERATOR, "POST", "/api/connectors/runs/force-refresh", null)
                .path("id")
                .asString();
        for (String verb : List.of("sync", "force-refresh")) {
            ask(404, OPERATOR, "POST", "/api/connectors/none/" + verb, null);
        }
        ask(409, OPERATOR, "POST", "/api/connectors/idle/sync", null);
        silkroute.runIn(refresh, "completed");
        JsonNode page = get(200, "/api/connectors/runs/runs?limit=1");
        get(
                200,
                "/api/connectors/runs/runs?limit=50&cursor=" + page.path("next").asString());
        get(400, "/api/connectors/runs/runs?limit=many");
        get(404, "/api/connectors/none/runs");
        assertThat(ask(VIEWER, "GET", "/api/runs/" + refresh + "/events", null).body())
                .contains("event:run", "data:{");
        silkroute.patch("/api/connectors/runs/config", "{\"batchSize\":7}");
        assertThat(get(200, "/api/runs/" + refresh).path("configDifferences")).hasSize(1);
        for (String what : List.of("", "/events", "/removals")) {
            get(404, "/api/runs/none" + what);
        }
        for (String what : List.of("cancel", "confirm-removals", "replay-failed")) {
            ask(404, OPERATOR, "POST", "/api/runs/none/" + what, null);
            ask(409, OPERATOR, "POST", "/api/runs/" + refresh + "/" + what, null);
        }

        String waits = waitingRun(Pim.deleted("product", "r1"));
        assertThat(get(200, "/api/runs/" + waits + "/removals").path("items")).hasSize(1);
        ask(202, OPERATOR, "POST", "/api/runs/" + waits + "/confirm-removals", null);
        silkroute.runIn(waits, "completed");
        ask(200, OPERATOR, "POST", "/api/runs/" + waitingRun(Pim.deleted("product", "r2")) + "/cancel", null);
    }

    private static String waitingRun(Pim item) {
        String before = silkroute.lastRun("runs").path("id").asString();
        silkroute.push("runs", List.of(item));
        Awaitility.await("the next run waits")
                .atMost(Duration.ofSeconds(30))
                .until(() -> silkroute.lastRun("runs").path("id").asString().compareTo(before) > 0);
        return silkroute
                .runIn(silkroute.lastRun("runs").path("id").asString(), "interrupted")
                .path("id")
                .asString();
    }

    @Test
    @Order(3)
    void items_and_what_wants_a_person() {
        silkroute.connect("items", "{}");
        silkroute.control("""
                {"faults":[{"operation":"productSet","item":"refused","kind":"user-error","code":"INVALID","times":0,"message":"It is refused"}]}""");
        JsonNode run = silkroute.synchronize(
                "items",
                Pim.category("c1"),
                Pim.product("p1").with("categories", "[\"c1\"]").with("images", "[\"no-address\"]"),
                Pim.product("parent").with("axes", "[\"size\"]"),
                Pim.variant("v1", "parent", "S"),
                Pim.variant("orphan", "unknown", "S"),
                Pim.product("refused"),
                Pim.product("hidden").status("draft"));
        silkroute.control("{\"clearFaults\":true}");
        for (String item : List.of(
                "product/p1",
                "product/parent",
                "variant/v1",
                "variant/orphan",
                "category/c1",
                "product/refused",
                "product/hidden")) {
            get(200, "/api/connectors/items/items/" + item);
        }
        assertThat(get(200, "/api/connectors/items/items/product/refused")
                        .path("failure")
                        .isObject())
                .isTrue();
        get(404, "/api/connectors/items/items/product/none");
        get(200, "/api/connectors/items/items?q=p1&type=product&outcome=in-shop&limit=1");
        get(400, "/api/connectors/items/items?type=thing");
        get(404, "/api/connectors/none/items");
        get(200, "/api/search?q=p1&connector=items&limit=1");
        get(200, "/api/search?q=items");
        get(400, "/api/search");
        get(404, "/api/search?q=a&connector=none");
        assertThat(get(200, "/api/connectors/items/failures").path("items")).hasSize(1);
        get(
                200,
                "/api/connectors/items/failures?code=INVALID&limit=1&run="
                        + run.path("id").asString() + "&cursor=product%20a");
        get(400, "/api/connectors/items/failures?cursor=nonsense");
        get(200, "/api/connectors/items/failures?standing=accepted");
        get(
                200,
                "/api/connectors/items/failures.csv?code=INVALID&standing=open&run="
                        + run.path("id").asString());
        get(400, "/api/connectors/items/failures.csv?standing=done");
        get(404, "/api/connectors/none/failures.csv");
        get(404, "/api/connectors/none/failures");
        assertThat(get(200, "/api/connectors/items/incomplete").path("items")).hasSize(1);
        get(200, "/api/connectors/items/incomplete?cause=picture&limit=1&cursor=" + encoded("picture product a"));
        get(400, "/api/connectors/items/incomplete?cause=lost");
        get(200, "/api/connectors/items/incomplete?standing=accepted");
        get(200, "/api/connectors/items/incomplete.csv?cause=picture&standing=open");
        get(400, "/api/connectors/items/incomplete.csv?cause=lost");
        get(404, "/api/connectors/none/incomplete.csv");
        get(404, "/api/connectors/none/incomplete");
        String told =
                get(200, "/api/notifications?unread=true").at("/items/0/id").asString();
        ask(204, VIEWER, "POST", "/api/notifications/" + encoded(told) + "/read", null);
        ask(404, VIEWER, "POST", "/api/notifications/none/read", null);
        ask(204, VIEWER, "POST", "/api/notifications/read-all", null);
        assertThat(get(200, "/api/connectors/items/waiting?q=orphan&overdue=false&limit=1")
                        .path("items"))
                .hasSize(1);
        get(400, "/api/connectors/items/waiting?cursor=nonsense");
        get(404, "/api/connectors/none/waiting");

        ask(202, OPERATOR, "POST", "/api/runs/" + run.path("id").asString() + "/replay-failed", null);
        silkroute.settled("items");
        ask(202, OPERATOR, "POST", "/api/connectors/items/items/product/p1/replay", null);
        ask(404, OPERATOR, "POST", "/api/connectors/items/items/product/none/replay", null);
        silkroute.settled("items");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    @Order(3)
    void pushes_and_what_became_of_them() {
        silkroute.connect("pushed", "{}");
        String path = "/pim/pushed/items";
        String item =
                Pim.product("one").with("images", "[]").with("parent", "null").toString();
        ask(202, Silkroute.PIM_TOKEN, "POST", path, item);
        String receipt = ask(202, Silkroute.PIM_TOKEN, "POST", path, "[" + item + "," + item + "]")
                .path("receipt")
                .asString();
        ask(202, Silkroute.PIM_TOKEN, "POST", path, item + "\n{\"id\":1}\n", "Content-Type", "application/x-ndjson");
        ask(400, Silkroute.PIM_TOKEN, "POST", path, NO_JSON);
        ask(401, "wrong", "POST", path, item);
        ask(413, Silkroute.PIM_TOKEN, "POST", path, "[" + " ".repeat(70_000) + "]");
        ask(415, Silkroute.PIM_TOKEN, "POST", path, item, "Content-Type", "text/csv");
        String refused = ask(422, Silkroute.PIM_TOKEN, "POST", path, "[{\"type\":\"product\"},{\"id\":\"a\"}]")
                .path("receipt")
                .asString();

        String receipts = "/api/connectors/pushed/receipts";
        JsonNode page = get(200, receipts + "?limit=1");
        get(200, receipts + "?cursor=" + page.path("next").asString());
        get(400, receipts + "?cursor=nonsense");
        get(200, receipts + "?open=true");
        get(404, "/api/connectors/none/receipts");
        assertThat(get(200, receipts + "/" + receipt).path("warnings")).isNotEmpty();
        assertThat(get(200, receipts + "/" + refused).path("rejections")).hasSize(2);
        ask(200, VIEWER, "GET", receipts + "/" + refused, null, "Accept", "text/csv");
        get(404, receipts + "/none");
        get(200, receipts + "/" + refused + ".csv");
        get(404, receipts + "/none.csv");
        ask(204, OPERATOR, "POST", receipts + "/" + refused + "/seen", null);
        ask(404, OPERATOR, "POST", receipts + "/none/seen", null);
        silkroute.settled("pushed");
    }

    @Test
    @Order(3)
    void files_of_rows() {
        silkroute.connect("rows", "{}");
        String path = "/pim/rows/files";
        String file = "SKU,Name,Price\nR-1,One,1.50\nR-2,Two,free\n";
        String[] csv = {"Content-Type", "text/csv"};
        ask(202, Silkroute.PIM_TOKEN, "POST", path, file, csv);
        ask(202, Silkroute.PIM_TOKEN, "POST", path + "?profile=plain&full=false", file, csv);
        ask(400, Silkroute.PIM_TOKEN, "POST", path, "", csv);
        ask(401, "wrong", "POST", path, file, csv);
        ask(413, Silkroute.PIM_TOKEN, "POST", path, "a,b\n".repeat(20_000), csv);
        ask(415, Silkroute.PIM_TOKEN, "POST", path, "{}");
        ask(422, Silkroute.PIM_TOKEN, "POST", path, "Foo,Bar\n1,2\n", csv);
        ask(422, Silkroute.PIM_TOKEN, "POST", path, "SKU,Name,Price\nR-2,Two,free\n", csv);

        String preview = "/api/connectors/rows/files/preview";
        ask(200, OPERATOR, "POST", preview, file, csv);
        ask(200, OPERATOR, "POST", preview + "?profile=plain", file, csv);
        ask(200, OPERATOR, "POST", preview + "?full=true", file, csv);
        ask(400, OPERATOR, "POST", preview, "", csv);
        ask(404, OPERATOR, "POST", "/api/connectors/none/files/preview", file, csv);
        ask(413, OPERATOR, "POST", preview, "a,b\n".repeat(20_000), csv);
        ask(415, OPERATOR, "POST", preview, "{}");
        ask(422, OPERATOR, "POST", preview, "Foo,Bar\n1,2\n", csv);
        silkroute.settled("rows");
    }

    @Test
    @Order(3)
    void the_activity_log_and_dead_letters() {
        JsonNode page = get(200, "/api/activity?limit=1");
        get(
                200,
                "/api/activity?connector=shop&type=product&item=x&outcome=created&kind=item&q=a&cause=picture&run=r"
                        + "&since=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z&cursor="
                        + page.path("next").asString());
        get(200, "/api/activity?limit=500");
        ask(200, VIEWER, "GET", "/api/activity", null, "Accept", "text/csv");
        get(400, "/api/activity?since=yesterday");
        get(200, "/api/activity.csv?limit=3");
        get(400, "/api/activity.csv?limit=0");

        DeadLetters letters = application.context.getBean(DeadLetters.class);
        letters.keep(Pim.product("late").toString(), "pim.changes", "shop", 1L);
        letters.keep("nobody's", "elsewhere", null, null);
        letters.keep("discarded", "elsewhere", null, null);
        JsonNode list = get(200, "/api/dead-letters");
        String discarded = list.at("/items/0/id").asString();
        String foreign = list.at("/items/1/id").asString();
        String known = list.at("/items/2/id").asString();
        get(200, "/api/dead-letters?limit=1&cursor=" + discarded);
        get(400, "/api/dead-letters?limit=some");
        get(200, "/api/dead-letters/" + known);
        get(400, "/api/dead-letters/some");
        get(404, "/api/dead-letters/999999");
        ask(202, OPERATOR, "POST", "/api/dead-letters/" + known + "/replay", null);
        ask(400, OPERATOR, "POST", "/api/dead-letters/some/replay", null);
        ask(404, OPERATOR, "POST", "/api/dead-letters/999999/replay", null);
        ask(409, OPERATOR, "POST", "/api/dead-letters/" + foreign + "/replay", null);
        ask(204, ADMIN, "DELETE", "/api/dead-letters/" + discarded, null);
        ask(400, ADMIN, "DELETE", "/api/dead-letters/some", null);
        ask(404, ADMIN, "DELETE", "/api/dead-letters/999999", null);
    }

    @Test
    @Order(3)
    void users_and_tokens() {
        ask(
                201,
                ADMIN,
                "POST",
                "/api/users",
                "{\"name\":\"nina\",\"password\":\"password-of-nina\",\"role\":\"viewer\"}");
        ask(400, ADMIN, "POST", "/api/users", "{\"name\":\"nora\",\"password\":\"short\",\"role\":\"viewer\"}");
        ask(
                409,
                ADMIN,
                "POST",
                "/api/users",
                "{\"name\":\"nina\",\"password\":\"password-of-nina\",\"role\":\"viewer\"}");
        ask(200, ADMIN, "GET", "/api/users", null);
        ask(204, ADMIN, "PATCH", "/api/users/nina", "{\"role\":\"operator\",\"password\":null}");
        ask(400, ADMIN, "PATCH", "/api/users/nina", "{\"role\":\"king\"}");
        ask(404, ADMIN, "PATCH", "/api/users/none", "{\"role\":\"viewer\"}");
        ask(409, ADMIN, "PATCH", "/api/users/otto", "{\"role\":\"viewer\"}");
        ask(204, ADMIN, "DELETE", "/api/users/nina", null);
        ask(404, ADMIN, "DELETE", "/api/users/none", null);
        ask(409, ADMIN, "DELETE", "/api/users/otto", null);

        String token = ask(201, ADMIN, "POST", "/api/tokens", "{\"name\":\"a program\",\"role\":\"viewer\"}")
                .path("token")
                .asString();
        ask(400, ADMIN, "POST", "/api/tokens", "{\"name\":\"\",\"role\":\"viewer\"}");
        ask(200, token, "GET", "/api/connectors", null);
        JsonNode tokens = ask(200, ADMIN, "GET", "/api/tokens", null);
        ask(204, ADMIN, "DELETE", "/api/tokens/" + tokens.at("/items/0/id").asString(), null);
        ask(404, ADMIN, "DELETE", "/api/tokens/none", null);

        String path = "/api/connectors/idle/pim-tokens";
        for (int i = 0; i < 20; i++) {
            ask(201, ADMIN, "POST", path, null);
        }
        ask(409, ADMIN, "POST", path, null);
        ask(404, ADMIN, "POST", "/api/connectors/none/pim-tokens", null);
        JsonNode made = ask(200, ADMIN, "GET", path, null);
        ask(404, ADMIN, "GET", "/api/connectors/none/pim-tokens", null);
        ask(204, ADMIN, "DELETE", path + "/" + made.at("/items/0/id").asString(), null);
        ask(404, ADMIN, "DELETE", path + "/none", null);
    }

    @Test
    @Order(3)
    void campaigns_and_codes() {
        silkroute.connect("campaigns", "{}");
        String all = "/api/connectors/campaigns/campaigns";
        String nowhere = "/api/connectors/none/campaigns";
        String body = "{\"code\":\"OPEN\",\"value\":{\"percentage\":\"10\"}}";
        ask(202, OPERATOR, "PUT", all + "/C1", body);
        ask(202, OPERATOR, "PUT", all + "/C2", body.replace("OPEN", "OTHER"));
        silkroute.settled("campaigns");
        ask(400, OPERATOR, "PUT", all + "/C1", NO_JSON);
        ask(404, OPERATOR, "PUT", nowhere + "/C1", body);
        ask(422, OPERATOR, "PUT", all + "/C1", "{\"id\":\"C3\"}");
        JsonNode page = get(200, all + "?q=c&state=active&limit=1");
        get(200, all + "?cursor=" + page.path("next").asString());
        get(400, all + "?state=odd");
        get(404, nowhere);
        get(200, all + "/C1");
        get(404, all + "/none");

        String job = ask(202, OPERATOR, "POST", all + "/C1/codes", "{\"codes\":[\"OTHER\"]}")
                .path("job")
                .asString();
        ask(400, OPERATOR, "POST", all + "/C1/codes", NO_JSON);
        ask(404, OPERATOR, "POST", all + "/none/codes", "{\"codes\":[\"A\"]}");
        ask(422, OPERATOR, "POST", all + "/C1/codes", "{\"generate\":{\"count\":0}}");
        assertThat(ask(VIEWER, "GET", "/api/code-jobs/" + job + "/events", null).body())
                .contains("event:job", "data:{");
        assertThat(get(200, "/api/code-jobs/" + job).path("failures")).hasSize(1);
        ask(409, OPERATOR, "POST", "/api/code-jobs/" + job + "/retry", null);
        ask(409, OPERATOR, "POST", "/api/code-jobs/" + job + "/cancel", null);
        ask(202, OPERATOR, "DELETE", all + "/C2", null);
        ask(404, OPERATOR, "DELETE", all + "/none", null);
        silkroute.settled("campaigns");
        ask(202, OPERATOR, "POST", "/api/code-jobs/" + job + "/retry", null);
        silkroute.put("/api/connectors/campaigns/deactivate");
        String waits = ask(202, OPERATOR, "POST", all + "/C1/codes", "{\"generate\":{\"count\":3}}")
                .path("job")
                .asString();
        ask(200, OPERATOR, "POST", "/api/code-jobs/" + waits + "/cancel", null);
        for (String what : List.of("", "/events")) {
            get(404, "/api/code-jobs/none" + what);
        }
        for (String what : List.of("cancel", "retry")) {
            ask(404, OPERATOR, "POST", "/api/code-jobs/none/" + what, null);
        }
        get(200, all + "/C1/codes?q=o&limit=1");
        get(200, all + "/C1/codes?cursor=~");
        get(400, all + "/C1/codes?limit=many");
        get(404, all + "/none/codes");
        ask(200, VIEWER, "GET", all + "/C1/codes.csv", null);
        ask(404, VIEWER, "GET", all + "/none/codes.csv", null);
    }

    @Test
    @Order(3)
    void usage() {
        silkroute.connect("usage", "{}");
        silkroute.push(
                "usage",
                "{\"type\":\"campaign\",\"id\":\"U\",\"name\":\"Used\",\"method\":\"code\",\"code\":\"USED\","
                        + "\"value\":{\"percentage\":\"10\"}}");
        silkroute.settled("usage");
        silkroute.control("{\"orders\":[{\"lines\":[{\"price\":\"10\"}],"
                + "\"discounts\":[{\"code\":\"USED\",\"amount\":\"1\"}]}]}");
        String run = ask(202, OPERATOR, "POST", "/api/connectors/usage/sync", null)
                .path("id")
                .asString();
        silkroute.runIn(run, "completed");
        assertThat(get(200, "/api/runs/" + run).at("/pulled/codes").asInt()).isPositive();
        String path = "/api/connectors/usage/usage";
        assertThat(get(
                                200,
                                path
                                        + "?campaign=U&code=used&since=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z&limit=1"
                                        + "&cursor=a%20")
                        .path("items"))
                .hasSize(1);
        ask(200, VIEWER, "GET", path, null, "Accept", "text/csv");
        get(400, path + "?limit=0");
        get(404, "/api/connectors/none/usage");
        assertThat(get(200, path + "/USED/orders?automatic=false&limit=1").path("items"))
                .hasSize(1);
        get(400, path + "/USED/orders?cursor=x");
        get(404, path + "/NOBODY/orders");
    }

    @Test
    @Order(3)
    void metrics_and_schedule() {
        silkroute.connect("measured", "{\"trigger\":{\"schedule\":[\"daily\"]}}");
        silkroute.push("measured", "{\"type\":\"product\",\"id\":\"M1\",\"name\":\"Lamp\",\"price\":\"10\"}");
        silkroute.settled("measured");
        String path = "/api/connectors/measured/metrics";
        get(200, path);
        get(200, path + "?step=hour&from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z");
        ask(200, VIEWER, "GET", path, null, "Accept", "text/csv");
        ask(200, VIEWER, "GET", path + ".csv?step=day", null);
        get(400, path + "?step=minute");
        get(400, path + ".csv?from=never");
        get(404, "/api/connectors/none/metrics");
        ask(404, VIEWER, "GET", "/api/connectors/none/metrics.csv", null);
        assertThat(get(200, "/api/connectors/measured/schedule").path("next")).hasSize(5);
        get(404, "/api/connectors/none/schedule");
    }

    @Test
    @Order(3)
    void conflicts() {
        silkroute.connect("differing", "{\"conflicts\":\"manual\",\"trigger\":{\"onChange\":false}}");
        silkroute.push("differing", "{\"type\":\"product\",\"id\":\"D1\",\"name\":\"Lamp\",\"price\":\"10\"}");
        silkroute.post("/api/connectors/differing/sync");
        silkroute.settled("differing");
        silkroute.deleteInShop("D1");
        String all = "/api/connectors/differing";
        get(200, all + "/drift");
        ask(202, OPERATOR, "POST", all + "/drift", "{\"settle\":true}");
        ask(409, OPERATOR, "POST", all + "/drift", "{}");
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .until(() -> silkroute.status("differing").path("conflicts").asInt() == 1);
        get(200, all + "/drift?limit=1&cursor=0");
        get(400, all + "/drift?limit=0");
        get(404, "/api/connectors/none/drift");
        ask(404, OPERATOR, "POST", "/api/connectors/none/drift", null);
        String id = get(200, all + "/conflicts?state=open&kind=deleted&type=product&item=D1&limit=1")
                .at("/items/0/id")
                .asString();
        get(400, all + "/conflicts?state=other");
        get(400, all + "/conflicts?cursor=x");
        get(404, "/api/connectors/none/conflicts");
        ask(200, OPERATOR, "POST", "/api/conflicts/" + id + "/resolve", "{\"keep\":\"shopify\"}");
        ask(409, OPERATOR, "POST", "/api/conflicts/" + id + "/resolve", "{\"keep\":\"pim\"}");
        ask(422, OPERATOR, "POST", "/api/conflicts/" + id + "/resolve", "{}");
        ask(404, OPERATOR, "POST", "/api/conflicts/none/resolve", "{\"keep\":\"pim\"}");
        assertThat(ask(200, OPERATOR, "POST", all + "/conflicts/resolve", "{\"keep\":\"pim\",\"ids\":[\"" + id + "\"]}")
                        .path("refused"))
                .hasSize(1);
        ask(422, OPERATOR, "POST", all + "/conflicts/resolve", "{\"keep\":\"pim\"}");
        ask(404, OPERATOR, "POST", "/api/connectors/none/conflicts/resolve", "{\"keep\":\"pim\",\"ids\":[]}");
        get(200, all + "/items/product/D1/kept");
        get(404, "/api/connectors/none/items/product/D1/kept");
        get(400, all + "/items/nothing/D1/kept");
        ask(204, OPERATOR, "DELETE", all + "/items/product/D1/kept?field=*", null);
        ask(404, OPERATOR, "DELETE", all + "/items/product/D1/kept", null);
        ask(400, OPERATOR, "DELETE", all + "/items/nothing/D1/kept", null);
    }

    @Test
    @Order(3)
    void imports_of_orders_and_customers() {
        silkroute.connect("imports", "{}");
        silkroute.control("{\"orders\":[{\"test\":true,\"lines\":[{\"price\":\"10\",\"title\":\"Lamp\"}]}]}");
        String path = "/api/connectors/imports/imports";
        ask(400, OPERATOR, "POST", path, NO_JSON);
        ask(422, OPERATOR, "POST", path, "{\"range\":\"all\"}");
        ask(422, OPERATOR, "POST", path, "{\"range\":\"odd\"}");
        ask(404, OPERATOR, "POST", "/api/connectors/none/imports", "{\"range\":\"last-30-days\"}");
        String id = ask(202, OPERATOR, "POST", path, "{\"stream\":\"orders\",\"range\":\"last-30-days\"}")
                .path("id")
                .asString();
        assertThat(ask(VIEWER, "GET", "/api/imports/" + id + "/events", null).body())
                .contains("event:import", "data:{");
        assertThat(get(200, "/api/imports/" + id).path("state").asString()).isEqualTo("completed");
        assertThat(get(200, "/api/imports/" + id + "/discrepancies?reason=test-order&limit=1&cursor=1-currency")
                        .path("items"))
                .hasSize(1);
        get(400, "/api/imports/" + id + "/discrepancies?reason=odd");
        get(404, "/api/imports/none");
        get(404, "/api/imports/none/events");
        get(404, "/api/imports/none/discrepancies");
        ask(409, OPERATOR, "POST", "/api/imports/" + id + "/cancel", null);
        ask(404, OPERATOR, "POST", "/api/imports/none/cancel", null);
        assertThat(get(200, path + "?limit=1&cursor=9").path("items")).hasSize(1);
        get(404, "/api/connectors/none/imports");
        silkroute.control("{\"bulk\":{\"delay\":2000}}");
        String customers = ask(202, OPERATOR, "POST", path, "{\"stream\":\"customers\"}")
                .path("id")
                .asString();
        ask(409, OPERATOR, "POST", path, "{\"range\":\"last-30-days\"}");
        String sync = "/api/connectors/imports/customers/sync";
        ask(409, OPERATOR, "POST", sync, null);
        ask(200, OPERATOR, "POST", "/api/imports/" + customers + "/cancel", null);
        Awaitility.await()
                .until(() -> get(200, "/api/imports/" + customers)
                        .path("state")
                        .asString()
                        .equals("cancelled"));
        silkroute.control("{\"faults\":[{\"operation\":\"customersCount\",\"kind\":\"error\","
                + "\"code\":\"ACCESS_DENIED\",\"times\":1}]}");
        ask(422, OPERATOR, "POST", sync, null);
        String all = ask(202, OPERATOR, "POST", sync, null).path("id").asString();
        ask(200, OPERATOR, "POST", "/api/imports/" + all + "/cancel", null);
        ask(404, OPERATOR, "POST", "/api/connectors/none/customers/sync", null);
        silkroute.control("{\"bulk\":{\"delay\":0}}");
    }

    @Test
    @Order(3)
    void sources() {
        // Nobody answers there, so a fetch is under way for as long as it is tried.
        silkroute.connect(
                "asked",
                "{\"sources\":[{\"name\":\"pim\",\"address\":\"http://127.0.0.1:9/products\",\"records\":\"data\",\"profile\":\"plain\","
                        + "\"auth\":{\"by\":\"bearer\",\"token\":\"a-token\"},\"delta\":{\"parameter\":\"since\"},"
                        + "\"next\":{\"by\":\"page\",\"parameter\":\"page\"},\"schedule\":[\"daily\"]}]}");
        String path = "/api/connectors/asked/sources";
        String fetch = ask(202, OPERATOR, "POST", path + "/pim/fetch", "{\"mode\":\"full\"}")
                .path("id")
                .asString();
        assertThat(ask(409, OPERATOR, "POST", path + "/pim/fetch", null)
                        .path("running")
                        .asString())
                .isEqualTo(fetch);
        ask(400, OPERATOR, "POST", path + "/pim/fetch", NO_JSON);
        ask(422, OPERATOR, "POST", path + "/pim/fetch", "{\"mode\":\"odd\"}");
        ask(404, OPERATOR, "POST", path + "/none/fetch", null);
        assertThat(get(200, path).path("items")).hasSize(1);
        assertThat(get(200, path + "/pim").path("running").asString()).isEqualTo(fetch);
        assertThat(get(200, path + "/pim/fetches?limit=1&cursor=9").path("items"))
                .hasSize(1);
        assertThat(get(200, "/api/fetches/" + fetch).path("mode").asString()).isEqualTo("full");
        get(404, "/api/connectors/none/sources");
        get(404, path + "/none");
        get(404, path + "/none/fetches");
        get(404, "/api/fetches/none");
    }

    @Test
    @Order(3)
    void pulls_and_the_mirror() {
        silkroute.connect("mirror", "{}");
        silkroute.synchronize("mirror", Pim.product("MIRRORED"));
        silkroute.control(
                "{\"orders\":[{\"email\":\"mira@example.com\",\"lines\":[{\"price\":\"10\",\"title\":\"Lamp\"}]}]}");
        silkroute.control("{\"customers\":[{\"email\":\"mira@example.com\",\"firstName\":\"Mira\"}]}");
        String path = "/api/connectors/mirror/pulls";
        silkroute.control("{\"bulk\":{\"delay\":1000}}");
        String pull = ask(202, OPERATOR, "POST", path, "{\"mode\":\"all\"}")
                .path("id")
                .asString();
        assertThat(ask(409, OPERATOR, "POST", path, "{\"mode\":\"new\",\"streams\":[\"orders\"]}")
                        .path("running")
                        .asString())
                .isEqualTo(pull);
        ask(400, OPERATOR, "POST", path, NO_JSON);
        ask(422, OPERATOR, "POST", path, "{\"mode\":\"odd\"}");
        ask(404, OPERATOR, "POST", "/api/connectors/none/pulls", null);
        assertThat(ask(VIEWER, "GET", "/api/pulls/" + pull + "/events", null).body())
                .contains("event:pull", "data:{");
        silkroute.control("{\"bulk\":{\"delay\":0}}");
        JsonNode ended = get(200, "/api/pulls/" + pull);
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("completed");
        get(404, "/api/pulls/none");
        get(404, "/api/pulls/none/events");
        assertThat(get(200, path + "?limit=1&cursor=9").path("items")).hasSize(1);
        get(404, "/api/connectors/none/pulls");
        for (String stream : List.of("products", "customers", "orders")) {
            String mirror = "/api/connectors/mirror/mirror/" + stream;
            assertThat(ask(
                                    200,
                                    OPERATOR,
                                    "GET",
                                    mirror + "?q=&updated-since=2020-01-01T00:00:00Z&limit=1&cursor=1",
                                    null)
                            .path("items"))
                    .hasSize(1);
            ask(400, OPERATOR, "GET", mirror + "?updated-since=yesterday", null);
            ask(404, OPERATOR, "GET", mirror.replace("connectors/mirror", "connectors/none"), null);
        }
    }

    @Test
    @Order(3)
    void customers() {
        String off = "/api/connectors/idle/loyalty/recalculate";
        ask(409, OPERATOR, "POST", off, null);
        silkroute.connect(
                "loyal",
                "{\"loyalty\":{\"enabled\":true,\"tiers\":[{\"name\":\"Basic\",\"from\":0,\"cashback\":2.5}]}}");
        silkroute.control("{\"customers\":[{\"email\":\"lea@example.com\",\"firstName\":\"Lea\"}]}");
        silkroute.control("{\"orders\":[{\"customer\":\"lea@example.com\",\"lines\":[{\"price\":\"10\"}]}]}");
        String id = silkroute.shopContents("customers").stream()
                .filter(line -> line.path("email").asString("").equals("lea@example.com"))
                .map(line -> line.path("id").asString("").replaceAll(".*/", ""))
                .findFirst()
                .orElseThrow();
        String all = "/api/connectors/loyal/customers";
        String one = all + "/" + id;
        String none = "/api/connectors/none/customers";
        ask(200, OPERATOR, "GET", one, null);
        ask(404, OPERATOR, "GET", all + "/1", null);
        ask(200, OPERATOR, "POST", one + "/sync", null);
        ask(404, OPERATOR, "POST", all + "/1/sync", null);
        silkroute.control("{\"scopes\":{\"revoke\":[\"read_customers\"]}}");
        ask(503, OPERATOR, "POST", one + "/sync", null);
        silkroute.control("{\"scopes\":{\"grant\":[\"read_customers\"]}}");
        assertThat(ask(200, OPERATOR, "GET", all + "?q=lea&tier=Basic&limit=1&cursor=99:1", null)
                        .path("items"))
                .hasSize(1);
        ask(400, OPERATOR, "GET", all + "?cursor=x", null);
        ask(404, OPERATOR, "GET", none, null);
        ask(201, OPERATOR, "POST", one + "/adjustments", "{\"amount\":\"5\",\"reason\":\"an apology\"}");
        ask(400, OPERATOR, "POST", one + "/adjustments", NO_JSON);
        ask(404, OPERATOR, "POST", all + "/1/adjustments", "{\"amount\":\"5\",\"reason\":\"x\"}");
        ask(422, OPERATOR, "POST", one + "/adjustments", "{\"amount\":\"5\"}");
        assertThat(ask(200, OPERATOR, "GET", one + "/ledger?limit=5&cursor=99999", null)
                        .path("items"))
                .hasSize(2);
        ask(OPERATOR, "GET", one + "/ledger", null, "Accept", "text/csv");
        ask(400, OPERATOR, "GET", one + "/ledger?cursor=x", null);
        ask(404, OPERATOR, "GET", all + "/1/ledger", null);
        ask(OPERATOR, "GET", one + "/ledger.csv", null);
        ask(404, OPERATOR, "GET", all + "/1/ledger.csv", null);
        ask(200, OPERATOR, "PUT", one + "/tier", "{\"tier\":\"Basic\",\"reason\":\"a friend\",\"until\":null}");
        ask(400, OPERATOR, "PUT", one + "/tier", NO_JSON);
        ask(404, OPERATOR, "PUT", all + "/1/tier", "{\"tier\":\"Basic\",\"reason\":\"x\"}");
        ask(422, OPERATOR, "PUT", one + "/tier", "{\"tier\":\"Gold\",\"reason\":\"x\"}");
        ask(200, OPERATOR, "DELETE", one + "/tier", null);
        ask(404, OPERATOR, "DELETE", all + "/1/tier", null);
        String preview = "/api/connectors/loyal/loyalty/preview";
        assertThat(ask(
                                200,
                                OPERATOR,
                                "POST",
                                preview + "?limit=1&cursor=0",
                                "{\"enabled\":true,\"evaluation\":{\"period\":\"lifetime\"},"
                                        + "\"tiers\":[{\"name\":\"Other\",\"from\":0,\"cashback\":1}]}")
                        .path("items"))
                .hasSize(1);
        ask(400, OPERATOR, "POST", preview, NO_JSON);
        ask(404, OPERATOR, "POST", "/api/connectors/none/loyalty/preview", "{}");
        ask(422, OPERATOR, "POST", preview, "{\"tiers\":1}");
        String recalculate = "/api/connectors/loyal/loyalty/recalculate";
        ask(200, OPERATOR, "POST", recalculate, null);
        application
                .context
                .getBean(LoyaltyBooks.class)
                .take(new ConnectorName("loyal"), Instant.now(), Duration.ofMinutes(1));
        ask(202, OPERATOR, "POST", recalculate, null);
        ask(404, OPERATOR, "POST", "/api/connectors/none/loyalty/recalculate", null);
    }

    @Test
    @Order(3)
    void webhooks() {
        silkroute.connect("hooked", "{\"shop\":{\"webhookSecret\":\"" + Webhooks.SECRET + "\"}}");
        Webhooks shop = new Webhooks(application.address());
        shop.deliver("hooked", "carts/update", "{}");
        shop.deliver("hooked", "products/update", "{\"id\":1,\"updated_at\":\"2026-11-20T10:00:00Z\"}");
        String path = "/api/connectors/hooked/webhooks";
        Awaitility.await()
                .until(() ->
                        get(200, path + "/deliveries?limit=2").path("items").size() == 2);
        assertThat(get(200, path).path("subscriptions")).isNotEmpty();
        JsonNode page = get(200, path + "/deliveries?limit=1&topic=carts%2Fupdate&state=ignored");
        get(200, path + "/deliveries?cursor=" + page.at("/items/0/id").asString());
        get(400, path + "/deliveries?state=lost");
        get(400, path + "/deliveries?cursor=nonsense");
        get(404, "/api/connectors/none/webhooks");
        get(404, "/api/connectors/none/webhooks/deliveries");
    }

    @Test
    @Order(3)
    void what_programs_are_told() {
        silkroute.connect("telling", "{\"notifications\":" + TOLD + "}");
        String path = "/api/connectors/telling/";
        assertThat(get(200, path + "config").at("/notifications/webhooks/0/url").asString())
                .isEqualTo("http://127.0.0.1:9/in");
        ask(202, OPERATOR, "POST", path + "notifications/conflict/send", null);
        ask(409, OPERATOR, "POST", path + "notifications/code-used/send", null);
        ask(404, OPERATOR, "POST", path + "notifications/conflict.opened/send", null);
        ask(404, OPERATOR, "POST", "/api/connectors/none/notifications/conflict/send", null);
        ask(403, VIEWER, "POST", path + "notifications/conflict/send", null);
        JsonNode page = get(200, path + "deliveries?event=conflict&limit=1");
        String id = page.at("/items/0/id").asString();
        get(200, path + "deliveries?state=delivered&cursor=1");
        get(400, path + "deliveries?state=lost");
        get(400, path + "deliveries?cursor=nonsense");
        get(404, "/api/connectors/none/deliveries");
        get(200, "/api/deliveries/" + id);
        get(404, "/api/deliveries/none");
        ask(202, OPERATOR, "POST", "/api/deliveries/" + id + "/replay", null);
        ask(403, VIEWER, "POST", "/api/deliveries/" + id + "/replay", null);
        ask(404, OPERATOR, "POST", "/api/deliveries/none/replay", null);
    }

    private static final String TOLD =
            "{\"allowPrivateAddresses\":true,\"webhooks\":[{\"url\":\"http://127.0.0.1:9/in\","
                    + "\"secret\":\"a secret of our own\",\"events\":[\"conflict\"]}],\"thresholds\":[{\"code\":\"A\",\"uses\":3},"
                    + "{\"campaign\":\"B\",\"revenue\":10.5}],\"summary\":{\"at\":\"06:00\",\"weekly\":\"FRIDAY\"},\"email\":{\"from\":"
                    + "\"a@example.com\",\"to\":[\"b@example.com\"],\"events\":[\"daily-summary\"]}}";

    @Test
    @Order(3)
    void health_and_the_document_itself() {
        ask(200, NOBODY, "GET", "/actuator/health", null);
        assertThat(ask(200, ADMIN, "GET", "/actuator/health", null)
                        .path("components")
                        .isObject())
                .isTrue();
        ask(200, NOBODY, "GET", "/actuator/health/liveness", null);
        ask(200, NOBODY, "GET", "/actuator/health/readiness", null);
        ask(200, NOBODY, "GET", "/actuator/prometheus", null);
        HttpResponse<String> first = ask(VIEWER, "GET", "/api/openapi.yaml", null);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        ask(304, VIEWER, "GET", "/api/openapi.yaml", null, "If-None-Match", tag);
    }

    @Test
    @Order(3)
    void the_page_of_the_reference_names_every_operation_and_loads_nothing_from_elsewhere() {
        SignedIn vera = SignedIn.as(silkroute.address(), "vera", "password-of-vera");
        SignedIn.Page page = vera.get("/api-reference");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.document().select("article.operation h3 .anchor"))
                .hasSize(contract.operations().size());
        assertThat(page.document().select("a[href^=#]"))
                .allSatisfy(link -> assertThat(
                                page.document().getElementById(link.attr("href").substring(1)))
                        .as(link.attr("href"))
                        .isNotNull());
        assertThat(page.document().select("[src^=http], link[href^=http], a[href^=http]"))
                .isEmpty();
        assertThat(page.told(".curl")).contains("curl -u NAME '" + silkroute.address() + "/api/connectors'");
    }

    @Test
    @Order(4)
    void every_status_that_is_stated_was_answered() {
        Map<String, Set<Integer>> missing = new TreeMap<>();
        contract.operations().forEach((name, operation) -> {
            Set<Integer> unseen = operation.statuses();
            unseen.removeAll(NOT_DRIVEN);
            unseen.removeAll(SEEN.getOrDefault(name, Set.of()));
            if (!unseen.isEmpty()) {
                missing.put(name, unseen);
            }
        });
        assertThat(missing).isEmpty();
    }

    /** That the comparison can fail: a property too many, one too few, one of another type, a status that is not stated. */
    @Test
    @Order(4)
    void what_is_not_as_the_document_says_is_found() {
        OpenApi.Operation operation = contract.of("GET", "/api/connectors/shop");
        String right = silkroute.get("/api/connectors/shop").text();
        assertThat(operation.faultsOfAnswer(200, "application/json", right)).isEmpty();
        for (String wrong : List.of(
                right.replaceFirst("\\{", "{\"more\":1,"),
                right.replaceFirst("\"name\":\"shop\",", ""),
                right.replaceFirst("\"active\":true", "\"active\":\"yes\""),
                right.replaceFirst("\"createdAt\":\"[^\"]*\"", "\"createdAt\":\"yesterday\""),
                right.replaceFirst("\"removal\":\"archive\"", "\"removal\":\"burn\""))) {
            assertThat(wrong).isNotEqualTo(right);
            assertThat(operation.faultsOfAnswer(200, "application/json", wrong))
                    .as(wrong)
                    .isNotEmpty();
        }
        assertThat(operation.faultsOfAnswer(200, "text/html", right)).isNotEmpty();
        assertThat(operation.faultsOfAnswer(418, "application/json", right)).isNotEmpty();
    }
}
