package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Two nodes, an Artemis broker, PostgreSQL and the shop, each a process of its own. {@code mvn test -Pcluster} brings
 * the broker's distribution and runs it.
 */
@EnabledIfSystemProperty(
        named = "cluster.artemis",
        matches = ".+",
        disabledReason = "needs Artemis's distribution: mvn test -Pcluster -Dtest=ClusterAcceptanceTest")
class ClusterAcceptanceTest {

    private static final String BROKER_USER = "silkroute";
    private static final String BROKER_PASSWORD = "password-of-the-broker";
    private static final String KEY = "c2lsa3JvdXRlLWtleS1vZi10aGUtY2x1c3Rlci10ZXM=";
    private static final int PRODUCTS = 200;
    private static final Duration LEASE = Duration.ofSeconds(6);

    @TempDir
    Path folder;

    private final List<AutoCloseable> started = new ArrayList<>();
    private final int brokerPort = RunningApplication.freePort();
    private EmbeddedPostgres postgres;
    private RealProcess shop;

    @BeforeEach
    void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        started.add(postgres);
        started.add(broker());
        int shopPort = RunningApplication.freePort();
        shop = RealProcess.sandbox(
                folder.resolve("shop"),
                shopPort,
                "--silkroute.sandbox.domain=demo.myshopify.com",
                "--silkroute.sandbox.access-token=" + Silkroute.SHOP_TOKEN,
                "--silkroute.sandbox.plan=unlimited");
        started.add(shop);
        shop.ready();
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).close();
        }
    }

    /** The real broker, made and started as an operator does it, with the address settings that the docs ask for. */
    private AutoCloseable broker() throws Exception {
        Path home = Path.of(System.getProperty("cluster.artemis"));
        Path instance = folder.resolve("broker");
        run(List.of(
                home.resolve("bin/artemis").toString(),
                "create",
                instance.toString(),
                "--silent",
                "--user=" + BROKER_USER,
                "--password=" + BROKER_PASSWORD,
                "--require-login",
                "--host=127.0.0.1",
                "--default-port=" + brokerPort,
                "--no-web",
                "--no-amqp-acceptor",
                "--no-mqtt-acceptor",
                "--no-stomp-acceptor",
                "--no-hornetq-acceptor",
                "--no-autotune",
                "--nio"));
        Path configuration = instance.resolve("etc/broker.xml");
        String xml = Files.readString(configuration);
        String settings = Files.readString(Path.of("docs/broker-address-settings.xml"));
        assertThat(xml).contains("<address-settings>");
        Files.writeString(configuration, xml.replace("<address-settings>", "<address-settings>\n" + settings));
        Process process = new ProcessBuilder(instance.resolve("bin/artemis").toString(), "run")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await("the broker takes connections")
                .atMost(Duration.ofSeconds(90))
                .until(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort), 500);
                        return true;
                    } catch (IOException notYet) {
                        return false;
                    }
                });
        return () -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        };
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("create.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    private RealProcess node(String name) {
        RealProcess node = RealProcess.connector(
                folder.resolve(name),
                RunningApplication.freePort(),
                "--silkroute.data=data",
                "--silkroute.inbox=inbox",
                "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD,
                "--silkroute.secret-key=" + KEY,
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres",
                "--spring.artemis.mode=native",
                "--spring.artemis.broker-url=tcp://127.0.0.1:" + brokerPort,
                "--spring.artemis.user=" + BROKER_USER,
                "--spring.artemis.password=" + BROKER_PASSWORD,
                "--silkroute.run.lease=" + LEASE.toSeconds() + "s",
                "--silkroute.run.lease-renewal=1000",
                "--silkroute.run.lost-after=2s",
                "--silkroute.run.watch-period=1000",
                "--silkroute.shopify.concurrency=4");
        started.add(node);
        return node;
    }

    private static List<Pim> products(String prefix, int n) {
        List<Pim> products = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            products.add(Pim.product(prefix + i));
        }
        return products;
    }

    private static Set<String> ids(List<Pim> products) {
        Set<String> ids = new TreeSet<>();
        products.forEach(product -> ids.add(product.image().path("id").asString()));
        return ids;
    }

    /** How a node goes, so that the others hear of it at once, or not at all; or it comes back. */
    enum End {
        KILLED,
        FROZEN,
        FROZEN_FOR_A_WHILE
    }

    @ParameterizedTest
    @EnumSource
    void a_survivor_takes_up_the_run_of_a_node_that_is_gone(End end) {
        RealProcess first = node("first").ready();
        Silkroute before = new Silkroute(first.address(), shop.address());
        before.connect("main", "{\"batchSize\":10}");
        before.control("{\"latency\":150}");
        List<Pim> products = products("c", PRODUCTS);
        before.push("main", products);
        String run = before.underWay("main").path("id").asString();
        before.control("{\"latency\":4000}"); // the second node takes its time to start
        RealProcess second = node("second").ready();
        Silkroute after = new Silkroute(second.address(), shop.address());
        assertThat(after.run(run).path("state").asString()).as(first.said()).isEqualTo("running");
        assertThat(starts(after, run)).containsExactly("The run started.");

        if (end == End.KILLED) {
            first.kill();
        } else {
            first.freeze();
        }
        Awaitility.await("the second node goes on with the run")
                .atMost(LEASE.plusSeconds(15))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> starts(after, run).size() == 2);
        if (end == End.FROZEN_FOR_A_WHILE) {
            first.wake();
        } else {
            first.kill();
        }
        after.control("{\"latency\":0}");
        JsonNode ended = after.settled("main", Duration.ofMinutes(2));
        if (end == End.FROZEN_FOR_A_WHILE) {
            Awaitility.await("the first node breaks off")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> first.said().contains("another node has taken up the run of main"));
        }

        assertThat(ended.path("id").asString()).isEqualTo(run);
        assertThat(ended.path("state").asString()).as(ended + second.said()).isEqualTo("completed");
        assertThat(starts(after, run))
                .containsExactlyInAnyOrder("The run started.", "The run goes on where it stopped.");
        assertThat(ended.path("counts").path("created").asInt()
                        + ended.path("counts").path("updated").asInt())
                .as(ended.toString())
                .isEqualTo(PRODUCTS);
        assertThat(after.run(run).path("counts")).isEqualTo(ended.path("counts"));
        assertThat(after.run(run).path("finishedAt")).isEqualTo(ended.path("finishedAt"));
        assertThat(after.products().keySet()).isEqualTo(ids(products));
        assertThat(after.shopState().path("products").asInt()).isEqualTo(PRODUCTS);
    }

    private static List<String> starts(Silkroute silkroute, String run) {
        return silkroute.activity("kind=run&run=" + run).stream()
                .map(entry -> entry.path("sentence").asString())
                .filter(sentence -> sentence.startsWith("The run started") || sentence.startsWith("The run goes on"))
                .toList();
    }

    @Test
    void two_nodes_never_run_one_connector_twice_at_a_time() {
        RealProcess first = node("first");
        RealProcess second = node("second");
        Silkroute one = new Silkroute(first.ready().address(), shop.address());
        Silkroute two = new Silkroute(second.ready().address(), shop.address());
        List<String> connectors = List.of("a", "b", "c");
        connectors.forEach(name -> one.connect(name, "{\"batchSize\":5}"));
        one.control("{\"latency\":40}");
        Set<String> expected = new TreeSet<>();
        for (int round = 0; round < 4; round++) {
            for (String name : connectors) {
                List<Pim> some = products(name + round + "-", 10);
                expected.addAll(ids(some));
                (round % 2 == 0 ? one : two).push(name, some);
                (round % 2 == 0 ? two : one).post("/api/connectors/" + name + "/sync");
            }
        }

        for (String name : connectors) {
            one.settled(name, Duration.ofMinutes(2));
            List<JsonNode> runs = new ArrayList<>();
            two.runs(name).forEach(runs::add);
            runs.sort(Comparator.comparing(run -> run.path("startedAt").asString()));
            for (int i = 0; i < runs.size(); i++) {
                assertThat(runs.get(i).path("state").asString())
                        .as(runs.get(i) + first.said() + second.said())
                        .isEqualTo("completed");
                if (i > 0) {
                    assertThat(Instant.parse(runs.get(i).path("startedAt").asString()))
                            .as("%s", runs)
                            .isAfterOrEqualTo(Instant.parse(
                                    runs.get(i - 1).path("finishedAt").asString()));
                }
            }
            assertThat(runs.stream()
                            .mapToInt(run -> run.path("counts").path("created").asInt())
                            .sum())
                    .as("%s", runs)
                    .isEqualTo(40);
        }
        assertThat(one.products().keySet()).isEqualTo(expected);
        assertThat(Arrays.asList(one.status("a"), two.status("a")))
                .extracting(status -> status.path("pending").asInt())
                .containsOnly(0);
    }
}
