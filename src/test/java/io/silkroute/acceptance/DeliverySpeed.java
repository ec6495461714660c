package io.silkroute.acceptance;

import io.silkroute.delivery.AReceiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * How fast a first load is with webhooks to a receiver that refuses every other call, and without, in turn:
 * {@code bench/deliveries}.
 */
class DeliverySpeed {

    private static final int PRODUCTS = Integer.getInteger("speed.products", 2_400);
    private static final int CAMPAIGNS = Integer.getInteger("speed.campaigns", 600);
    private static final int ROUNDS = Integer.getInteger("speed.rounds", 3);
    private static final String EVENTS = "[\"run-failed\",\"run-recovered\",\"sync-completed\",\"conflict\","
            + "\"campaign-created\",\"code-used\",\"threshold-reached\",\"codes-generated\",\"connector-state-changed\","
            + "\"subscription-lost\",\"app-uninstalled\",\"api-version-ends\",\"disk-short\",\"import-done\"]";

    @Test
    void with_webhooks_and_without() {
        AtomicInteger calls = new AtomicInteger();
        try (AReceiver receiver = new AReceiver();
                RunningApplication application =
                        RunningApplication.start("silkroute.deliveries.retry-after=" + "1s,".repeat(20) + "1s")) {
            receiver.answers(call -> calls.getAndIncrement() % 2 == 0 ? 500 : 204);
            Silkroute silkroute = application.silkroute;
            load(silkroute, "warm", "{}");
            String told = "{\"notifications\":{\"allowPrivateAddresses\":true,\"webhooks\":[{\"url\":\""
                    + receiver.url() + "\",\"secret\":\"a secret of the tests\",\"events\":" + EVENTS + "}]}}";
            for (int round = 0; round < ROUNDS; round++) {
                boolean first = round % 2 == 0;
                double one = load(silkroute, "a" + round, first ? "{}" : told);
                double two = load(silkroute, "b" + round, first ? told : "{}");
                double without = first ? one : two;
                double with = first ? two : one;
                System.out.printf(
                        "round %d: without %.0f items/s, with %.0f items/s, ratio %.3f, calls so far %d%n",
                        round, without, with, with / without, calls.get());
            }
        }
    }

    private static double load(Silkroute silkroute, String name, String config) {
        List<Pim> items = new ArrayList<>();
        for (int i = 0; i < PRODUCTS; i++) {
            items.add(Pim.product(name + "-p" + i));
        }
        for (int i = 0; i < CAMPAIGNS; i++) {
            items.add(Pim.campaign(name + "-C" + i));
        }
        silkroute.connect(name, config);
        long began = System.nanoTime();
        silkroute.push(name, items);
        silkroute.runAfter(name, "");
        silkroute.settled(name, Duration.ofMinutes(10));
        double speed = (PRODUCTS + CAMPAIGNS) / ((System.nanoTime() - began) / 1e9);
        silkroute.put("/api/connectors/" + name + "/deactivate");
        return speed;
    }
}
