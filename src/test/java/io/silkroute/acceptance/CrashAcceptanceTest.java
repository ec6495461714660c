package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The connector is a process that is killed with {@code kill -9}, the shop another one that lives on. The short form
 * belongs to every build; {@code -Dcrash.kills=100} is the long form, {@code -Dcrash.seed=…} repeats one.
 */
class CrashAcceptanceTest {

    private static final String CONNECTOR = "main";
    private static final int KILLS = Integer.getInteger("crash.kills", 5);
    private static final int PRODUCTS = Integer.getInteger("crash.products", 300);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("crash.seed", System.nanoTime() & 0xffffff);
    private final Random random = new Random(seed);
    private final Catalogue catalogue = new Catalogue();
    private final int connectorPort = RunningApplication.freePort();
    private final List<RealProcess> started = new ArrayList<>();
    private RealProcess connector;
    private Silkroute silkroute;
    private int answersToLose;
    private int answersLost;

    @BeforeEach
    void start() {
        System.out.println("crash.seed=" + seed);
        int shopPort = RunningApplication.freePort();
        RealProcess shop = RealProcess.sandbox(
                folder.resolve("shop"),
                shopPort,
                "--silkroute.sandbox.domain=demo.myshopify.com",
                "--silkroute.sandbox.access-token=" + Silkroute.SHOP_TOKEN,
                "--silkroute.sandbox.plan=unlimited");
        started.add(shop);
        launch();
        silkroute = new Silkroute(connector.address(), shop.address());
        shop.ready();
        connector.ready();
        silkroute.connect(
                CONNECTOR, "{\"export\":{\"status\":\"all\",\"disableDeletions\":false,\"removal\":\"delete\"}}");
        silkroute.control("{\"latency\":30,\"jitter\":60}");
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
                "--silkroute.inbox-poll=100",
                "--silkroute.inbox-settle=50",
                "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD,
                "--silkroute.shopify.concurrency=6",
                "--silkroute.shopify.first-pause=50ms");
        started.add(connector);
    }

    private void restart() {
        launch();
        connector.ready();
    }

    @Test
    void what_was_accepted_survives_a_kill_right_after_the_answer() {
        for (int round = 0; round < Math.max(1, KILLS / 10); round++) {
            push(catalogue.change(10 + random.nextInt(40), random));
            connector.kill();
            restart();
        }
        Path inbox = folder.resolve("connector/inbox").resolve(CONNECTOR);
        drop(inbox, "last.jsonl", catalogue.change(30, random));
        Awaitility.await("the file was taken in")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(inbox.resolve("done/last.jsonl")));
        connector.kill();
        restart();

        shopEqualsCatalogue();
    }

    @Test
    void killed_again_and_again_each_product_is_in_the_shop_exactly_once() {
        int kills = 0;
        push(catalogue.categories());
        while (kills < KILLS) {
            List<Pim> changes = catalogue.fill(PRODUCTS * 3 / Math.max(10, KILLS), PRODUCTS, random);
            push(changes);
            loseAnswers();
            connector.live(Duration.ofMillis(random.nextInt(3_000)));
            connector.kill();
            kills++;
            if (kills < KILLS && random.nextInt(4) == 0) {
                launch(); // killed while it starts
                connector.live(Duration.ofMillis(500 + random.nextInt(5_000)));
                connector.kill();
                kills++;
            }
            restart();
        }
        loseAnswers();
        silkroute.control("{\"clearFaults\":true}");
        System.out.println("kills=" + kills + " answersLost=" + answersLost);

        assertThat(answersLost).isPositive();
        shopEqualsCatalogue();
    }

    @Test
    void killed_in_the_middle_of_bulk_operations_nothing_is_lost_or_doubled() {
        silkroute.patch("/api/connectors/" + CONNECTOR + "/config", "{\"exportPath\":\"bulk\"}");
        silkroute.control("{\"bulk\":{\"delay\":1000,\"linesPerSecond\":100}}");
        push(catalogue.categories());
        for (int kill = 0; kill < Math.max(1, KILLS / 10); kill++) {
            push(catalogue.fill(60, PRODUCTS, random));
            connector.live(Duration.ofMillis(1_000 + random.nextInt(3_000)));
            connector.kill();
            restart();
        }

        shopEqualsCatalogue();
    }

    @Test
    void what_the_shop_does_in_bulk_while_nobody_listens_is_taken_over() {
        silkroute.patch("/api/connectors/" + CONNECTOR + "/config", "{\"exportPath\":\"bulk\"}");
        push(catalogue.categories());
        silkroute.settled(CONNECTOR, PATIENCE);
        silkroute.control("{\"bulk\":{\"delay\":1500,\"linesPerSecond\":100}}");
        push(catalogue.fill(60, PRODUCTS, random));
        Awaitility.await("a bulk operation is under way")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> silkroute.shopState().findValue("calls").has("bulkOperationRunMutation"));
        connector.kill();
        restart();

        silkroute.settled(CONNECTOR, PATIENCE);
        JsonNode state = silkroute.shopState();
        int products = state.path("products").asInt();
        assertThat(state.findValue("bulkLines").path("productSet").asInt()).isEqualTo(products);
        assertThat(state.findValue("bulkLines").path("publishablePublish").asInt())
                .isEqualTo(products);
        assertThat(state.findValue("calls").has("productSet")).isFalse();
        shopEqualsCatalogue();
    }

    /** The next calls' answers are lost: the shop does what it is asked, and the connector never hears of it. */
    private void loseAnswers() {
        answersLost += answersToLose - faults().size();
        answersToLose = 1 + random.nextInt(3);
        silkroute.control("{\"clearFaults\":true}");
        for (int i = 0; i < answersToLose; i++) {
            silkroute.control("{\"faults\":[{\"kind\":\"answer-lost\",\"operation\":\"(product|collection).*\","
                    + "\"times\":1,\"after\":" + random.nextInt(20) + "}]}");
        }
    }

    private JsonNode faults() {
        return silkroute.shopState().path("faults");
    }

    private void push(Collection<Pim> items) {
        Silkroute.Response pushed = silkroute.push(CONNECTOR, items);
        assertThat(pushed.status()).as(pushed.text()).isEqualTo(202);
    }

    private static void drop(Path inbox, String name, List<Pim> items) {
        try {
            Files.createDirectories(inbox);
            Path writing = Files.write(
                    inbox.resolve("." + name), items.stream().map(Pim::toString).toList());
            Files.move(writing, inbox.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Until then nothing is pending of what was accepted, and the connector looks as if it had settled.
    private void staged() {
        Awaitility.await("all that was accepted is staged")
                .atMost(PATIENCE)
                .until(
                        () -> silkroute.metrics().get("silkroute_queue_depth{queue=\"pim.changes\"}"),
                        depth -> depth == 0);
    }

    /** Nothing is missing, nothing there twice, nothing half done; and the connector knows it. */
    private void shopEqualsCatalogue() {
        staged();
        JsonNode last = silkroute.settled(CONNECTOR, PATIENCE);
        String told = "crash.seed=" + seed + "\n" + last + "\n"
                + silkroute.get("/api/activity?outcome=parked&limit=10").text() + "\n" + connector.said();
        assertThat(silkroute.status(CONNECTOR).path("parked").asInt()).as(told).isZero();
        for (JsonNode run : silkroute.runs(CONNECTOR)) {
            assertThat(run.path("state").asString()).as(run + told).isEqualTo("completed");
        }
        var products = silkroute.products();
        var collections = silkroute.collections();
        JsonNode state = silkroute.shopState();
        assertThat(products.keySet()).as(told).isEqualTo(catalogue.productIds());
        assertThat(state.path("products").asInt()).as(told).isEqualTo(products.size());
        assertThat(collections.keySet()).as(told).isEqualTo(catalogue.categoryIds());
        assertThat(state.path("collections").asInt()).as(told).isEqualTo(collections.size());
        collections
                .values()
                .forEach(collection -> assertThat(collection.path("publications"))
                        .as(told + collection)
                        .isNotEmpty());
        products.forEach((id, product) -> {
            Catalogue.Entry entry = catalogue.entry(id);
            String what = told + "\n" + product;
            assertThat(product.path("title").asString()).as(what).isEqualTo(entry.title());
            assertThat(product.path("status").asString()).as(what).isEqualTo(entry.shopStatus());
            assertThat(skus(product)).as(what).isEqualTo(entry.skus());
            assertThat(product.path("collections")).as(what).hasSize(1);
            assertThat(product.path("tags")).as(what).map(JsonNode::asString).containsExactly("always", entry.tag());
            assertThat(product.path("media")).as(what).hasSize(1);
            assertThat(product.path("publications")).as(what).isNotEmpty();
        });

        long writes = silkroute.writes();
        String before = silkroute.lastRun(CONNECTOR).path("id").asString();
        push(catalogue.everything());
        JsonNode again = silkroute.runAfter(CONNECTOR, before);
        assertThat(again.path("counts").path("unchanged").asInt())
                .as(again + told)
                .isEqualTo(catalogue.everything().size());
        assertThat(silkroute.writes()).as(again + told).isEqualTo(writes);
    }

    private static Set<String> skus(JsonNode product) {
        Set<String> skus = new TreeSet<>();
        product.path("variants").forEach(variant -> skus.add(variant.path("sku").asString()));
        return skus;
    }
}
