package io.silkroute.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Shops that take every request and answer none, as many of them as there are consumers of runs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HungShopsAttackTest {

    private static final String[] HUNG = {"hung-1", "hung-2", "hung-3", "hung-4"};

    private static HungShop shop;
    private static Target target;

    @BeforeAll
    static void start() throws IOException {
        shop = new HungShop();
        target = Target.start("silkroute.run.watch-period=1000", "silkroute.run.lost-after=1s");
        for (String name : HUNG) {
            target.connect(name, shop.address());
        }
        target.connect("good", target.address);
        for (String name : HUNG) {
            push(name, "p1");
        }
        Awaitility.await("all of them are asked")
                .atMost(Duration.ofSeconds(20))
                .until(() -> shop.taken() >= HUNG.length);
    }

    @AfterAll
    static void stop() throws IOException {
        shop.close();
    }

    private static void push(String connector, String id) {
        assertThat(target.push(
                                connector,
                                Target.PIM_TOKEN,
                                ("{\"type\":\"product\",\"id\":\"" + id + "\",\"name\":\"n\",\"price\":{\"EUR\":1}}")
                                        .getBytes(StandardCharsets.UTF_8),
                                "application/json")
                        .statusCode())
                .isEqualTo(202);
    }

    private static String runs(String connector) {
        return target.call(Target.ADMIN, "GET", "/api/connectors/" + connector + "/runs", null)
                .body();
    }

    @Test
    @Order(1)
    void a_shop_that_answers_is_served_soon() {
        push("good", "p1");
        Awaitility.await("the run of the shop that answers")
                .atMost(Duration.ofSeconds(25))
                .until(() -> runs("good").contains("\"state\":\"completed"));
        long queued = java.util.Arrays.stream(HUNG)
                .filter(name -> runs(name).contains("\"state\":\"queued\""))
                .count();
        assertThat(queued).as("runs that gave way").isGreaterThanOrEqualTo(2);
        for (String name : HUNG) {
            assertThat(runs(name)).doesNotContain("\"state\":\"failed\"");
            if (runs(name).contains("\"state\":\"queued\"")) {
                assertThat(runs(name)).contains("does not answer");
            }
        }
    }

    @Test
    @Order(2)
    void a_run_is_interrupted_in_seconds_though_its_shop_hangs() {
        String working = java.util.Arrays.stream(HUNG)
                .filter(name -> runs(name).contains("\"state\":\"running\""))
                .findFirst()
                .orElseThrow();
        long began = System.nanoTime();
        target.call(Target.ADMIN, "PUT", "/api/connectors/" + working + "/deactivate", null);
        Awaitility.await("the run of " + working)
                .atMost(Duration.ofSeconds(15))
                .until(() -> runs(working).contains("\"state\":\"interrupted\""));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    @Order(3)
    void the_process_ends_though_all_shops_hang() {
        long began = System.nanoTime();
        target.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }
}
