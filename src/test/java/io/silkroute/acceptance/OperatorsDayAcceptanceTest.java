package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A day in front of the console, by mouse and keys: from a failure to its end, a run, a search; and what a viewer meets. */
@EnabledIf(value = "io.silkroute.acceptance.Browser#isInstalled", disabledReason = "needs Chromium and its driver")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorsDayAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @AutoClose
    private static RecordingProxy proxy;

    @AutoClose
    private static Browser browser;

    private static String signedIn = "";

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                RecordingProxy.IN_TURN,
                "silkroute.users[0].name=otto",
                "silkroute.users[0].password=password-of-otto",
                "silkroute.users[0].role=operator",
                "silkroute.users[1].name=vera",
                "silkroute.users[1].password=password-of-vera",
                "silkroute.users[1].role=viewer");
        silkroute = application.silkroute;
        proxy = new RecordingProxy(silkroute.address());
        silkroute.connect(
                "shop",
                "{\"batchSize\":5,\"trigger\":{\"onChange\":false},\"shop\":{\"endpoint\":\"%s\"}}"
                        .formatted(proxy.address()));
        silkroute.control("""
                {"faults":[{"operation":"productSet","item":"vase","kind":"user-error","code":"INVALID_VARIANT",\
                "field":["input","variants","0","price"],"message":"Price is too high"}]}""");
        silkroute.push("shop", List.of(Pim.product("lamp"), Pim.product("vase").named("Blue vase")));
        silkroute.pending("shop", 2);
        silkroute.post("/api/connectors/shop/sync");
        silkroute.settled("shop");
        silkroute.control("{\"clearFaults\":true}");
        browser = Browser.at(silkroute.address());
        browser.looks(1280, "light");
    }

    @BeforeEach
    void nothingIsHeld() {
        proxy.release();
    }

    private static void as(String name) {
        if (!signedIn.equals(name)) {
            if (!signedIn.isEmpty()) {
                browser.press(signedIn + ": your menu");
                browser.press("Sign out");
            }
            browser.signIn(name, "password-of-" + name);
            browser.isAt("/");
            signedIn = name;
        }
    }

    /** Presses it, and once more where the page moved under the pointer; it leads to the connector's page. */
    private static void deed(String name) {
        browser.press(name);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> browser.path().startsWith("/connectors/"));
        } catch (ConditionTimeoutException missed) {
            browser.press(name);
            browser.isWithin("/connectors/");
        }
    }

    private static List<Integer> stations() {
        List<Integer> counts = new ArrayList<>();
        ((List<?>) browser.ask("return [...document.querySelectorAll('.station .value')].map(one => +one.innerText)"))
                .forEach(count -> counts.add(((Number) count).intValue()));
        return counts;
    }

    private static void accepted(int atLeast) {
        browser.waits(
                atLeast + " accepted",
                () -> stations().size() == 5 && stations().get(4) >= atLeast);
    }

    @Test
    @Order(1)
    void a_failure_is_followed_to_its_cause_and_its_replay_is_seen_to_succeed() {
        as("otto");
        browser.sees("Needs you");
        assertThat(browser.faults()).isEmpty();

        browser.press("shop");
        browser.isAt("/connectors/shop");
        browser.sees("Needs you");
        browser.sees("Invalid variant");
        assertThat(browser.faults()).isEmpty();

        browser.press("To do");
        browser.isAt("/connectors/shop/to-do");
        assertThat(browser.faults()).isEmpty();
        browser.press("Look: Invalid variant");
        browser.press("product vase");
        browser.isAt("/connectors/shop/items/product/vase");
        browser.sees("Price is too high");
        browser.sees("In the PIM");
        browser.press("Sent and answered");
        browser.sees("userErrors");
        assertThat(browser.faults()).isEmpty();

        proxy.hold("productSet");
        browser.press("Replay");
        browser.press("To do");
        browser.sees("Invalid variant");
        browser.remember();
        proxy.release();
        browser.seesNoMore("Invalid variant");
        assertThat(browser.isTheRememberedPage())
                .as("it was seen without a reload")
                .isTrue();
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    @Order(2)
    void a_run_is_started_watched_stopped_and_resumed() {
        as("otto");
        silkroute.push(
                "shop",
                IntStream.range(10, 50).mapToObj(i -> Pim.product("cup-" + i)).toList());
        silkroute.pending("shop", 40);
        proxy.hold("cup-[2-4]");
        browser.open("/connectors/shop");
        browser.press("Sync now");
        browser.press("Look at the run");
        String run = browser.isWithin("/runs/");
        browser.sees("by otto");
        browser.remember();
        accepted(10);
        assertThat(stations().get(0)).isEqualTo(40);
        assertThat(stations().get(4)).isLessThan(40);
        assertThat(browser.faults()).isEmpty();
        proxy.hold("cup-[34]");
        accepted(20);
        assertThat(browser.isTheRememberedPage()).isTrue();

        deed("Stop");
        browser.open(run);
        browser.sees("stopping");
        browser.remember();
        proxy.release();
        browser.sees("interrupted");
        assertThat(browser.isTheRememberedPage()).isTrue();
        assertThat(stations().get(4)).isBetween(20, 39);
        assertThat(browser.faults()).isEmpty();

        browser.open("/connectors/shop");
        browser.sees("Needs you");
        browser.open(run);
        deed("Resume");
        browser.open(run);
        accepted(40);
        browser.sees("It went to its end");
    }

    @Test
    @Order(3)
    void everything_is_reached_by_keys_and_the_theme_stays() {
        as("otto");
        browser.open("/connectors/shop");
        browser.chord(Keys.CONTROL, "k");
        assertThat(browser.cursor()).isEqualTo("find");
        browser.keys("blue vase", Keys.ENTER);
        browser.sees("Blue vase");
        assertThat(browser.path()).contains("vase");
        browser.open("/connectors/shop");
        browser.keys("/");
        assertThat(browser.cursor()).isEqualTo("find");
        browser.keys("CUP-1", Keys.ENTER);
        browser.sees("cup-10");
        assertThat(browser.faults()).isEmpty();

        browser.open("/connectors/shop");
        browser.keys("g", "r");
        browser.isAt("/connectors/shop/runs");
        browser.keys("?");
        browser.sees("Keyboard shortcuts");
        assertThat(browser.faults()).isEmpty();
        browser.keys(Keys.ESCAPE);
        browser.seesNoMore("Keyboard shortcuts");

        String light = browser.style("body", "background-color");
        browser.press("Dark");
        assertThat(browser.style("body", "background-color")).isNotEqualTo(light);
        browser.press("Items");
        browser.isAt("/connectors/shop/items");
        assertThat(browser.style("body", "background-color")).isNotEqualTo(light);
        assertThat(browser.faults()).isEmpty();
        browser.press("Light");
        assertThat(browser.style("body", "background-color")).isEqualTo(light);
    }

    @Test
    @Order(4)
    void the_activity_is_saved_as_csv(@TempDir Path folder) throws IOException {
        as("otto");
        browser.savesTo(folder);
        browser.open("/connectors/shop/activity?item=vase");
        browser.press("As CSV");
        Path csv = folder.resolve("activity.csv");
        Awaitility.await("the file").atMost(Duration.ofSeconds(20)).until(() -> Files.exists(csv));
        assertThat(Files.readAllLines(csv))
                .anyMatch(line -> line.contains("parked") && line.contains("Price is too high"))
                .anyMatch(line -> line.contains("created"))
                .noneMatch(line -> line.contains("cup-"));
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    @Order(5)
    void a_viewer_reads_every_page_and_is_offered_nothing_that_would_be_refused() {
        as("vera");
        List<String> offered = new ArrayList<>();
        List<String> pages = browser.pages(60);
        for (String page : pages) {
            browser.open(page);
            if (browser.text().contains("Your role does not allow this")) {
                offered.add(page);
            }
            ((List<?>) browser.ask("return [...document.querySelectorAll('form[method=post]')]"
                            + ".filter(form => form.querySelector('button:not(:disabled)'))"
                            + ".map(form => new URL(form.action).pathname)"
                            // What everybody may: to leave, and to have read.
                            + ".filter(action => action !== '/logout' && !action.startsWith('/notifications/'))"))
                    .forEach(form -> offered.add(page + ": " + form));
            ((List<?>) browser.ask(
                            "return [...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')]"
                                    + ".filter(one => one.form && one.form.method === 'post' && !one.matches(':disabled'))"
                                    + ".map(one => one.name)"))
                    .forEach(field -> offered.add(page + ": " + field));
        }
        assertThat(pages).hasSizeGreaterThan(10).anyMatch(page -> page.startsWith("/runs/"));
        assertThat(offered).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requestsElsewhere()).isEmpty();

        browser.open("/connectors/shop");
        browser.ask("""
                const form = document.createElement('form');
                form.method = 'post';
                form.action = '/connectors/shop/sync';
                form.append(document.querySelector('input[name=_csrf]').cloneNode());
                document.body.append(form);
                form.submit();""");
        browser.sees("Your role does not allow this");
        assertThat(silkroute.runs("shop").findValuesAsString("askedBy")).doesNotContain("vera");
    }
}
