package io.silkroute.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Foreign pages, broken requests and people who never sign in. */
class StrangersAttackTest {

    private static final String REFRESH = "/api/connectors/demo/force-refresh";
    private static final String ITEM = "{\"type\":\"product\",\"id\":\"p1\"}";

    @AutoClose
    private static Target target;

    @BeforeAll
    static void start() {
        target = Target.start("silkroute.access.streams-of-user=3");
        target.connect("demo", target.address);
    }

    // Cross-site calls

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1",
    })
    void a_foreign_page_cannot_use_a_password_that_a_browser_keeps(String header, String value) {
        HttpResponse<String> answer = target.call(Target.ADMIN, "POST", REFRESH, null, header, value);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(target.call(Target.ADMIN, "POST", "/login", null, header, value)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void own_pages_and_programs_are_let_through() {
        String own = target.address.toString();
        for (String[] headers : new String[][] {
            {},
            {"Sec-Fetch-Site", "same-origin"},
            {"Sec-Fetch-Site", "none"},
            {"Origin", own},
            {"Sec-Fetch-Site", "same-origin", "Origin", "https://silkroute.example"}
        }) {
            assertThat(target.call(Target.ADMIN, "POST", REFRESH, null, headers).statusCode())
                    .as(List.of(headers).toString())
                    .isEqualTo(202);
        }
    }

    @Test
    void a_browser_is_never_asked_for_a_password_that_it_would_keep() {
        for (String[] headers : new String[][] {
            {"User-Agent", "Mozilla/5.0 (X11; Linux x86_64)"},
            {"Sec-Fetch-Mode", "navigate"},
            {"Accept", "text/html,*/*"}
        }) {
            HttpResponse<String> answer = target.call("", "GET", "/api/connectors", null, headers);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .as(headers[0])
                    .isEmpty();
        }
        assertThat(target.call("", "GET", "/api/connectors", null).headers().firstValue("WWW-Authenticate"))
                .as("a program")
                .isPresent();
    }

    @Test
    void every_answer_says_what_a_browser_may_do_with_it() {
        for (String path :
                List.of("/login", "/nowhere", "/api/connectors", "/api/activity.csv", "/pim/none/items", "/error")) {
            HttpResponse<String> answer = target.call(Target.ADMIN, "GET", path, null);
            for (String header : List.of("Content-Security-Policy", "Referrer-Policy", "Permissions-Policy")) {
                assertThat(answer.headers().firstValue(header))
                        .as(path + " " + header)
                        .isPresent();
            }
        }
    }

    // Broken requests

    private static void problem(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
        assertThat(answer).doesNotContain("\tat ").doesNotContain("Exception").doesNotContain("org.apache");
    }

    private static String withBody(String path, String authorization, String contentType, String chunked) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization + "Content-Type: " + contentType
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunked;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zz\r\nabc\r\n0\r\n\r\n", "5\r\nabcdefgh\r\n0\r\n\r\n", "-1\r\n\r\n", "ffffffffffff\r\n{}\r\n"})
    void malformed_chunks_are_told_as_problems(String chunks) throws IOException {
        String pim = "Authorization: Bearer " + Target.PIM_TOKEN + "\r\n";
        String admin = "Authorization: " + Target.basic(Target.ADMIN) + "\r\n";
        problem(target.raw(withBody("/pim/demo/items", pim, "application/json", chunks)));
        problem(target.raw(withBody("/pim/demo/items", pim, "application/x-ndjson", chunks)));
        problem(target.raw(withBody("/api/connectors", admin, "application/json", chunks)));
        problem(target.raw(withBody("/api/connectors", admin, "application/x-www-form-urlencoded", chunks)));
        assertThat(target.raw(withBody("/login", "", "application/x-www-form-urlencoded", chunks)))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/%zz",
                "/pim/%zz/items",
                "/pim/%/items",
                "/pim/a%2Fb/items",
                "/pim/%C0%AF/items",
                "/api/%00",
                "/pim/demo/%2e%2e/items",
                "/api/connectors?x=%zz",
                "/pim/demo/items?x=%zz",
                "/error",
                "/error?trace=true",
                "/login%2F..",
                "/%2e%2e/%2e%2e/etc/passwd"
            })
    void addresses_that_are_none_are_told_as_problems(String path) throws IOException {
        String answer = target.raw(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n" + "Authorization: "
                        + Target.basic(Target.ADMIN) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("HTTP/1.1 5").doesNotContain("\tat ");
        assertThat(answer.substring(9, 10)).as(answer).isIn("2", "3", "4");
        assertThat(answer).doesNotContain("Whitelabel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080", "192.0.2.1"})
    void a_foreign_name_is_told_as_a_problem_at_every_address(String host) throws IOException {
        for (String path :
                List.of("/login", "/", "/api/connectors", "/pim/demo/items", "/css/console.css", "/sandbox")) {
            String answer = target.raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: "
                    + Target.basic(Target.ADMIN) + "\r\nAccept: text/html\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 421").contains("silkroute.access.hosts");
            problem(answer);
            assertThat(answer.toLowerCase(Locale.ROOT))
                    .contains("connection: close")
                    .doesNotContain("set-cookie");
        }
        String push = target.raw("POST /pim/demo/items HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer "
                + Target.PIM_TOKEN + "\r\nContent-Type: application/json\r\nContent-Length: " + ITEM.length()
                + "\r\n\r\n" + ITEM);
        assertThat(push).startsWith("HTTP/1.1 421");
        problem(push);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://evil.example/login HTTP/1.1\r\nHost: localhost",
                "GET http://evil.example/login HTTP/1.1\r\nHost: evil.example",
                "GET /login HTTP/1.1\r\nHost: localhost\r\nHost: evil.example",
                "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\nHost: evil.example",
                "GET /login HTTP/1.1\r\nHost: evil.example@localhost",
                "GET /login HTTP/1.1"
            })
    void a_name_that_is_said_in_two_ways_or_in_none_is_refused(String head) throws IOException {
        problem(target.raw(head + "\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void the_address_of_errors_has_none_of_its_own() throws IOException {
        problem(target.raw("GET /error HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n"));
        assertThat(target.raw(
                        "GET /error HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void an_unknown_connector_and_a_wrong_token_have_the_same_answer() {
        byte[] item = ITEM.getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> wrong = target.push("demo", "wrong-token-wrong-token", item, "application/json");
        HttpResponse<String> unknown = target.push("nobody", "wrong-token-wrong-token", item, "application/json");
        HttpResponse<String> nonsense = target.push("NO~BODY", Target.PIM_TOKEN, item, "application/json");
        assertThat(wrong.statusCode()).isEqualTo(401);
        for (HttpResponse<String> other : List.of(unknown, nonsense)) {
            assertThat(other.statusCode()).isEqualTo(401);
            assertThat(other.body()).isEqualTo(wrong.body());
            assertThat(other.headers().firstValue("WWW-Authenticate"))
                    .isEqualTo(wrong.headers().firstValue("WWW-Authenticate"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "overlong slash, c0af",
        "overlong nul, c080",
        "half a pair, eda080",
        "beyond Unicode, f4908080",
        "a lone continuation, 80",
        "Latin-1, e9",
        "overlong of three, e0808a",
        "cut off, e2"
    })
    void bytes_that_are_not_utf_8_are_refused_with_their_place(String what, String hex) {
        byte[] bad = java.util.HexFormat.of().parseHex(hex);
        byte[] before = "{\"type\":\"product\",\"id\":\"p1\"}\n{\"type\":\"product\",\"id\":\"p2\",\"name\":\"a"
                .getBytes(StandardCharsets.UTF_8);
        byte[] after = "b\"}\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[before.length + bad.length + after.length];
        System.arraycopy(before, 0, body, 0, before.length);
        System.arraycopy(bad, 0, body, before.length, bad.length);
        System.arraycopy(after, 0, body, before.length + bad.length, after.length);
        HttpResponse<String> answer = target.push("demo", Target.PIM_TOKEN, body, "application/x-ndjson");
        assertThat(answer.statusCode()).as(what + " " + answer.body()).isEqualTo(400);
        assertThat(answer.body()).as(what).contains("UTF-8").contains("line 2").contains("byte " + before.length);
    }

    // Sessions

    @Test
    void who_is_not_signed_in_leaves_nothing_behind() {
        assertThat(target.call("", "GET", "/", null).headers().firstValue("Location"))
                .as("an address as the browser knows it")
                .hasValue("/login");
        for (String path : List.of("/", "/login", "/login?error", "/nowhere", "/connectors/demo", "/css/console.css")) {
            assertNoSession(target.call("", "GET", path, null, "Accept", "text/html"));
        }
        assertNoSession(target.call("", "POST", "/login", "username=a&password=b"));
        assertNoSession(signIn(new HashMap<>(), "admin", "wrong"));
    }

    private static void assertNoSession(HttpResponse<String> answer) {
        assertThat(answer.headers().allValues("Set-Cookie"))
                .as(answer.request().uri() + " " + answer.statusCode())
                .noneMatch(cookie -> cookie.startsWith("JSESSIONID="));
    }

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private HttpResponse<String> browse(Map<String, String> cookies, String method, String path, String form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.address.resolve(path))
                .header("Accept", "text/html")
                .method(method, HttpRequest.BodyPublishers.ofString(form));
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (!cookies.isEmpty()) {
            StringBuilder header = new StringBuilder();
            cookies.forEach((name, value) ->
                    header.append(name).append('=').append(value).append("; "));
            request.header("Cookie", header.toString());
        }
        HttpResponse<String> answer = target.send(request.build());
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String pair = cookie.substring(0, cookie.indexOf(';'));
            cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return answer;
    }

    private static String token(HttpResponse<String> page) {
        Matcher found = TOKEN.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return URLEncoder.encode(found.group(1), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> signIn(Map<String, String> cookies, String name, String password) {
        String token = token(browse(cookies, "GET", "/login", ""));
        return browse(cookies, "POST", "/login", "username=" + name + "&password=" + password + "&_csrf=" + token);
    }

    private Map<String, String> signedIn() {
        Map<String, String> cookies = new HashMap<>();
        String[] admin = Target.ADMIN.split(":");
        signIn(cookies, admin[0], admin[1]);
        return cookies;
    }

    @Test
    void a_sign_in_leads_to_where_one_wanted_to_go_and_nowhere_else() {
        Map<String, String> cookies = new HashMap<>();
        String[] admin = Target.ADMIN.split(":");
        assertThat(browse(cookies, "GET", "/connectors/demo?x=1", "").statusCode())
                .isEqualTo(302);
        HttpResponse<String> answer = signIn(cookies, admin[0], admin[1]);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/connectors/demo?x=1");

        Map<String, String> lured = new HashMap<>();
        lured.put(
                "silkroute-return",
                java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("//evil.example/".getBytes(StandardCharsets.UTF_8)));
        assertThat(signIn(lured, admin[0], admin[1]).headers().firstValue("Location"))
                .hasValue("/");
    }

    @Test
    void a_session_that_was_there_before_is_not_signed_in() {
        Map<String, String> cookies = new HashMap<>(Map.of("JSESSIONID", "0123456789ABCDEF0123456789ABCDEF"));
        String[] admin = Target.ADMIN.split(":");
        signIn(cookies, admin[0], admin[1]);
        assertThat(cookies.get("JSESSIONID")).isNotEqualTo("0123456789ABCDEF0123456789ABCDEF");
        assertThat(browse(cookies, "GET", "/", "").statusCode()).isEqualTo(200);
        String first = cookies.get("JSESSIONID");
        signIn(cookies, admin[0], admin[1]);
        assertThat(cookies.get("JSESSIONID")).isNotEqualTo(first);
        assertThat(browse(new HashMap<>(Map.of("JSESSIONID", first)), "GET", "/", "")
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void streams_of_events_are_counted_and_end_with_the_session() throws Exception {
        Map<String, String> cookies = signedIn();
        String run =
                target.call(Target.ADMIN, "POST", REFRESH, null).body().replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
        // A run that has ended has a short stream; only one that waits keeps it open.
        target.call(Target.ADMIN, "PUT", "/api/connectors/demo/deactivate", null);
        String waiting =
                target.call(Target.ADMIN, "POST", REFRESH, null).body().replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
        assertThat(waiting).isNotEmpty();
        String request = "GET /api/runs/" + waiting + "/events HTTP/1.1\r\nHost: localhost\r\nCookie: JSESSIONID="
                + cookies.get("JSESSIONID") + "\r\nConnection: close\r\n\r\n";
        java.util.List<java.net.Socket> streams = new java.util.ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                java.net.Socket stream = target.open();
                stream.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(stream.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .as(run)
                        .isEqualTo("HTTP/1.1 200");
                streams.add(stream);
            }
            // One too many: it is open, and the oldest says why it ends.
            java.net.Socket newest = target.open();
            newest.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(newest.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
            streams.add(newest);
            java.net.Socket oldest = streams.remove(0);
            oldest.setSoTimeout(5_000);
            assertThat(new String(oldest.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("event:aside");
            oldest.close();
            String token = token(browse(cookies, "GET", "/", ""));
            browse(cookies, "POST", "/logout", "_csrf=" + token);
            for (java.net.Socket stream : streams) {
                stream.setSoTimeout(5_000);
                stream.getInputStream().readAllBytes(); // to its end, or the test fails by this timeout
            }
        } finally {
            for (java.net.Socket stream : streams) {
                stream.close();
            }
            target.call(Target.ADMIN, "PUT", "/api/connectors/demo/activate", null);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> browse(new HashMap<>(cookies), "GET", "/", "").statusCode() == 302);
    }

    @Test
    void an_address_in_another_spelling_opens_no_other_door() throws Exception {
        String large = "100000\r\n" + " ".repeat(0x100000) + "\r\n0\r\n\r\n";
        for (String path : List.of("/%70im/demo/items", "/pim;a=b/demo/items", "/pi%6d/demo/items")) {
            assertThat(target.raw(withBody(path, "", "application/json", large)))
                    .as(path)
                    .startsWith("HTTP/1.1 4")
                    .contains("application/problem+json");
        }
        assertThat(target.call("", "GET", "/api/connectors/demo/items/actuator/prometheus", null)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void admins_see_and_change_who_has_access() {
        assertThat(target.call(
                                Target.ADMIN,
                                "POST",
                                "/api/users",
                                "{\"name\":\"heidi\",\"password\":\"password-of-heidi\",\"role\":\"viewer\"}")
                        .statusCode())
                .isEqualTo(201);
        Map<String, String> heidi = new HashMap<>();
        signIn(heidi, "heidi", "password-of-heidi");
        assertThat(browse(heidi, "GET", "/", "").statusCode()).isEqualTo(200);
        assertThat(browse(heidi, "GET", "/access", "").statusCode()).isEqualTo(403);

        Map<String, String> admin = signedIn();
        HttpResponse<String> page = browse(admin, "GET", "/access", "");
        assertThat(page.body()).contains("heidi").contains("of application.yaml");
        String token = token(page);
        browse(admin, "POST", "/access/tokens", "name=report&role=viewer&_csrf=" + token);
        assertThat(browse(admin, "GET", "/access", "").body())
                .contains("skr_api_")
                .contains("never used");
        assertThat(browse(admin, "GET", "/access", "").body()).doesNotContain("skr_api_");
        browse(admin, "POST", "/connectors/demo/pim-tokens", "_csrf=" + token);
        assertThat(browse(admin, "GET", "/connectors/demo/pim-tokens", "").body())
                .contains("skr_pim_")
                .contains("ends with ests");

        browse(admin, "POST", "/access/users/heidi/remove", "_csrf=" + token);
        assertThat(browse(heidi, "GET", "/", "").statusCode())
                .as("with the next request")
                .isEqualTo(302);
    }
}
