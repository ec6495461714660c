package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.delivery.AReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens is told to a receiver that refuses every other call, by a process that is killed with {@code kill -9}
 * meanwhile: each is told at least once, under one id, and none is lost.
 */
class DeliveryCrashAcceptanceTest {

    private static final int EVENTS = Integer.getInteger("delivery.events", 300);
    private static final int KILLS = Integer.getInteger("delivery.kills", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60 + EVENTS / 20);
    private static final int ORDERS_AT_ONCE = 250;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("crash.seed", System.nanoTime() & 0xffffff);
    private final Random random = new Random(seed);
    private final int port = RunningApplication.freePort();
    private final int shopPort = RunningApplication.freePort();
    private final List<RealProcess> started = new ArrayList<>();
    private final AReceiver receiver = new AReceiver();
    private final Map<String, Integer> confirmed = new ConcurrentHashMap<>();

    private RealProcess launch() {
        RealProcess connector = RealProcess.connector(
                folder.resolve("connector"),
                port,
                "--silkroute.data=data",
                "--silkroute.inbox=inbox",
                "--silkroute.usage.every=1s",
                "--silkroute.usage.tick=500",
                "--silkroute.usage.tick-delay=100",
                // As many attempts as are usual, in seconds.
                "--silkroute.deliveries.retry-after=" + "500ms,".repeat(20) + "1s",
                "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD);
        started.add(connector);
        return connector;
    }

    @AfterEach
    void stop() {
        started.forEach(RealProcess::close);
        receiver.close();
    }

    @Test
    void each_is_told_at_least_once_and_none_is_lost() {
        System.out.println("crash.seed=" + seed);
        receiver.answers(call -> {
            boolean takes;
            synchronized (random) {
                takes = random.nextBoolean();
            }
            if (takes) {
                confirmed.merge(call.id(), 1, Integer::sum);
            }
            return takes ? 204 : 500;
        });
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
        Silkroute silkroute = new Silkroute(connector.address(), shop.address());
        silkroute.connect(
                "main",
                "{\"notifications\":{\"allowPrivateAddresses\":true,\"webhooks\":[{\"url\":\"" + receiver.url()
                        + "\",\"secret\":\"a secret of the tests\",\"events\":[\"code-used\"]}]}}");
        silkroute.synchronize("main", Pim.campaign("BF"));
        Awaitility.await("the first look at the orders")
                .atMost(PATIENCE)
                .until(() -> silkroute
                        .get("/api/connectors/main/campaigns/BF")
                        .json()
                        .path("uses")
                        .isNumber());
        sleep(1_100); // the shop's times are of whole seconds

        long began = System.nanoTime();
        for (int from = 0; from < EVENTS; from += ORDERS_AT_ONCE) {
            silkroute.control(IntStream.range(from, Math.min(EVENTS, from + ORDERS_AT_ONCE))
                    .mapToObj(i -> "{\"name\":\"#" + i + "\",\"lines\":[{\"price\":\"100\"}],"
                            + "\"discounts\":[{\"code\":\"BF\",\"amount\":\"10\"}]}")
                    .collect(Collectors.joining(",", "{\"orders\":[", "]}")));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            int told = EVENTS * (kill + 1) / (KILLS + 2); // while deliveries are under way
            Awaitility.await("so much is told before kill " + kill)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> confirmed.size() > told);
            connector.kill();
            connector = launch();
            connector.ready();
        }
        Awaitility.await("all is told; crash.seed=" + seed)
                .atMost(PATIENCE)
                .until(() -> orders().size() == EVENTS && pending(silkroute) == 0);
        long millis = (System.nanoTime() - began) / 1_000_000;

        Map<String, Integer> orders = orders();
        int calls = receiver.calls().size();
        int doubles = confirmed.values().stream().mapToInt(n -> n - 1).sum();
        System.out.printf(
                "events=%d kills=%d told=%d lost=%d confirmedTwice=%d calls=%d millis=%d%n",
                EVENTS, KILLS, orders.size(), EVENTS - orders.size(), doubles, calls, millis);
        assertThat(confirmed).as("each under one id; crash.seed=" + seed).hasSize(EVENTS);
        assertThat(calls).as("every other call is refused").isGreaterThan(EVENTS * 3 / 2);
        assertThat(silkroute
                        .get("/api/connectors/main/deliveries?state=failed")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    private static long pending(Silkroute silkroute) {
        return silkroute
                .get("/api/connectors/main/deliveries?state=pending")
                .json()
                .path("items")
                .size();
    }

    /** Of what was confirmed: how many ids by order. */
    private Map<String, Integer> orders() {
        Map<String, Integer> orders = new HashMap<>();
        Map<String, String> bodies = new HashMap<>();
        receiver.calls().forEach(call -> bodies.put(call.id(), call.body()));
        confirmed.keySet().forEach(id -> {
            String name = Silkroute.JSON
                    .readTree(bodies.getOrDefault(id, "{}"))
                    .at("/data/order/name")
                    .asString("");
            orders.merge(name, 1, Integer::sum);
        });
        return orders;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
