package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** An administrator's first hour with an empty installation, by what the pages say. */
@EnabledIf(value = "isPossible", disabledReason = "needs Chromium, its driver and curl")
class FirstHourAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @AutoClose
    private static Browser browser;

    static boolean isPossible() {
        return Browser.isInstalled() && Files.isExecutable(Path.of("/usr/bin/curl"));
    }

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        browser = Browser.at(silkroute.address());
        browser.looks(1280, "light");
    }

    private static String shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void an_empty_installation_is_led_to_one_product_in_the_shop_and_then_to_all() throws Exception {
        browser.signIn("admin", Silkroute.ADMIN_PASSWORD);
        browser.isAt("/");
        browser.sees("There is no connector yet");
        assertThat(browser.faults()).isEmpty();
        browser.press("The way to the first product in the shop");
        browser.isAt("/guide");
        assertThat(browser.faults()).isEmpty();
        browser.fill("name", "my-shop");
        browser.press("Create");
        browser.isAt("/connectors/my-shop");
        browser.sees("no PIM token");

        // Its shop. A wrong token is told, and nothing turns green by it.
        browser.open("/connectors/my-shop/config");
        assertThat(browser.faults()).isEmpty();
        browser.fill("shop.domain", "demo.myshopify.com");
        browser.fill("shop.endpoint", silkroute.address().toString());
        browser.fill("shop.accessToken", "a-token-that-is-none");
        browser.press("Save and test the connection");
        browser.sees("does not work");
        browser.sees("access token");
        assertThat(browser.faults()).isEmpty();
        browser.open("/connectors/my-shop");
        browser.sees("The last test of the connection failed");
        assertThat(silkroute.status("my-shop").path("state").asString()).isNotEqualTo("healthy");

        browser.open("/connectors/my-shop/config");
        browser.fill("shop.accessToken", Silkroute.SHOP_TOKEN);
        browser.press("Save and test the connection");
        browser.sees("works");
        browser.seesNoMore("does not work");
        browser.sees("write_products");
        assertThat(browser.faults()).isEmpty();

        // Only what has this tag, at first.
        browser.press("What goes out");
        browser.isAt("/connectors/my-shop/config/export");
        browser.fill("export.tags", "first");
        browser.press("Save");
        browser.sees("Saved");
        assertThat(browser.faults()).isEmpty();

        // The command that the guide offers, as it is offered.
        browser.open("/connectors/my-shop/guide");
        browser.press("Make a PIM token");
        browser.sees("Bearer skr_pim_");
        assertThat(browser.faults()).isEmpty();
        String curl = String.valueOf(browser.ask("return document.querySelector('.push').textContent"));
        assertThat(curl).startsWith("curl ").contains("\"first\"");
        assertThat(shell(curl)).contains("\"accepted\":1");

        browser.open("/connectors/my-shop/guide");
        browser.press("Activate");
        browser.isAt("/connectors/my-shop");
        browser.sees("1 product");
        browser.open("/connectors/my-shop/guide");
        browser.press("Look at it in the shop");
        browser.sees("First product");
        assertThat(browser.path()).startsWith("/sandbox/products/");
        assertThat(browser.faults()).isEmpty();

        // It looks right: the filter is opened.
        browser.open("/connectors/my-shop");
        browser.press("Deactivate");
        browser.sees("Paused");
        browser.open("/connectors/my-shop/config/export");
        browser.fill("export.tags", "");
        browser.press("Save");
        browser.sees("Saved");
        browser.open("/connectors/my-shop");
        browser.press("Activate");
        browser.sees("Healthy");
        browser.open("/connectors/my-shop/guide");
        browser.seesNoMore("next");
        browser.sees("Everything visible that the PIM sends goes to the shop");

        // What was done is told, with the value of before.
        browser.open("/connectors/my-shop");
        browser.press("Activity");
        browser.sees("export.tags [\"first\"] → []");
        browser.sees("by admin");
        assertThat(browser.text()).doesNotContain(Silkroute.SHOP_TOKEN).doesNotContain("a-token-that-is-none");
        assertThat(browser.faults()).isEmpty();
    }
}
