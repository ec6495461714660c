package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

    @BeforeAll
    static void start() {
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
    }

    @Test
    void every_page_can_be_read_and_used_wide_and_narrow_light_and_dark() {
        List<String> pages = browser.pages(MOST_PAGES);
        assertThat(pages).hasSizeGreaterThan(10);
        browser.complaints();
        List<String> wrong = new ArrayList<>();
        for (String page : pages) {
            browser.open(page);
            for (String theme : List.of("light", "dark")) {
                for (int width : List.of(1280, 390)) {
                    browser.looks(width, theme);
                    String where = " at " + width + " px, " + theme;
                    browser.faults().forEach(fault -> wrong.add(fault + where));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
