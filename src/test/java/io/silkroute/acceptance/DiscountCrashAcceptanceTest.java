package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The connector is killed with {@code kill -9} while campaigns and codes go out, and answers are lost besides. The short
 * form belongs to every build; {@code -Dcrash.kills=50} is the long form, {@code -Dcrash.seed=…} repeats one.
 */
class DiscountCrashAcceptanceTest {

    private static final String CONNECTOR = "main";
    private static final int KILLS = Math.max(2, Integer.getInteger("crash.kills", 4) / 2);
    private static final int CAMPAIGNS = 12;
    private static final int CODES = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("crash.seed", System.nanoTime() & 0xffffff);
    private final Random random = new Random(seed);
    private final int connectorPort = RunningApplication.freePort();
    private final List<RealProcess> started = new ArrayList<>();
    private final Map<String, Pim> newest = new TreeMap<>();
    private RealProcess connector;
    private Silkroute silkroute;

    @BeforeEach
    void start() {
        System.out.println("crash.seed=" + seed);
        RealProcess shop = RealProcess.sandbox(
                folder.resolve("shop"),
                RunningApplication.freePort(),
                "--silkroute.sandbox.domain=demo.myshopify.com",
                "--silkroute.sandbox.access-token=" + Silkroute.SHOP_TOKEN,
                "--silkroute.sandbox.plan=unlimited");
        started.add(shop);
        launch();
        silkroute = new Silkroute(connector.address(), shop.address());
        shop.ready();
        connector.ready();
        silkroute.connect(CONNECTOR, "{\"export\":{\"disableDeletions\":false,\"removal\":\"delete\"}}");
        silkroute.control("{\"latency\":30,\"jitter\":60,\"discountSearchLag\":500,\"discountJobs\":{\"millis\":200}}");
    }

    @AfterEach
    void stop() {
        started.forEach(RealProcess::close);
    }

    private void launch() {
        connector = RealProcess.connector(
                folder.resolve("connector"),
                connectorPort,
                "--silkroute.data=data",
                "--silkroute.inbox=inbox",
                "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD,
                "--silkroute.shopify.concurrency=6",
                "--silkroute.shopify.search-lag=2s",
                "--silkroute.shopify.first-pause=50ms");
        started.add(connector);
    }

    private List<Pim> changes() {
        List<Pim> changes = new ArrayList<>();
        for (int i = 0; i < CAMPAIGNS; i++) {
            Pim campaign =
                    Pim.campaign("CR" + i).with("value", "{\"percentage\":\"" + (1 + random.nextInt(50)) + "\"}");
            if (i % 3 == 0 && random.nextBoolean()) {
                campaign = campaign.without("code").with("method", "\"automatic\"");
            }
            changes.add(i % 3 == 1 ? campaign.with("active", String.valueOf(random.nextInt(4) > 0)) : campaign);
        }
        for (int i = 0; i < CODES; i++) {
            Pim code = Pim.code("CRC" + i, "CR" + (1 + i % 2));
            changes.add(
                    random.nextInt(4) == 0 ? code.with("limits", "{\"uses\":" + (1 + random.nextInt(9)) + "}") : code);
        }
        changes.forEach(one -> newest.put(
                one.image().path("type").asString() + " "
                        + one.image().path("id").asString(),
                one));
        return changes;
    }

    @Test
    void killed_again_and_again_each_discount_and_each_code_is_in_the_shop_exactly_once() {
        for (int kill = 0; kill < KILLS; kill++) {
            silkroute.push(CONNECTOR, changes());
            silkroute.control(
                    "{\"faults\":[{\"kind\":\"answer-lost\",\"operation\":\"discount.*\",\"times\":1,\"after\":"
                            + random.nextInt(20) + "}]}");
            connector.live(Duration.ofMillis(500 + random.nextInt(3_000)));
            connector.kill();
            launch();
            connector.ready();
        }
        silkroute.control("{\"clearFaults\":true}");
        // Switched off before it ever came, it never comes; all are on in the end.
        silkroute.push(
                CONNECTOR,
                newest.values().stream().map(one -> one.without("active")).toList());
        silkroute.settled(CONNECTOR, PATIENCE);

        List<JsonNode> discounts = silkroute.discounts();
        List<String> titles = discounts.stream()
                .map(one -> one.path("title").asString())
                .filter(title -> title.startsWith("Campaign CR"))
                .sorted()
                .toList();
        assertThat(titles).as("crash.seed=" + seed).doesNotHaveDuplicates().hasSize(CAMPAIGNS);
        List<String> codes = discounts.stream()
                .flatMap(one -> one.path("codes").valueStream())
                .map(code -> code.path("code").asString())
                .filter(code -> code.startsWith("CRC"))
                .collect(Collectors.toList());
        assertThat(codes).as("crash.seed=" + seed).doesNotHaveDuplicates().hasSize(CODES);
        assertThat(silkroute.status(CONNECTOR).path("parked").asLong())
                .as(silkroute.get("/api/connectors/" + CONNECTOR + "/failures").text())
                .isZero();
        newest.forEach((key, item) -> {
            if (key.startsWith("campaign")) {
                boolean automatic = item.image().has("method");
                JsonNode held =
                        silkroute.discount("Campaign " + item.image().path("id").asString());
                assertThat(held.path("type").asString())
                        .isEqualTo(automatic ? "DiscountAutomaticBasic" : "DiscountCodeBasic");
                assertThat(held.path("status").asString()).isEqualTo("ACTIVE");
            }
        });
    }
}
