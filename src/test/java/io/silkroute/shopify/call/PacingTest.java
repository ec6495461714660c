package io.silkroute.shopify.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.secret.Secrets;
import io.silkroute.sandbox.SandboxApplication;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A saturated run over real HTTP: of the points that the shop grants nearly all are spent, and it never has to
 * throttle. In the suite for seconds; for minutes and with every plan's bucket by
 * {@code mvn test -Dtest=PacingTest -Dpacing.seconds=300 -Dpacing.cases=standard,advanced,plus,enterprise,shared,lowered},
 * which adds a line of JSON a case to {@code target/pacing.jsonl}.
 */
class PacingTest {

    private static final int SECONDS = Integer.getInteger("pacing.seconds", 6);
    private static final List<String> CASES =
            List.of(System.getProperty("pacing.cases", "standard").split(","));
    private static final int WORKERS = 128;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param consumer points a second that another consumer takes; @param lowered restore rate in the second half */
    private record Case(String name, double rate, double consumer, double lowered) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Map<String, Case> KNOWN = Map.of(
            "standard", new Case("standard", 100, 0, 100),
            "advanced", new Case("advanced", 200, 0, 200),
            "plus", new Case("plus", 1_000, 0, 1_000),
            "enterprise", new Case("enterprise", 2_000, 0, 2_000),
            "shared", new Case("shared", 100, 40, 100),
            "lowered", new Case("lowered", 1_000, 0, 200));

    static Stream<Case> cases() {
        return CASES.stream().map(KNOWN::get);
    }

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @MethodSource("cases")
    void spends_what_the_shop_grants_and_is_not_throttled(Case wanted) throws InterruptedException {
        ConfigurableApplicationContext sandbox = SandboxApplication.run(
                "--server.port=0",
                "--spring.config.location=optional:classpath:/none/",
                "--silkroute.sandbox.latency=50ms",
                "--silkroute.sandbox.latency-jitter=150ms");
        URI shop = URI.create("http://127.0.0.1:" + sandbox.getEnvironment().getRequiredProperty("local.server.port"));
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try (GatewayFixture fixture = new GatewayFixture(shop, WORKERS)) {
            fixture.secrets = new Secrets(null, "sandbox-token", null, null);
            assertThat(new ShopSetup(fixture.gateway, fixture.shops).of(GatewayFixture.CONNECTOR))
                    .isInstanceOf(Readiness.Ready.class);
            // As if the run had been going on for long: the bucket has no more than its refill.
            control(shop, bucket(wanted.rate(), 2 * wanted.rate()));
            control(shop, "{\"consumer\":{\"pointsPerSecond\":" + wanted.consumer() + "}}");
            IntStream.range(0, WORKERS).forEach(n -> workers.execute(() -> work(fixture, new Random(n))));
            TimeUnit.SECONDS.sleep(3); // calls are under way
            JsonNode before = state(shop);
            TimeUnit.MILLISECONDS.sleep(SECONDS * 500L);
            if (wanted.lowered() != wanted.rate()) {
                control(shop, bucket(wanted.lowered(), -1));
            }
            TimeUnit.MILLISECONDS.sleep(SECONDS * 500L);
            JsonNode after = state(shop);
            workers.shutdownNow();
            judge(wanted, before, after);
        } finally {
            workers.shutdownNow();
            sandbox.close();
        }
    }

    private static String bucket(double rate, double available) {
        return "{\"bucket\":{\"maximumAvailable\":" + 20 * rate + ",\"restoreRate\":" + rate
                + (available < 0 ? "" : ",\"currentlyAvailable\":" + available) + "}}";
    }

    private static void judge(Case wanted, JsonNode before, JsonNode after) {
        double spent = points(after) - points(before);
        double granted = after.at("/bucket/granted").asDouble()
                - before.at("/bucket/granted").asDouble()
                - wanted.consumer() * SECONDS
                + Math.max(0, level(before) - level(after)); // what had been saved up and was spent too
        long throttled = throttled(after) - throttled(before);
        note(String.format(
                Locale.ROOT,
                "{\"case\":\"%s\",\"seconds\":%d,\"granted\":%.0f,\"spent\":%.0f,\"used\":%.4f,\"throttled\":%d}",
                wanted.name(),
                SECONDS,
                granted,
                spent,
                spent / granted,
                throttled));
        assertThat(throttled).isZero();
        // What was reserved at the ends of so short a time is a part of it that counts.
        assertThat(spent / granted).isGreaterThan(SECONDS >= 60 ? 0.98 : 0.85);
    }

    private static void note(String line) {
        try {
            Files.writeString(
                    Files.createDirectories(Path.of("target")).resolve("pacing.jsonl"),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double points(JsonNode state) {
        return state.at("/statistics/points").asDouble();
    }

    private static double level(JsonNode state) {
        return state.at("/bucket/currentlyAvailable").asDouble();
    }

    private static long throttled(JsonNode state) {
        return state.at("/statistics/throttled").asLong();
    }

    private static void work(GatewayFixture fixture, Random random) {
        Operation set = Operation.named("productSet");
        Operation find = Operation.named("productByCustomId");
        while (!Thread.currentThread().isInterrupted()) {
            String id = "P" + random.nextInt(500);
            if (random.nextInt(10) == 0) {
                ObjectNode variables = JsonNodeFactory.instance.objectNode();
                variables.putObject("identifier").set("customId", identity(id));
                fixture.gateway.call(GatewayFixture.CONNECTOR, find, variables);
            } else {
                fixture.gateway.call(GatewayFixture.CONNECTOR, set, product(id, random));
            }
        }
    }

    private static ObjectNode identity(String id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("namespace", ShopSetup.NAMESPACE)
                .put("key", ShopSetup.KEY)
                .put("value", id);
    }

    /** Of one to a hundred variants, small ones more often. */
    private static ObjectNode product(String id, Random random) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.putObject("identifier").set("customId", identity(id));
        ObjectNode input = variables.putObject("input").put("title", "Product " + id + " " + random.nextInt());
        input.putArray("metafields").add(identity(id));
        int sizes = 1 + (int) (99 * Math.pow(random.nextDouble(), 3));
        ObjectNode option = input.putArray("productOptions").addObject().put("name", "Size");
        for (int i = 0; i < sizes; i++) {
            option.withArray("values").addObject().put("name", "S" + i);
            ObjectNode variant = input.withArray("variants").addObject();
            variant.put("sku", id + "-" + i).put("price", "5.00");
            variant.putArray("optionValues")
                    .addObject()
                    .put("optionName", "Size")
                    .put("name", "S" + i);
        }
        variables.put("variantsFirst", sizes);
        return variables;
    }

    private JsonNode state(URI shop) {
        return send(HttpRequest.newBuilder(shop.resolve("/sandbox/state")).GET());
    }

    private void control(URI shop, String json) {
        send(HttpRequest.newBuilder(shop.resolve("/sandbox/control"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.header("X-Shopify-Access-Token", "sandbox-token").build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
