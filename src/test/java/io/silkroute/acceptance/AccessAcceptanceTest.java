package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.acceptance.SignedIn.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every endpoint there is, and who may call it. One that is not stated here fails the first test. */
class AccessAcceptanceTest {

    /** The least who may; whoever stands behind may as well. */
    enum Least {
        STRANGER,
        VIEWER,
        OPERATOR,
        ADMIN
    }

    private static final String STATED = """
            * /error                                            STRANGER
            GET /login                                          STRANGER
            * /pim/{connector}/files                            STRANGER
            * /pim/{connector}/items                            STRANGER
            * /shopify/{connector}/webhooks                     STRANGER
            POST /admin/api/{version}/graphql.json              STRANGER
            POST /admin/oauth/access_token                      STRANGER
            POST /sandbox/control                               STRANGER
            GET /sandbox/state                                  STRANGER
            GET /sandbox/{name}.jsonl                           STRANGER
            GET /sandbox/pictures/{name}.png                    STRANGER
            GET /sandbox/results/bulk-{id}.jsonl                STRANGER
            GET /actuator/health                                STRANGER
            GET /actuator/health/**                             STRANGER
            GET /actuator/prometheus                            STRANGER

            GET /actuator                                       VIEWER
            GET /api/activity                                   VIEWER
            GET /api/activity.csv                               VIEWER
            GET /api/openapi.yaml                               VIEWER
            GET /api-reference                                  VIEWER
            GET /api/connectors                                 VIEWER
            GET /api/connectors/{name}                          VIEWER
            GET /api/connectors/{name}/config                   VIEWER
            GET /api/connectors/{connector}/campaigns           VIEWER
            GET /api/connectors/{connector}/campaigns/{id}      VIEWER
            GET /api/connectors/{connector}/campaigns/{id}/codes VIEWER
            GET /api/connectors/{connector}/campaigns/{id}/codes.csv VIEWER
            GET /api/code-jobs/{job}                            VIEWER
            GET /api/code-jobs/{job}/events                     VIEWER
            GET /code-jobs/{job}                                VIEWER
            GET /connectors/{connector}/campaign                VIEWER
            GET /connectors/{connector}/campaign/edit           VIEWER
            GET /connectors/{connector}/campaigns               VIEWER
            GET /connectors/{connector}/mirror/products         VIEWER
            GET /api/connectors/{connector}/conflicts           VIEWER
            GET /api/connectors/{connector}/drift               VIEWER
            GET /api/connectors/{connector}/items/{type}/{id}/kept VIEWER
            GET /api/connectors/{connector}/imports             VIEWER
            GET /api/imports/{id}                               VIEWER
            GET /api/imports/{id}/discrepancies                 VIEWER
            GET /api/imports/{id}/events                        VIEWER
            GET /connectors/{connector}/imports                 VIEWER
            GET /imports/{id}                                   VIEWER
            GET /connectors/{connector}/pulls                   VIEWER
            GET /connectors/{connector}/sources                 VIEWER
            GET /connectors/{connector}/sources/{source}        VIEWER
            GET /api/connectors/{connector}/mirror/products     VIEWER
            GET /api/connectors/{connector}/pulls               VIEWER
            GET /api/connectors/{connector}/sources             VIEWER
            GET /api/connectors/{connector}/sources/{source}    VIEWER
            GET /api/connectors/{connector}/sources/{source}/fetches VIEWER
            GET /api/fetches/{id}                               VIEWER
            GET /api/pulls/{id}                                 VIEWER
            GET /api/pulls/{id}/events                          VIEWER
            GET /api/connectors/{connector}/failures            VIEWER
            GET /api/connectors/{connector}/failures.csv        VIEWER
            GET /api/connectors/{connector}/incomplete          VIEWER
            GET /api/connectors/{connector}/incomplete.csv      VIEWER
            GET /api/connectors/{connector}/items               VIEWER
            GET /api/connectors/{connector}/items/{type}/{id}   VIEWER
            GET /api/connectors/{connector}/metrics             VIEWER
            GET /api/connectors/{connector}/metrics.csv         VIEWER
            GET /api/connectors/{connector}/schedule            VIEWER
            GET /api/connectors/{connector}/runs                VIEWER
            GET /api/connectors/{connector}/shop/test           VIEWER
            GET /api/connectors/{connector}/status              VIEWER
            GET /api/connectors/{connector}/usage               VIEWER
            GET /api/connectors/{connector}/usage/{code}/orders VIEWER
            GET /api/connectors/{connector}/webhooks            VIEWER
            GET /api/connectors/{connector}/webhooks/deliveries VIEWER
            GET /api/connectors/{connector}/deliveries          VIEWER
            GET /api/deliveries/{id}                            VIEWER
            GET /connectors/{connector}/deliveries              VIEWER
            GET /connectors/{connector}/config/notifications    VIEWER
            GET /api/dead-letters                               VIEWER
            GET /api/dead-letters/{id}                          VIEWER
            GET /api/runs/{id}                                  VIEWER
            GET /api/search                                     VIEWER
            GET /api/runs/{id}/events                           VIEWER
            GET /api/runs/{id}/removals                         VIEWER
            GET /                                               VIEWER
            GET /connectors/{connector}                         VIEWER
            GET /connectors/{connector}/activity                VIEWER
            GET /connectors/{connector}/config                  VIEWER
            GET /connectors/{connector}/config/{task}           VIEWER
            GET /connectors/{connector}/config/history          VIEWER
            GET /connectors/{connector}/config/history/{change} VIEWER
            GET /connectors/{connector}/force-refresh           VIEWER
            GET /connectors/{connector}/guide                   VIEWER
            GET /connectors/{connector}/incomplete              VIEWER
            GET /connectors/{connector}/item                    VIEWER
            GET /connectors/{connector}/items                   VIEWER
            GET /connectors/{connector}/items/{type}/{id}       VIEWER
            GET /connectors/{connector}/mapping                 VIEWER
            GET /connectors/{connector}/conflicts               VIEWER
            GET /connectors/{connector}/parked                  VIEWER
            GET /connectors/{connector}/refused                 VIEWER
            GET /connectors/{connector}/resolved                VIEWER
            GET /connectors/{connector}/performance             VIEWER
            GET /connectors/{connector}/runs                    VIEWER
            GET /connectors/{connector}/to-do                   VIEWER
            GET /connectors/{connector}/webhooks                VIEWER
            GET /live                                           VIEWER
            GET /notifications                                  VIEWER
            POST /notifications/read                            VIEWER
            POST /notifications/read-all                        VIEWER
            GET /api/notifications                              VIEWER
            POST /api/notifications/{id}/read                   VIEWER
            POST /api/notifications/read-all                    VIEWER
            GET /system                                         VIEWER
            GET /api/connectors/{connector}/receipts            VIEWER
            GET /api/connectors/{connector}/receipts/{receipt}  VIEWER
            GET /api/connectors/{connector}/receipts/{receipt}.csv VIEWER
            GET /api/connectors/{connector}/waiting             VIEWER
            GET /connectors/{connector}/receipts                VIEWER
            GET /connectors/{connector}/receipts/{receipt}      VIEWER
            GET /connectors/{connector}/waiting                 VIEWER
            GET /dead-letters                                   VIEWER
            GET /dead-letters/{id}                              VIEWER
            GET /guide                                          VIEWER
            GET /runs/{id}                                      VIEWER
            GET /search                                         VIEWER
            GET /sandbox                                        VIEWER
            GET /sandbox/collections                            VIEWER
            GET /sandbox/discounts                              VIEWER
            GET /sandbox/discounts/{id}                         VIEWER
            GET /sandbox/orders                                 VIEWER
            GET /sandbox/price-lists                            VIEWER
            GET /sandbox/products/{id}                          VIEWER

            GET /api/connectors/{connector}/customers           OPERATOR
            GET /api/connectors/{connector}/customers/{id}      OPERATOR
            POST /api/connectors/{connector}/customers/{id}/sync OPERATOR
            POST /api/connectors/{connector}/customers/sync     OPERATOR
            GET /api/connectors/{connector}/customers/{id}/ledger OPERATOR
            GET /api/connectors/{connector}/customers/{id}/ledger.csv OPERATOR
            POST /api/connectors/{connector}/customers/{id}/adjustments OPERATOR
            PUT /api/connectors/{connector}/customers/{id}/tier OPERATOR
            DELETE /api/connectors/{connector}/customers/{id}/tier OPERATOR
            POST /api/connectors/{connector}/loyalty/recalculate OPERATOR
            POST /api/connectors/{connector}/loyalty/preview    OPERATOR
            GET /connectors/{connector}/customers               OPERATOR
            GET /connectors/{connector}/customers/{id}          OPERATOR
            POST /connectors/{connector}/customers/{id}/sync    OPERATOR
            POST /connectors/{connector}/customers/{id}/adjustments OPERATOR
            POST /connectors/{connector}/customers/{id}/tier    OPERATOR
            POST /connectors/{connector}/customers/{id}/tier/end OPERATOR
            POST /connectors/{connector}/customers/recalculate  OPERATOR
            POST /connectors/{connector}/config/moves           OPERATOR
            GET /api/connectors/{connector}/mirror/customers    OPERATOR
            POST /api/deliveries/{id}/replay                    OPERATOR
            POST /api/connectors/{connector}/notifications/{event}/send OPERATOR
            POST /connectors/{connector}/deliveries/{id}/replay OPERATOR
            POST /connectors/{connector}/config/notifications/test OPERATOR
            GET /api/connectors/{connector}/mirror/orders       OPERATOR
            POST /api/connectors/{connector}/imports            OPERATOR
            POST /api/imports/{id}/cancel                       OPERATOR
            GET /connectors/{connector}/imports/preview         OPERATOR
            POST /connectors/{connector}/imports                OPERATOR
            POST /imports/{id}/cancel                           OPERATOR
            POST /api/connectors/{connector}/pulls              OPERATOR
            POST /api/connectors/{connector}/sources/{source}/fetch OPERATOR
            GET /connectors/{connector}/mirror/customers        OPERATOR
            GET /connectors/{connector}/mirror/orders           OPERATOR
            POST /connectors/{connector}/pulls                  OPERATOR
            POST /connectors/{connector}/sources/{source}/fetch OPERATOR
            PUT /api/connectors/{connector}/campaigns/{id}      OPERATOR
            DELETE /api/connectors/{connector}/campaigns/{id}   OPERATOR
            POST /api/connectors/{connector}/campaigns/{id}/codes OPERATOR
            POST /api/code-jobs/{job}/cancel                    OPERATOR
            POST /api/code-jobs/{job}/retry                     OPERATOR
            POST /code-jobs/{job}/cancel                        OPERATOR
            POST /code-jobs/{job}/retry                         OPERATOR
            POST /connectors/{connector}/campaign/codes         OPERATOR
            POST /connectors/{connector}/campaign/delete        OPERATOR
            POST /connectors/{connector}/campaign/edit          OPERATOR
            PUT /api/connectors/{name}/activate                 OPERATOR
            PUT /api/connectors/{name}/deactivate               OPERATOR
            POST /api/conflicts/{id}/resolve                    OPERATOR
            POST /api/connectors/{connector}/conflicts/resolve  OPERATOR
            POST /api/connectors/{connector}/drift              OPERATOR
            DELETE /api/connectors/{connector}/items/{type}/{id}/kept OPERATOR
            POST /api/connectors/{connector}/sync               OPERATOR
            POST /api/connectors/{connector}/force-refresh      OPERATOR
            POST /api/connectors/{connector}/filter-effect      OPERATOR
            POST /api/connectors/{connector}/preview            OPERATOR
            GET /connectors/{connector}/preview                 OPERATOR
            POST /api/connectors/{connector}/items/{type}/{id}/replay OPERATOR
            POST /api/runs/{id}/cancel                          OPERATOR
            POST /api/runs/{id}/confirm-removals                OPERATOR
            POST /api/runs/{run}/replay-failed                  OPERATOR
            POST /api/dead-letters/{id}/replay                  OPERATOR
            POST /connectors/{connector}/activate               OPERATOR
            POST /connectors/{connector}/deactivate             OPERATOR
            POST /connectors/{connector}/sync                   OPERATOR
            POST /connectors/{connector}/force-refresh          OPERATOR
            POST /connectors/{connector}/config/preview         OPERATOR
            POST /connectors/{connector}/config/times           OPERATOR
            POST /connectors/{connector}/items/replay           OPERATOR
            POST /connectors/{connector}/conflicts/resolve      OPERATOR
            POST /connectors/{connector}/items/kept/drop        OPERATOR
            POST /connectors/{connector}/parked/replay          OPERATOR
            POST /connectors/{connector}/parked/accept          OPERATOR
            POST /connectors/{connector}/parked/reopen          OPERATOR
            POST /connectors/{connector}/incomplete/replay      OPERATOR
            POST /connectors/{connector}/incomplete/accept      OPERATOR
            POST /connectors/{connector}/incomplete/reopen      OPERATOR
            POST /connectors/{connector}/refused/accept         OPERATOR
            POST /api/connectors/{connector}/files/preview      OPERATOR
            POST /api/connectors/{connector}/receipts/{receipt}/seen OPERATOR
            POST /connectors/{connector}/receipts/{receipt}/seen OPERATOR
            POST /runs/{id}/cancel                              OPERATOR
            POST /runs/{id}/confirm-removals                    OPERATOR
            POST /runs/{id}/replay-failed                       OPERATOR
            POST /dead-letters/{id}/replay                      OPERATOR

            GET /access                                         ADMIN
            POST /access/users                                  ADMIN
            POST /access/users/{name}                           ADMIN
            POST /access/users/{name}/remove                    ADMIN
            POST /access/tokens                                 ADMIN
            POST /access/tokens/{id}/revoke                     ADMIN
            GET /connectors/{connector}/pim-tokens              ADMIN
            POST /connectors/{connector}/pim-tokens             ADMIN
            POST /connectors/{connector}/pim-tokens/{id}/revoke ADMIN
            POST /connectors/{connector}/pim-tokens/{id}/rotate ADMIN
            GET /api/users                                      ADMIN
            POST /api/users                                     ADMIN
            PATCH /api/users/{name}                             ADMIN
            DELETE /api/users/{name}                            ADMIN
            GET /api/tokens                                     ADMIN
            POST /api/tokens                                    ADMIN
            DELETE /api/tokens/{id}                             ADMIN
            GET /api/connectors/{connector}/pim-tokens          ADMIN
            POST /api/connectors/{connector}/pim-tokens         ADMIN
            DELETE /api/connectors/{connector}/pim-tokens/{id}  ADMIN
            POST /api/connectors/{connector}/shop/test          ADMIN
            POST /connectors/{connector}/config/test            ADMIN
            POST /connectors/{connector}/config/{task}          ADMIN
            POST /connectors/{connector}/config/notifications/receivers ADMIN
            POST /connectors/{connector}/config/notifications/thresholds ADMIN
            POST /connectors/{connector}/config/history/{change}/undo ADMIN
            POST /connectors/{connector}/guide/pim-token        ADMIN
            POST /connectors/{connector}/guide/test             ADMIN
            POST /api/connectors                                ADMIN
            DELETE /api/connectors/{name}                       ADMIN
            PUT /api/connectors/{name}/config                   ADMIN
            PATCH /api/connectors/{name}/config                 ADMIN
            DELETE /api/dead-letters/{id}                       ADMIN
            POST /connectors                                    ADMIN
            POST /connectors/{connector}/config                 ADMIN
            POST /dead-letters/{id}/discard                     ADMIN
            POST /sandbox/orders                                ADMIN
            POST /sandbox/price-lists                           ADMIN
            POST /sandbox/products/{id}/delete                  ADMIN
            POST /sandbox/products/{id}/title                   ADMIN
            """;

    /** What nothing answers is closed to all but admins, too, when it is not only read. */
    private static final String ANSWERED_BY_NOTHING = """
            POST /api/nowhere                                   ADMIN
            DELETE /api/connectors                              ADMIN
            POST /api/connectors/{connector}/activate           ADMIN
            POST /api/connectors/{connector}/replay             ADMIN
            POST /api/connectors/{connector}/sync/replay        ADMIN
            DELETE /actuator                                    ADMIN
            POST /nowhere/replay                                ADMIN
            GET /api/nowhere                                    VIEWER
            GET /nowhere                                        VIEWER
            """;

    private static final Set<RequestMethod> EVERY_METHOD = EnumSet.allOf(RequestMethod.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AutoClose
    private static RunningApplication application;

    private static final Map<Least, SignedIn> PEOPLE = new EnumMap<>(Least.class);
    private static final Map<Least, String> PASSWORDS = Map.of(
            Least.VIEWER, "vera:password-of-vera",
            Least.OPERATOR, "otto:password-of-otto",
            Least.ADMIN, "admin:" + Silkroute.ADMIN_PASSWORD);

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.users[0].name=otto",
                "silkroute.users[0].password=password-of-otto",
                "silkroute.users[0].role=operator",
                "silkroute.users[1].name=vera",
                "silkroute.users[1].password=password-of-vera",
                "silkroute.users[1].role=viewer");
        URI address = application.silkroute.address();
        PASSWORDS.forEach((who, password) -> {
            String[] parts = password.split(":");
            PEOPLE.put(who, SignedIn.as(address, parts[0], parts[1]));
        });
        PEOPLE.put(Least.STRANGER, SignedIn.notAtAll(address));
    }

    private static Map<String, Least> table(String lines) {
        Map<String, Least> table = new TreeMap<>();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int behind = line.lastIndexOf(' ');
            table.put(line.substring(0, behind).strip(), Least.valueOf(line.substring(behind + 1)));
        });
        return table;
    }

    @Test
    void every_endpoint_is_stated() {
        Map<String, Set<RequestMethod>> methods = new TreeMap<>();
        for (RequestMappingInfoHandlerMapping mapping : application
                .context
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> some = info.getMethodsCondition().getMethods();
                for (String path : info.getPatternValues()) {
                    methods.computeIfAbsent(path, any -> EnumSet.noneOf(RequestMethod.class))
                            .addAll(some.isEmpty() ? EVERY_METHOD : some);
                }
            }
        }
        Set<String> found = new TreeSet<>();
        methods.forEach((path, some) -> {
            if (some.equals(EVERY_METHOD)) {
                found.add("* " + path);
            } else {
                some.forEach(method -> found.add(method + " " + path));
            }
        });
        assertThat(found).isEqualTo(table(STATED).keySet());
    }

    static Stream<Arguments> closed() {
        return Stream.of(STATED, ANSWERED_BY_NOTHING)
                .map(AccessAcceptanceTest::table)
                .flatMap(table -> table.entrySet().stream())
                .filter(line -> line.getValue() != Least.STRANGER)
                .map(line -> Arguments.of(line.getKey(), line.getValue()));
    }

    /** Of connectors, runs and items that are not there, so that who may is told so and nothing happens. */
    @ParameterizedTest
    @MethodSource("closed")
    void it_is_open_to_whom_the_table_names_and_to_nobody_else(String endpoint, Least least) throws Exception {
        String method = endpoint.substring(0, endpoint.indexOf(' '));
        String path = endpoint.substring(endpoint.indexOf(' ') + 1)
                .replace("{type}", "product")
                .replace("dead-letters/{id}", "dead-letters/0")
                .replace("products/{id}", "products/0")
                .replaceAll("\\{\\w+}", "nobody");
        for (Least who : Least.values()) {
            boolean may = who.compareTo(least) >= 0;
            if (path.startsWith("/api/") || path.startsWith("/actuator")) {
                int status = call(who, method, path);
                if (may) {
                    assertThat(status).as(who.name()).isNotIn(401, 403);
                } else {
                    assertThat(status).as(who.name()).isEqualTo(who == Least.STRANGER ? 401 : 403);
                }
            } else {
                Page page = page(who, method, path);
                boolean signIn = page.uri().getPath().equals("/login");
                assertThat(signIn).as(who.name()).isEqualTo(who == Least.STRANGER);
                if (who != Least.STRANGER) {
                    assertThat(page.status() != 403).as(who.name()).isEqualTo(may);
                }
            }
        }
    }

    private static Page page(Least who, String method, String path) {
        SignedIn person = PEOPLE.get(who);
        return method.equals("GET")
                ? person.get(path)
                : person.post(
                        path,
                        Map.of(
                                "_csrf",
                                person.get("/login").one("input[name=_csrf]").val()));
    }

    private static int call(Least who, String method, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        application.silkroute.address().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (who != Least.STRANGER) {
            request.header("Authorization", Silkroute.basic(PASSWORDS.get(who)));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void doors_with_a_lock_of_their_own_ask_for_no_user() throws Exception {
        Silkroute silkroute = application.silkroute;
        silkroute.connect("doors", "{}");
        assertThat(silkroute.push("doors", Pim.product("d1").toString()).status())
                .isEqualTo(202);
        assertThat(silkroute
                        .pushAs("wrong", "doors", "application/json", new byte[0])
                        .status())
                .isEqualTo(401);
        assertThat(silkroute.shopState().has("products")).isTrue();
        assertThat(call(Least.STRANGER, "PUT", "/sandbox/upload/nothing")).isNotIn(302, 401);
        for (String open :
                new String[] {"/login", "/css/console.css", "/js/console.js", "/icons.svg", "/favicon.svg"}) {
            assertThat(call(Least.STRANGER, "GET", open)).as(open).isEqualTo(200);
        }
        for (String open : new String[] {"/actuator/health", "/actuator/health/liveness", "/actuator/prometheus"}) {
            assertThat(call(Least.STRANGER, "GET", open)).as(open).isEqualTo(200);
        }
    }
}
