package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Addresses as they come over the wire: ids with every printable character, and what is no address at all. */
class OddAddressesAcceptanceTest {

    private static final String ADMIN = "admin:" + Silkroute.ADMIN_PASSWORD;
    private static final String OPERATOR = "otto:secret-of-otto";
    private static final String NOBODY = "";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.users[0].name=otto",
                "silkroute.users[0].password=secret-of-otto",
                "silkroute.users[0].role=operator");
        silkroute = application.silkroute;
        silkroute.connect("odd", "{}");
    }

    private record Answer(int status, String contentType, String text) {

        JsonNode json() {
            return new Silkroute.Response(status, contentType, text).json();
        }
    }

    /** Nothing between this and the server corrects the address. HTTP/1.0, so that the answer is not in chunks. */
    private static Answer raw(String user, String method, String target) throws IOException {
        URI address = silkroute.address();
        String signed = user.equals(NOBODY)
                ? ""
                : "Authorization: Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))
                        + "\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((method + " " + target + " HTTP/1.0\r\nHost: localhost\r\n" + signed + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            String[] parts =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\r\n\r\n", 2);
            String type = parts[0].lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type: "))
                    .findFirst()
                    .map(line -> line.substring("content-type: ".length()))
                    .orElse("");
            return new Answer(Integer.parseInt(parts[0].split(" ")[1]), type, parts[1]);
        }
    }

    private static void refused(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).as(answer.text()).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("detail").asString()).contains(" ").endsWith(".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\b",
                "\\",
                "..\\..\\x",
                "a/b",
                "../x",
                "a//b\\\\c",
                "a%5Cb",
                "a%2Fb",
                "a;b=c",
                "<a>|[b]{c}^`\"",
                "line\u2028paragraph\u2029"
            })
    void an_item_is_read_and_replayed_whatever_stands_in_its_id(String id) throws IOException {
        silkroute.synchronize(
                "odd",
                new Pim(Silkroute.JSON.createObjectNode().put("type", "product").put("id", id))
                        .named("Odd " + Integer.toHexString(id.hashCode())));
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);

        Answer item = raw(ADMIN, "GET", "/api/connectors/odd/items/product/" + encoded);
        assertThat(item.status()).as(item.text()).isEqualTo(200);
        assertThat(item.json().at("/image/id").asString()).isEqualTo(id);
        Answer replayed = raw(OPERATOR, "POST", "/api/connectors/odd/items/product/" + encoded + "/replay");
        assertThat(replayed.status()).as(replayed.text()).isEqualTo(202);
        silkroute.runIn(replayed.json().path("id").asString(), "completed");

        SignedIn.Page page = SignedIn.as(silkroute.address(), "otto", "secret-of-otto")
                .get("/connectors/odd/items/product/" + encoded);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.one(".item-id").wholeText()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b", "a|b", "é", "%", "%zz", "%00", "%C0%80", "%FF", "%0A", "..", "%2e%2e", "a;b"})
    void what_is_no_address_is_a_problem_with_a_sentence(String id) throws IOException {
        refused(400, raw(ADMIN, "GET", "/api/connectors/odd/items/product/" + id));
        refused(400, raw(NOBODY, "GET", "/api/connectors/odd/items/product/" + id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/css/..%5C..%5Capplication.yaml",
                "/css/%5C..%5C..%5Capplication.yaml",
                "/css/..%2Fapplication.yaml",
                "/css/..%5Cjs%5Cconsole.js",
                "/login%5C..%5Capi%5Cconnectors",
                "/css%5C..%5Capi/connectors",
                "/css/%5C..%5C../../api/connectors",
                "/%5Capi/connectors",
                "/api%5Cconnectors",
                "/pim%5C..%5Capi/connectors",
                "/pim/..%5Capi/connectors",
                "/sandbox/files/..%5C..%5Capplication.yaml",
                "/sandbox/results/..%5Cbulk-1.jsonl",
                "/actuator/health%5C..%5Cprometheus",
                "/actuator/health/..%5C..%5C..%5Capi%5Cconnectors"
            })
    void a_backslash_leads_nowhere_else(String target) throws IOException {
        for (String method : new String[] {"GET", "POST"}) {
            assertThat(raw(NOBODY, method, target).status()).as(method).isIn(302, 400, 401, 403, 404, 405);
        }
        assertThat(raw(NOBODY, "GET", target).text()).doesNotContain("silkroute:", "\"items\"", "EventSource");
    }

    @Test
    void an_operator_gets_no_admins_deed_by_way_of_a_backslash() throws IOException {
        for (String target : new String[] {
            "/api/connectors/odd/force-refresh%5Creplay",
            "/api/connectors/odd/deactivate%5C..%5Creplay",
            "/api/connectors/odd%5Cdeactivate/items/product/x/replay",
            "/api%5Cconnectors/odd/deactivate",
            "/api/connectors%5Codd/deactivate"
        }) {
            assertThat(raw(OPERATOR, "POST", target).status()).as(target).isIn(302, 403, 404);
            assertThat(raw(OPERATOR, "PUT", target).status()).as(target).isIn(302, 403, 404);
        }
        assertThat(silkroute.status("odd").path("active").asBoolean()).isTrue();
    }
}
