package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/**
 * Secrets leave by no door: not in an answer, a page, a log line at DEBUG or a file. Each test drives the application
 * further; the last looks at what was written meanwhile.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsAcceptanceTest {

    private static final String ACCESS_TOKEN = "shpat_accessTokenOfTheSecretsTest";
    private static final String CLIENT_SECRET = "shpss_client+Secret/OfTheSecretsTest";
    private static final String WEBHOOK_SECRET = "webhookSecretOfTheSecretsTest";
    private static final String WRONG_TOKEN = "wrongTokenOfTheSecretsTest";
    private static final List<String> SECRETS = List.of(
            ACCESS_TOKEN,
            CLIENT_SECRET,
            WEBHOOK_SECRET,
            WRONG_TOKEN,
            Silkroute.PIM_TOKEN,
            Silkroute.ADMIN_PASSWORD,
            "shpat_"); // what the sandbox grants begins so

    private static final List<String> LOGGERS = List.of("io.silkroute", "org.apache.camel");
    private static final String[] DEBUG =
            LOGGERS.stream().map(name -> "logging.level." + name + "=DEBUG").toArray(String[]::new);
    private static final int MOST_PAGES = 150;

    private static final List<String> answers = new ArrayList<>();
    private static Path folder;
    private static RunningApplication application;
    private static Silkroute silkroute;
    private static SignedIn admin;

    @BeforeAll
    static void start() {
        folder = RunningApplication.temporaryFolder();
        application = RunningApplication.start(
                folder,
                "silkroute.sandbox.access-token=" + ACCESS_TOKEN,
                "silkroute.sandbox.client-secret=" + CLIENT_SECRET,
                "silkroute.sandbox.control-token=" + Silkroute.SHOP_TOKEN,
                "silkroute.connectors.given.pim-token=" + Silkroute.PIM_TOKEN,
                "silkroute.connectors.given.shop.domain=demo.myshopify.com",
                "silkroute.connectors.given.shop.access-token=" + ACCESS_TOKEN,
                "silkroute.connectors.given.shop.client-secret=" + CLIENT_SECRET,
                "silkroute.connectors.given.shop.webhook-secret=" + WEBHOOK_SECRET,
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.shopify.breaker-open=20ms",
                "silkroute.shopify.answer-timeout=1s",
                "silkroute.run.watch-period=200",
                "silkroute.run.watch-delay=100",
                "silkroute.run.retry-after=300ms",
                DEBUG[0],
                DEBUG[1]);
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
    }

    @AfterAll
    static void stop() {
        application.close();
        LOGGERS.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(null));
    }

    private static Silkroute.Response kept(Silkroute.Response answer) {
        answers.add(answer.text());
        return answer;
    }

    private static SignedIn.Page kept(SignedIn.Page page) {
        answers.add(page.uri() + "\n" + page.text());
        return page;
    }

    @Test
    @Order(1)
    void when_they_are_entered() {
        Element made = kept(admin.get("/")).one("form[action=/connectors]");
        kept(admin.submit(made, Map.of("name", "byhand")));
        Element form = kept(admin.get("/connectors/byhand/config")).one("form[action$=/config]");
        Map<String, String> wrong = secrets();
        wrong.put("shop.domain", "No domain");
        assertThat(kept(admin.submit(form, wrong)).told(".problem")).contains("Nothing was saved");
        Map<String, String> fields = secrets();
        fields.put("shop.domain", "demo.myshopify.com");
        fields.put("shop.endpoint", silkroute.address().toString());
        assertThat(kept(admin.submit(form, fields)).told(".notice")).contains("Saved");
        Element pim = kept(admin.get("/connectors/byhand/pim-tokens")).one("form[action$=/config/pim]");
        assertThat(kept(admin.submit(pim, secrets())).told(".notice")).contains("Saved");
        kept(admin.submit(kept(admin.get("/connectors/byhand")).one("form[action$=/activate]")));

        for (String patch : List.of(
                "{\"shop\":{\"accessToken\":[\"" + WRONG_TOKEN + "\"]}}",
                "{\"shop\":{\"acessToken\":\"" + WRONG_TOKEN + "\"}}",
                "{\"shop\":\"" + WRONG_TOKEN + "\"}",
                "{\"pimToken\":\"" + WRONG_TOKEN + "\\u0001\"}",
                "{\"pimToken\":\"" + WRONG_TOKEN + "\" \"x\"}")) {
            assertThat(kept(silkroute.patch("/api/connectors/byhand/config", patch))
                            .status())
                    .isIn(400, 422);
        }
        assertThat(kept(silkroute.get("/api/connectors/byhand/config")).text()).contains("demo.myshopify.com");
    }

    private static Map<String, String> secrets() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("shop.accessToken", ACCESS_TOKEN);
        fields.put("shop.clientSecret", CLIENT_SECRET);
        fields.put("shop.webhookSecret", WEBHOOK_SECRET);
        fields.put("pimToken", Silkroute.PIM_TOKEN);
        return fields;
    }

    @Test
    @Order(2)
    void when_they_are_used() {
        kept(silkroute.push("byhand", Pim.product("used").toString()));
        silkroute.settled("byhand");
        assertThat(silkroute.products()).containsKey("used");
        kept(silkroute.push("byhand", "{\"type\":\"product\""));
        kept(silkroute.push("nobody", Pim.product("used").toString()));
        kept(silkroute.pushAs(WRONG_TOKEN, "byhand", "application/json", "{}".getBytes(StandardCharsets.UTF_8)));

        kept(silkroute.patch(
                "/api/connectors/byhand/config", "{\"shop\":{\"accessToken\":null,\"clientId\":\"sandbox-client\"}}"));
        kept(silkroute.push("byhand", Pim.product("granted").toString()));
        silkroute.settled("byhand");
        assertThat(silkroute.products()).containsKey("granted");
    }

    @Test
    @Order(3)
    void when_the_shop_fails() {
        int n = 0;
        for (String fault : List.of(
                "\"kind\":\"token-revoked\"",
                "\"kind\":\"status\",\"status\":401",
                "\"kind\":\"status\",\"status\":403",
                "\"kind\":\"status\",\"status\":500",
                "\"kind\":\"timeout\",\"seconds\":2",
                "\"kind\":\"reset\"",
                "\"kind\":\"malformed-body\"",
                "\"kind\":\"user-error\",\"code\":\"INVALID_INPUT\"",
                "\"kind\":\"error\",\"code\":\"ACCESS_DENIED\"")) {
            silkroute.control("{\"faults\":[{\"operation\":\"productSet\",\"times\":3," + fault + "}]}");
            kept(silkroute.push("byhand", Pim.product("failing-" + n++).toString()));
            silkroute.settled("byhand");
            silkroute.control("{\"clearFaults\":true,\"restoreTokens\":true}");
        }
        silkroute.patch("/api/connectors/byhand/config", "{\"shop\":{\"clientSecret\":\"" + WRONG_TOKEN + "\"}}");
        silkroute.control("{\"faults\":[{\"operation\":\"productSet\",\"times\":1,\"kind\":\"token-revoked\"}]}");
        kept(silkroute.push("byhand", Pim.product("refused").toString()));
        Awaitility.await("a run without a token")
                .until(() ->
                        silkroute.lastRun("byhand").path("reason").asString().contains("client id"));
        kept(silkroute.patch(
                "/api/connectors/byhand/config", "{\"shop\":{\"clientSecret\":\"" + CLIENT_SECRET + "\"}}"));
        silkroute.settled("byhand");
    }

    @Test
    @Order(4)
    void when_everything_is_read() {
        for (String path : List.of(
                "/api/connectors",
                "/api/connectors/byhand",
                "/api/connectors/byhand/config",
                "/api/connectors/given/config",
                "/api/connectors/byhand/status",
                "/api/connectors/byhand/runs",
                "/api/activity?limit=500",
                "/api/activity.csv",
                "/api/dead-letters",
                "/api/nowhere",
                "/actuator",
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/env",
                "/actuator/configprops",
                "/actuator/loggers",
                "/actuator/httpexchanges",
                "/actuator/heapdump")) {
            kept(silkroute.get(path));
        }
        silkroute.runs("byhand").forEach(run -> {
            String path = "/api/runs/" + run.path("id").asString();
            kept(silkroute.get(path));
            kept(silkroute.get(path + "/events"));
        });
        for (String id : List.of("used", "granted", "failing-0", "failing-1", "failing-7", "refused")) {
            JsonNode item = kept(silkroute.get("/api/connectors/byhand/items/product/" + id))
                    .json();
            assertThat(item.path("requests")).as(id).isNotEmpty();
        }
        assertThat(pages()).hasSizeGreaterThan(15);
    }

    /** All pages that links lead to, as far as that. */
    private static Set<String> pages() {
        Set<String> seen = new LinkedHashSet<>(List.of("/"));
        Deque<String> ahead = new ArrayDeque<>(seen);
        while (!ahead.isEmpty() && seen.size() < MOST_PAGES) {
            SignedIn.Page page = kept(admin.get(ahead.removeFirst()));
            for (Element link : page.document().select("a[href]")) {
                URI address = URI.create(link.absUrl("href"));
                boolean ours = silkroute.address().getAuthority().equals(address.getAuthority());
                if (ours && seen.add(address.getRawPath())) {
                    ahead.add(address.getRawPath());
                }
            }
        }
        return seen;
    }

    @Test
    @Order(5)
    void when_a_setting_is_misspelt() {
        Path elsewhere = RunningApplication.temporaryFolder();
        assertThatThrownBy(() -> RunningApplication.start(
                        elsewhere, DEBUG[0], DEBUG[1], "silkroute.connectors.given.shop.acces-token=" + ACCESS_TOKEN))
                .satisfies(failure -> answers.add(failure.toString()));
        assertThatThrownBy(() -> RunningApplication.start(
                        elsewhere,
                        DEBUG[0],
                        DEBUG[1],
                        "silkroute.connectors.given.pim-token=" + Silkroute.PIM_TOKEN,
                        "silkroute.connectors.given.shop.access-token=" + ACCESS_TOKEN,
                        "silkroute.connectors.given.batch-size=0"))
                .satisfies(failure -> answers.add(failure.toString()));
    }

    @Test
    @Order(6)
    void and_so_they_stand_nowhere(CapturedOutput log) throws IOException {
        assertThat(((Logger) LoggerFactory.getLogger("io.silkroute")).getEffectiveLevel())
                .isEqualTo(Level.DEBUG);
        assertThat(log.getAll().lines().filter(line -> line.contains(" DEBUG ")).count())
                .isGreaterThan(100);
        assertThat(log.getAll().lines().filter(line -> !spoken(line).isEmpty())).isEmpty();
        assertThat(answers.size()).isGreaterThan(60);
        for (String answer : answers) {
            assertThat(spoken(answer)).as(answer).isEmpty();
        }
        assertThat(written()).as("written to files").isEmpty();
        application.close();
        assertThat(written()).as("written to files that are closed").isEmpty();
    }

    /** The secrets that a text holds, in any of the forms in which they are likely to be written. */
    private static Set<String> spoken(String text) {
        Set<String> found = new LinkedHashSet<>();
        for (String secret : SECRETS) {
            if (forms(secret).anyMatch(text::contains)) {
                found.add(secret);
            }
        }
        return found;
    }

    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String wide = secret.chars()
                .collect(StringBuilder::new, (out, c) -> out.append('\0').append((char) c), StringBuilder::append)
                .toString();
        return Stream.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                wide);
    }

    private static List<String> written() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                spoken(bytes(file)).forEach(secret -> found.add(folder.relativize(file) + ": " + secret));
            }
        }
        return found;
    }

    /** One character a byte. */
    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
