package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Webhooks in a process that is killed with {@code kill -9} while they come: what was answered with 200 is worked off. */
class WebhookCrashAcceptanceTest {

    private static final int ORDERS = 60;
    private static final int KILLS = Integer.getInteger("crash.kills", 3);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("crash.seed", System.nanoTime() & 0xffffff);
    private final Random random = new Random(seed);
    private final int port = RunningApplication.freePort();
    private final List<RealProcess> started = new ArrayList<>();

    private RealProcess launch() {
        RealProcess connector = RealProcess.connector(
                folder.resolve("connector"),
                port,
                "--silkroute.data=data",
                "--silkroute.inbox=inbox",
                "--silkroute.sandbox.enabled=true",
                "--silkroute.sandbox.data=sandbox",
                "--silkroute.sandbox.plan=unlimited",
                "--silkroute.sandbox.access-token=" + Silkroute.SHOP_TOKEN,
                "--silkroute.usage.tick-delay=3600000", // usage follows the webhooks alone
                "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD);
        started.add(connector);
        connector.ready();
        return connector;
    }

    @AfterEach
    void stop() {
        started.forEach(RealProcess::close);
    }

    @Test
    void nothing_that_was_answered_is_lost_and_nothing_is_kept_twice() {
        System.out.println("crash.seed=" + seed);
        RealProcess connector = launch();
        Silkroute silkroute = new Silkroute(connector.address(), connector.address());
        Webhooks shop = new Webhooks(connector.address());
        silkroute.connect(
                "main", "{\"trigger\":{\"onChange\":false},\"shop\":{\"webhookSecret\":\"" + Webhooks.SECRET + "\"}}");
        silkroute.push(
                "main",
                "{\"type\":\"campaign\",\"id\":\"BF\",\"name\":\"Black Friday\",\"method\":\"code\",\"code\":\"CRASH10\","
                        + "\"value\":{\"percentage\":\"10\"}}");
        Awaitility.await()
                .until(() -> silkroute.get("/api/connectors/main/campaigns/BF").status() == 200);
        for (int i = 0; i < ORDERS; i++) {
            silkroute.control("{\"orders\":[{\"lines\":[{\"price\":\"100\"}],"
                    + "\"discounts\":[{\"code\":\"CRASH10\",\"amount\":\"10\"}]}]}");
        }
        Map<String, String> waiting = new LinkedHashMap<>();
        for (JsonNode order : silkroute.shopContents("orders")) {
            String gid = order.path("id").asString("");
            waiting.put(
                    Webhooks.id(),
                    "{\"id\":1,\"admin_graphql_api_id\":\"" + gid + "\",\"updated_at\":\"" + Instant.now() + "\"}");
        }
        Set<String> answered = new HashSet<>();
        for (int kill = 0; kill <= KILLS; kill++) {
            int upTo = kill == KILLS ? ORDERS : random.nextInt(ORDERS / KILLS) + 5;
            int sent = 0;
            for (Map.Entry<String, String> one : List.copyOf(waiting.entrySet())) {
                if (sent++ == upTo) {
                    break;
                }
                if (took(shop, one)) {
                    answered.add(one.getKey());
                    if (random.nextInt(4) > 0) { // the shop may not have seen the answer
                        waiting.remove(one.getKey());
                    }
                }
            }
            if (kill < KILLS) {
                connector.live(Duration.ofMillis(random.nextInt(1_200)));
                connector.kill();
                connector = launch();
            }
        }
        assertThat(answered).hasSize(ORDERS);
        Awaitility.await("all are worked off")
                .atMost(Duration.ofMinutes(2))
                .until(() -> silkroute
                                .get("/api/connectors/main/webhooks")
                                .json()
                                .at("/counts/done")
                                .asLong()
                        == ORDERS);
        JsonNode deliveries = silkroute
                .get("/api/connectors/main/webhooks/deliveries?limit=500")
                .json()
                .path("items");
        assertThat(deliveries)
                .as("crash.seed=" + seed)
                .extracting(one -> one.path("webhookId").asString(""))
                .containsExactlyInAnyOrderElementsOf(answered);
        assertThat(silkroute
                        .get("/api/connectors/main/usage?code=CRASH10")
                        .json()
                        .at("/items/0/uses")
                        .asLong())
                .as("crash.seed=" + seed)
                .isEqualTo(ORDERS);
    }

    private static boolean took(Webhooks shop, Map.Entry<String, String> one) {
        try {
            return shop.deliver(
                                    "main",
                                    "orders/create",
                                    one.getKey(),
                                    one.getValue(),
                                    Webhooks.signature(Webhooks.SECRET, one.getValue()))
                            .status()
                    == 200;
        } catch (UncheckedIOException away) {
            return false;
        }
    }
}
