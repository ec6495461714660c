package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Every page of the console in a real browser: wide and narrow, light and dark. */
@EnabledIf(value = "io.silkroute.acceptance.Browser#isInstalled", disabledReason = "needs Chromium and its driver")
class BrowserAcceptanceTest {

    private static final int MOST_PAGES = 60;
    private static final String LONG =
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @AutoClose
    private static Browser browser;

    private static String axe;

    @BeforeAll
    static void start() throws IOException {
        application = RunningApplication.start("silkroute.shopify.attempts=2", "silkroute.shopify.first-pause=20ms");
        silkroute = application.silkroute;
        silkroute.connect("shop", "{}");
        silkroute.connect("a-connector-with-a-name-of-sixty-three-characters-that-is-very-long".substring(0, 63), "{}");
        silkroute.synchronize(
                "shop",
                Pim.product("whole").named("Lamp"),
                Pim.category("lamps").named("Lamps"),
                Pim.product(LONG).named(LONG + " " + LONG),
                Pim.product("rtl").named("مصباح طاولة من النحاس"),
                Pim.product("odd/1").named("<b>Lamp & 'Co'</b>").with("images", "[\"not-absolute.jpg\"]"),
                Pim.product("axes").with("axes", "[\"a\",\"b\",\"c\",\"d\"]"),
                Pim.variant("axes-s", "axes", "S")
                        .with("attributes", "{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\",\"d\":\"1\"}"),
                Pim.variant("orphan", "nobody", "S"));
        silkroute.push("shop", "{\"type\":\"prodct\",\"id\":\"refused\"}", "{\"type\":\"product\"}");
        silkroute.settled("shop");
        browser = Browser.at(silkroute.address());
        browser.signIn("admin", Silkroute.ADMIN_PASSWORD);
        try (InputStream script = BrowserAcceptanceTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** One page of each kind, each as the links of the others lead to it. */
    private static List<String> pages() {
        Map<String, String> byKind = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of("/"));
        while (!next.isEmpty() && byKind.size() < MOST_PAGES) {
            String page = next.remove();
            if (byKind.putIfAbsent(kind(page), page) == null) {
                browser.open(page);
                browser.links().stream().filter(BrowserAcceptanceTest::isPage).forEach(next::add);
            }
        }
        return List.copyOf(byKind.values());
    }

    private static boolean isPage(String link) {
        return !link.matches("/(api|actuator|sandbox|shop|favicon|css|js)(/.*|\\..*)?");
    }

    /** Pages that differ in the connector, the run or the item only are of one kind. */
    private static String kind(String page) {
        return page.replaceAll("#.*", "")
                .replaceAll("=[^&]*", "=")
                .replaceAll("^/connectors/[^/?]+", "/connectors/C")
                .replaceAll("/items/[^?]+", "/items/I")
                .replaceAll("/(runs|receipts|dead-letters)/[^/?]+", "/$1/X");
    }

    @Test
    void every_page_can_be_read_and_used_wide_and_narrow_light_and_dark() {
        List<String> pages = pages();
        assertThat(pages).hasSizeGreaterThan(10);
        browser.complaints();
        List<String> wrong = new ArrayList<>();
        for (String theme : List.of("light", "dark")) {
            for (int width : List.of(1280, 390)) {
                browser.looks(width, theme);
                for (String page : pages) {
                    browser.open(page);
                    String where = page + " at " + width + " px, " + theme + ": ";
                    if (browser.overflow() > 0) {
                        wrong.add(where + browser.overflow() + " px too wide");
                    }
                    browser.foreignRequests().forEach(address -> wrong.add(where + "loads " + address));
                    browser.violations(axe).forEach(violation -> wrong.add(where + violation));
                    browser.complaints().forEach(complaint -> wrong.add(where + complaint));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
