package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.acceptance.SignedIn.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;

/** From nothing to one product in the shop, by what the guide says. */
@DisabledOnOs(OS.WINDOWS) // its commands are a shell's
class GuideAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn admin;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.inbox-settle=100",
                "silkroute.inbox-poll=100",
                "silkroute.users[0].name=vera",
                "silkroute.users[0].password=password-of-vera",
                "silkroute.users[0].role=viewer");
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
    }

    private static String shell(String script) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", script)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).as(said).isZero();
            return said;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a command is called with, as the shell reads it. */
    private static List<String> arguments(String command) {
        return List.of(shell("curl() { for each; do printf '%s\\n' \"$each\"; done; }; " + command)
                .split("\n"));
    }

    private static void create(String name, String export) {
        silkroute.post("/api/connectors", """
                {"name":"%s","config":{"export":%s,"shop":{"domain":"demo.myshopify.com","endpoint":"%s","accessToken":"%s"}}}""".formatted(name, export, silkroute.address(), Silkroute.SHOP_TOKEN));
    }

    private static List<String> done(Page guide) {
        return guide.document().select(".guide li.done h3 span:first-child").eachText();
    }

    @Test
    void a_new_installation_begins_with_a_connector() {
        Page guide = admin.get("/guide");
        if (silkroute.get("/api/connectors").json().path("items").isEmpty()) {
            assertThat(done(guide)).isEmpty();
            assertThat(guide.told(".guide li.next h3")).contains("A connector");
            Page made = admin.submit(guide.one(".guide form[action=/connectors]"), Map.of("name", "begun"));
            assertThat(made.uri().getPath()).isEqualTo("/connectors/begun");
            assertThat(done(admin.get("/guide"))).containsExactly("A connector");
        }
    }

    @Test
    void a_new_connector_is_led_to_one_product_in_the_shop() throws Exception {
        create("fresh", "{\"tags\":[\"O'Brien \\\"spring\\\" $HOME\"],\"families\":[\"lamps\"]}");
        Page connector = admin.get("/connectors/fresh");
        assertThat(connector.told(".no-token")).contains("no PIM token");

        Page guide = admin.get("/connectors/fresh/guide");
        assertThat(done(guide)).containsExactly("A connector");
        guide = admin.submit(guide.one("form[action$=/guide/test]"));
        assertThat(done(guide)).containsExactly("A connector", "Its shop answers");

        assertThat(guide.told(".push")).contains("$PIM_TOKEN");
        guide = admin.submit(connector.one(".no-token form"));
        List<String> curl = arguments(guide.told(".push"));
        assertThat(admin.get("/connectors/fresh/guide").text()).doesNotContain("skr_pim_");
        assertThat(admin.get("/connectors/fresh").document().select(".no-token"))
                .isEmpty();

        assertThat(curl).hasSize(7).startsWith("-H").endsWith(silkroute.address() + "/pim/fresh/items");
        assertThat(curl.get(1)).startsWith("Authorization: Bearer skr_pim_");
        assertThat(curl.get(3)).isEqualTo("Content-Type: application/x-ndjson");
        Silkroute.Response pushed = silkroute.pushAs(
                curl.get(1).replace("Authorization: Bearer ", ""),
                "fresh",
                "application/x-ndjson",
                curl.get(5).getBytes(StandardCharsets.UTF_8));
        assertThat(pushed.status()).as(pushed.text()).isEqualTo(202);
        assertThat(pushed.json().path("accepted").asInt()).isEqualTo(1);

        Awaitility.await("the push is known")
                .atMost(Duration.ofSeconds(20))
                .until(() -> done(admin.get("/connectors/fresh/guide")).size() == 3);
        guide = admin.get("/connectors/fresh/guide");
        admin.submit(guide.one("form[action$=/activate]"));
        Awaitility.await("the product is in the shop")
                .atMost(Duration.ofSeconds(30))
                .until(() -> done(admin.get("/connectors/fresh/guide")).size() == 4);
        guide = admin.get("/connectors/fresh/guide");
        assertThat(guide.told(".guide li.next")).contains("O'Brien", "lamps");
        Page shown = admin.follow(guide.one(".in-shop"));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text()).contains("First product");

        silkroute.settled("fresh");
        silkroute.put("/api/connectors/fresh/deactivate");
        JsonNode opened = silkroute
                .patch("/api/connectors/fresh/config", "{\"export\":{\"tags\":[],\"families\":[]}}")
                .json();
        assertThat(opened.at("/export/tags")).isEmpty();
        assertThat(done(admin.get("/connectors/fresh/guide"))).hasSize(5);
    }

    @Test
    void the_file_that_it_says_is_taken_in() {
        create("filed", "{}");
        silkroute.put("/api/connectors/filed/activate");
        Page guide = admin.get("/connectors/filed/guide");
        shell(guide.told(".drop"));
        Awaitility.await("the product is in the shop")
                .atMost(Duration.ofSeconds(30))
                .until(() -> done(admin.get("/connectors/filed/guide")).size() >= 4);
        assertThat(silkroute
                        .get("/api/connectors/filed/receipts")
                        .json()
                        .at("/items/0/origin")
                        .asString())
                .isEqualTo("file");
    }

    @Test
    void a_viewer_sees_how_it_is_and_no_button_nor_folder() {
        create("looked-at", "{}");
        SignedIn vera = SignedIn.as(silkroute.address(), "vera", "password-of-vera");
        Page guide = vera.get("/connectors/looked-at/guide");
        assertThat(guide.document().select(".guide form, .guide .drop")).isEmpty();
        assertThat(guide.one(".guide .push").text()).contains("$PIM_TOKEN");
        assertThat(vera.get("/connectors/looked-at").told(".no-token")).contains("An admin can make one");
    }
}
