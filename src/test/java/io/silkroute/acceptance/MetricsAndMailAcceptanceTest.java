package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What runs came to over time, and who is mailed of it: a real mail server that asks for TLS and a login. */
class MetricsAndMailAcceptanceTest {

    private static final String C = "measured";
    private static final Pattern METER = Pattern.compile("\\bsilkroute_[a-z_]+");

    @AutoClose
    private static MailCatcher server;

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn admin;

    @BeforeAll
    static void start() throws Exception {
        server = MailCatcher.start("silkroute", "right");
        application = RunningApplication.start(
                "spring.mail.host=localhost",
                "spring.mail.port=" + server.port(),
                "spring.mail.username=silkroute",
                "spring.mail.password=right",
                "spring.mail.properties.mail.smtp.ssl.trust=localhost",
                "silkroute.address=https://silkroute.example.com",
                "silkroute.mail.tick=200",
                "silkroute.mail.tick-delay=200",
                "silkroute.mail.clock=300",
                "silkroute.mail.clock-delay=300",
                "silkroute.mail.first-pause=300ms",
                "silkroute.metrics.tick=500",
                "silkroute.metrics.tick-delay=200");
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        silkroute.connect(
                C,
                "{\"shop\":{\"webhookSecret\":\"" + Webhooks.SECRET
                        + "\"},\"trigger\":{\"schedule\":[\"0 0 0,6,12 * * ?\"]},\"notifications\":{\"email\":{"
                        + "\"from\":\"silkroute@example.com\",\"to\":[\"anna@example.com\",\"bo@example.com: weekly-report\"],\"events\":[\"run-failed\","
                        + "\"conflict\",\"daily-summary\",\"weekly-report\"]}}}");
    }

    private static MimeMessage mail(String subject) {
        return Awaitility.await(subject)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> server.received().stream()
                                .filter(one -> subject(one).contains(subject))
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(MimeMessage message, int n) throws Exception {
        return ((Multipart) message.getContent()).getBodyPart(n).getContent().toString();
    }

    private static List<MimeMessage> to(String address) {
        return server.received().stream()
                .filter(one -> recipients(one).contains(address))
                .toList();
    }

    private static String recipients(MimeMessage message) {
        try {
            return Arrays.toString(message.getAllRecipients());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String metrics(String query) {
        return "/api/connectors/" + C + "/metrics" + query;
    }

    @Test
    void runs_are_measured_and_people_are_mailed() throws Exception {
        server.refuseLogins(true);
        JsonNode failed = silkroute.synchronize(
                C, Pim.product("good").named("<b>Lamp</b>"), Pim.product("bad").with("price", "{\"USD\":\"-2\"}"));
        assertThat(failed.path("state").asString()).isEqualTo("completed-with-failures");

        // A wrong server is told and loses nothing.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/system").told(".mail").contains("did not take it"));
        assertThat(admin.get("/system").told(".mail")).contains("1 mail waits");
        assertThat(silkroute.activity("connector=" + C + "&q=spring.mail"))
                .hasSizeBetween(1, 2)
                .allMatch(entry -> !entry.toString().contains("right\""));
        server.refuseLogins(false);
        MimeMessage trouble = mail("A run failed");
        assertThat(trouble.getAllRecipients()).hasSize(1);
        assertThat(part(trouble, 0))
                .contains("https://silkroute.example.com/runs/"
                        + failed.path("id").asString());
        assertThat(Jsoup.parse(part(trouble, 1)).select("a").eachAttr("href"))
                .contains("https://silkroute.example.com/runs/"
                        + failed.path("id").asString());
        assertThat(trouble.getMessageID()).endsWith(".silkroute@example.com>");

        // The same within the hour is not mailed; that it is over is.
        silkroute.synchronize(C, Pim.product("bad").with("price", "{\"USD\":\"-3\"}"));
        silkroute.synchronize(C, Pim.product("bad").with("price", "{\"USD\":\"3\"}"));
        mail("Runs succeed again");
        assertThat(server.received())
                .filteredOn(one -> subject(one).contains("A run failed"))
                .hasSize(1);

        // Summaries on demand.
        for (String event : List.of("daily-summary", "weekly-report")) {
            Silkroute.Response sent = silkroute.post("/api/connectors/" + C + "/notifications/" + event + "/send");
            assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        }
        assertThat(part(mail("Summary of"), 0)).contains("Runs", "step=hour");
        assertThat(Jsoup.parse(part(mail("Performance, "), 1)).select("th").eachText())
                .contains("Success rate");
        Awaitility.await().until(() -> to("bo@example.com").size() == 1);
        assertThat(to("bo@example.com")).allMatch(one -> subject(one).contains("Performance, "));

        measured();

        // What somebody has changed in the shop, and the shop tells.
        ObjectNode edit = Silkroute.JSON.createObjectNode();
        edit.putObject("product")
                .put("id", silkroute.products().get("good").path("id").asString())
                .put("title", "Another's");
        silkroute.shop(
                "mutation($product: ProductUpdateInput) { productUpdate(product: $product) { product { id } } }", edit);
        String told = "{\"id\":1,\"admin_graphql_api_id\":"
                + edit.path("product").path("id") + ",\"updated_at\":\"" + Instant.now() + "\"}";
        assertThat(new Webhooks(silkroute.address())
                        .deliver(C, "products/update", told)
                        .status())
                .isEqualTo(200);
        assertThat(part(mail("differs"), 0)).contains("https://silkroute.example.com/connectors/" + C + "/conflicts");
    }

    private void measured() {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        List<JsonNode> days = Awaitility.await()
                .until(
                        () -> silkroute.get(metrics("")).json().valueStream().toList(),
                        list -> list.get(list.size() - 1).path("runs").asInt() == 3);
        assertThat(days).hasSize(31);
        JsonNode day = days.get(30);
        assertThat(day.path("at").asString()).isEqualTo(today + "T00:00:00Z");
        assertThat(day.path("items").asInt()).isEqualTo(4);
        assertThat(day.path("successRate").asDouble()).isEqualTo(0.5);
        assertThat(day.path("errorRate").asDouble()).isEqualTo(0.5);
        assertThat(day.path("conflictRate").asDouble()).isZero();
        assertThat(day.at("/duration/p95").asDouble())
                .isGreaterThanOrEqualTo(day.at("/duration/p50").asDouble())
                .isPositive();
        assertThat(day.path("points").asInt()).isPositive();
        assertThat(silkroute
                        .get(metrics("?step=hour&from=" + Instant.now().minusSeconds(7200)))
                        .json()
                        .valueStream()
                        .mapToInt(hour -> hour.path("runs").asInt())
                        .sum())
                .isEqualTo(3);
        for (String wrong : List.of("?step=week", "?from=x", "?from=2026-01-02&to=2026-01-01", "?limit=1")) {
            Silkroute.Response refused = silkroute.get(metrics(wrong));
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.json().path("field").asString()).isNotEmpty();
        }
        assertThat(silkroute
                        .get("/api/connectors/" + C + "/metrics.csv")
                        .text()
                        .lines()
                        .toList())
                .hasSize(32)
                .startsWith("at,runs,durationP50,durationP95,items,successRate,errorRate,conflictRate,points");

        SignedIn.Page page = admin.get("/connectors/" + C + "/performance?from=" + today + "&to=" + today);
        assertThat(page.document().select(".charts svg")).hasSize(6);
        assertThat(page.document().select(".figures-of-runs tbody tr td").eachText())
                .contains(today, "3", "50.0 %");
        assertThat(admin.get("/connectors/" + C + "/performance?from=x").told(".problem"))
                .contains("the usual time is shown");

        JsonNode schedule = silkroute.get("/api/connectors/" + C + "/schedule").json();
        assertThat(schedule.path("inWords").asString()).isEqualTo("every day at 00:00 and 06:00 and 12:00 UTC");
        assertThat(schedule.path("zoneFrom").asString()).isEqualTo("shop");
        assertThat(schedule.path("next")).hasSize(5);
    }

    @Test
    void every_meter_that_the_dashboard_and_the_alerts_name_is_there() throws IOException {
        silkroute.connect("scraped", "{\"conflicts\":\"manual\"}");
        silkroute.synchronize("scraped", Pim.product("scraped"));
        Set<String> named = new TreeSet<>();
        try (var files = Files.list(Path.of("docs/monitoring"))) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                METER.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group()));
            }
        }
        METER.matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .forEach(found -> named.add(found.group()));
        Set<String> there = silkroute.metrics().keySet().stream()
                .map(series -> series.replaceAll("\\{.*", ""))
                .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(8);
        assertThat(named.stream()
                        .filter(name -> there.stream()
                                .noneMatch(one -> one.equals(name) || one.matches(name + "_(count|sum|max|bucket)")))
                        .toList())
                .isEmpty();
    }
}
