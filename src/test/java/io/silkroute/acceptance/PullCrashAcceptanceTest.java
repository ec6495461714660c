package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A connector that is killed with {@code kill -9} while it pulls, and one that was not there while the shop changed. */
class PullCrashAcceptanceTest {

    private static final int PRODUCTS = 300;
    private static final int KILLS = Integer.getInteger("crash.kills", 3);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("crash.seed", System.nanoTime() & 0xffffff);
    private final Random random = new Random(seed);
    private final int port = RunningApplication.freePort();
    private final int shopPort = RunningApplication.freePort();
    private final List<RealProcess> started = new ArrayList<>();
    private Silkroute silkroute;

    private RealProcess launch() {
        RealProcess connector = RealProcess.connector(
                folder.resolve("connector"),
                port,
                "--silkroute.data=data",
                "--silkroute.inbox=inbox",
                "--silkroute.pull.tick=100",
                "--silkroute.pull.tick-delay=50",
                "--silkroute.shopify.bulk-poll=100ms",
                "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD);
        started.add(connector);
        return connector;
    }

    @AfterEach
    void stop() {
        started.forEach(RealProcess::close);
    }

    private String product(String title) {
        JsonNode made = silkroute.shop(
                "mutation { productSet(synchronous: true, input: {title: \"" + title
                        + "\", productOptions: [{name: \"Title\", values: [{name: \"Default Title\"}]}], variants: [{sku: \""
                        + title.replace(' ', '-')
                        + "\", price: \"10\", optionValues: [{optionName: \"Title\", name: \"Default Title\"}]}]})"
                        + " { product { id } userErrors { message } } }",
                Silkroute.JSON.createObjectNode());
        return made.at("/data/productSet/product/id").asString("");
    }

    private JsonNode pulls() {
        return silkroute.get("/api/connectors/main/pulls").json().path("items");
    }

    private boolean holds(String q, int n) {
        return silkroute
                        .get("/api/connectors/main/mirror/products?limit=500&q=" + q)
                        .json()
                        .path("items")
                        .size()
                == n;
    }

    @Test
    void what_is_cut_off_goes_on_and_what_changed_meanwhile_is_there_after_the_start() {
        System.out.println("crash.seed=" + seed);
        RealProcess shop = RealProcess.sandbox(
                folder.resolve("shop"),
                shopPort,
                "--silkroute.sandbox.domain=demo.myshopify.com",
                "--silkroute.sandbox.access-token=" + Silkroute.SHOP_TOKEN,
                "--silkroute.sandbox.plan=unlimited");
        started.add(shop);
        RealProcess connector = launch();
        shop.ready();
        connector.ready();
        silkroute = new Silkroute(connector.address(), shop.address());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < PRODUCTS; i++) {
            ids.add(product("Lamp " + i));
        }
        silkroute.control("{\"latency\":20,\"bulk\":{\"delay\":500}}");
        silkroute.connect(
                "main",
                "{\"trigger\":{\"onChange\":false},"
                        + "\"pull\":{\"streams\":[\"products\"],\"every\":\"1d\",\"triggers\":[\"start-up\"]}}");
        for (int kill = 0; kill < KILLS; kill++) {
            connector.live(Duration.ofMillis(random.nextInt(1_500)));
            connector.kill();
            connector = launch();
            connector.ready();
        }
        Awaitility.await("all products, crash.seed=" + seed)
                .atMost(Duration.ofSeconds(60))
                .until(() -> holds("lamp", PRODUCTS));
        Awaitility.await("every pull has come to its end, crash.seed=" + seed)
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    for (JsonNode pull : pulls()) {
                        if (!pull.path("state").asString().equals("completed")) {
                            return false;
                        }
                    }
                    return !pulls().isEmpty();
                });

        connector.kill();
        product("Made meanwhile");
        silkroute.shop(
                "mutation { productUpdate(product: {id: \"" + ids.get(0) + "\", title: \"Changed meanwhile\"})"
                        + " { userErrors { message } } }",
                Silkroute.JSON.createObjectNode());
        silkroute.shop(
                "mutation { productDelete(input: {id: \"" + ids.get(1) + "\"}) { deletedProductId } }",
                Silkroute.JSON.createObjectNode());
        connector = launch();
        connector.ready();
        Awaitility.await("what changed meanwhile")
                .atMost(Duration.ofSeconds(30))
                .until(() -> holds("meanwhile", 2) && holds("lamp", PRODUCTS - 1));
        assertThat(pulls().path(0).path("trigger").asString()).isEqualTo("start-up");
    }
}
