package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Makes the pictures of the documents, {@code docs/pictures/*.png}, from the running product and its sample: {@code
 * docs/pictures/make}. What is seen is light, 1280 px wide, and small enough for a page that people read on the way.
 */
@EnabledIf(value = "io.silkroute.acceptance.Browser#isInstalled", disabledReason = "needs Chromium and its driver")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DocumentPictures {

    private static final Path FOLDER = Path.of("docs/pictures");
    private static final int WIDTH = 1280;
    private static final long MOST_BYTES = 150_000;

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @AutoClose
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        int port = RunningApplication.freePort();
        application = RunningApplication.start(
                "server.port=" + port,
                "spring.config.location=classpath:/application.yaml,file:./application.yaml",
                "silkroute.inbox-settle=100",
                "silkroute.inbox-poll=100",
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.connectors.demo.pim-token=" + Silkroute.PIM_TOKEN);
        silkroute = application.silkroute;
        silkroute.settled("demo");
        browser = Browser.at(silkroute.address());
        browser.looks(WIDTH, "light");
        browser.signIn("admin", Silkroute.ADMIN_PASSWORD);
        browser.isAt("/");
        Files.createDirectories(FOLDER);
    }

    /** @param height 0: as much as there is */
    private static void save(String name, int height) throws IOException {
        byte[] picture = inFewColours(browser.picture(WIDTH, height));
        assertThat(picture.length).as(name).isLessThan((int) MOST_BYTES);
        Files.write(FOLDER.resolve(name + ".png"), picture);
    }

    /** Pages have few colours: with a table of them a picture has a third of the size. */
    private static byte[] inFewColours(byte[] picture) throws IOException {
        BufferedImage whole = ImageIO.read(new ByteArrayInputStream(picture));
        BufferedImage few = Palette.of(whole);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(few, "png", out);
        return out.size() < picture.length ? out.toByteArray() : picture;
    }

    @Test
    @Order(1)
    void the_way_to_a_first_product() throws IOException {
        silkroute.post("/api/connectors", """
                {"name":"my-shop","config":{"export":{"tags":["first"]},"shop":{"domain":"demo.myshopify.com",\
                "endpoint":"%s","accessToken":"%s"}}}""".formatted(silkroute.address(), Silkroute.SHOP_TOKEN));
        browser.open("/connectors/my-shop/config");
        browser.press("Save and test the connection");
        browser.sees("Scopes granted");
        save("first-shop-connection", 700);
        browser.open("/connectors/my-shop/guide");
        browser.press("Make a PIM token");
        browser.sees("Bearer skr_pim_");
        // A picture is kept for good, so the token in it is one that nobody has.
        browser.ask("document.querySelectorAll('.push').forEach(one => one.textContent ="
                + " one.textContent.replace(/skr_pim_[\\w-]+/, 'skr_pim_…'))");
        browser.ask("document.querySelectorAll('.drop').forEach(one => one.textContent ="
                + " one.textContent.replace(/'[^']*\\/inbox/g, \"'/srv/silkroute/inbox\"))");
        save("first-shop-guide", 0);
        silkroute.patch("/api/connectors/my-shop/config", "{\"pimToken\":\"" + Silkroute.PIM_TOKEN + "\"}");
        silkroute.put("/api/connectors/my-shop/activate");
        silkroute.synchronize(
                "my-shop", Pim.product("FIRST-1").named("First product").tags("first"));
        browser.open("/connectors/my-shop/guide");
        browser.sees("Look at it in the shop");
        save("first-shop-product", 0);
        silkroute.put("/api/connectors/my-shop/deactivate");
        silkroute.delete("/api/connectors/my-shop");
    }

    @Test
    @Order(2)
    void a_run_what_waits_and_home() throws IOException {
        silkroute.control("""
                {"faults":[{"operation":"productSet","item":"\\"(VASE-.*|VASE-2)\\"","kind":"user-error","code":"INVALID_VARIANT",\
                "field":["input","variants","0","price"],"message":"Price must be less than 1,000,000"}]}""");
        silkroute.synchronize("demo", pieces("LAMP", 12).toArray(Pim[]::new));
        List<Pim> mixed = new ArrayList<>(pieces("CUP", 40));
        mixed.addAll(pieces("VASE", 3));
        mixed.addAll(pieces("LAMP", 12));
        for (int i = 1; i <= 4; i++) {
            mixed.add(Pim.product("BOWL-" + i).named("Bowl " + i).with("images", "[\"pictures/bowl-" + i + ".jpg\"]"));
        }
        mixed.add(Pim.product("JAR-1").named("Jar").with("price", "{\"USD\":\"-2\"}"));
        mixed.add(Pim.product("TRAY-1").named("Tray").status("invisible"));
        silkroute.push("demo", "{\"type\":\"prodct\",\"id\":\"MUG-1\"}", "{\"type\":\"prodct\",\"id\":\"MUG-2\"}");
        String run = silkroute
                .synchronize("demo", mixed.toArray(Pim[]::new))
                .path("id")
                .asString();
        browser.open("/connectors/demo");
        browser.sees("To do");
        save("home", 860);
        browser.open("/connectors/demo/to-do");
        save("to-do", 0);
        browser.open("/runs/" + run);
        save("run", 860);
    }

    private static List<Pim> pieces(String name, int n) {
        return IntStream.rangeClosed(1, n)
                .mapToObj(i -> Pim.product(name + "-" + i)
                        .named(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT) + " " + i))
                .toList();
    }
}
