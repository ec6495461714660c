package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.AdminSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Catalogues of real products, each pushed as it is: the shop equals the catalogue, and no request was invalid. */
class RealCataloguesAcceptanceTest {

    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

    // Two variants each that differ in nothing but SKU, price and picture: no customer could choose between them.
    private static final Map<String, Set<String>> INDISTINCT =
            Map.of("commercetools-samples", Set.of("tote_bag", "sandals", "necklace"));

    private static RunningApplication application;
    private static Silkroute silkroute;
    private static RecordingProxy proxy;

    @BeforeAll
    static void start() {
        AdminSchema.besides("data");
        application = RunningApplication.start();
        silkroute = application.silkroute;
        proxy = new RecordingProxy(silkroute.address());
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            proxy.close();
            application.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unopim-demo", "magento-luma", "commercetools-samples"})
    void a_real_catalogue_arrives_whole_and_coming_again_is_unchanged(String name) throws IOException {
        byte[] file = Files.readAllBytes(AdminSchema.besides("data/" + name + ".jsonl"));
        RealCatalogue catalogue = new RealCatalogue(file);
        silkroute.control("{\"clear\":true}");
        proxy.requests.clear();
        new Silkroute(silkroute.address(), proxy.address())
                .connect(name, "{\"export\":{\"status\":\"all\"},\"exportPath\":\"single\"}");

        List<JsonNode> first = push(name, file, catalogue.size());

        Set<String> rejected = INDISTINCT.getOrDefault(name, Set.of());
        assertThat(products(name, "rejected")).containsExactlyInAnyOrderElementsOf(rejected);
        assertThat(silkroute.activity("connector=" + name + "&outcome=rejected"))
                .allMatch(entry ->
                        entry.path("sentence").asString().contains("cannot be told apart: name the attributes"));
        assertThat(silkroute.activity("connector=" + name + "&outcome=parked")).isEmpty();
        catalogue.without(rejected);
        assertThat(sum(first, "created")).as(first.toString()).isEqualTo(catalogue.size());
        assertThat(faults()).isEmpty();
        assertThat(catalogue.differencesFrom(silkroute.products(), silkroute.collections()))
                .isEmpty();

        long writes = silkroute.writes();
        List<JsonNode> second = push(name, file, catalogue.size());

        assertThat(sum(second, "unchanged")).as(second.toString()).isGreaterThanOrEqualTo(catalogue.size());
        assertThat(sum(second, "unchanged") + sum(second, "rejected"))
                .as(second.toString())
                .isEqualTo(sum(second, "total"));
        assertThat(silkroute.writes()).isEqualTo(writes);
    }

    /** The runs that this began: what comes late may have one of its own. */
    private static List<JsonNode> push(String name, byte[] file, int items) {
        String before = silkroute.lastRun(name).path("id").asString();
        Silkroute.Response pushed = silkroute.push(name, "application/x-ndjson", file);
        assertThat(pushed.status()).as(pushed.text()).isEqualTo(202);
        assertThat(pushed.json().path("rejected").asInt()).as(pushed.text()).isZero();
        return Awaitility.await(name + " has gone through")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> runsAfter(name, before),
                        runs -> sum(runs, "done") >= items
                                && runs.stream()
                                        .allMatch(run -> run.path("finishedAt").isString()));
    }

    private static List<JsonNode> runsAfter(String name, String before) {
        List<JsonNode> runs = new ArrayList<>();
        for (JsonNode run : silkroute.runs(name)) {
            if (run.path("id").asString().compareTo(before) > 0) {
                runs.add(run);
            }
        }
        return runs;
    }

    private static int sum(List<JsonNode> runs, String count) {
        return runs.stream()
                .mapToInt(run -> run.path("counts").path(count).asInt())
                .sum();
    }

    private static Set<String> products(String name, String outcome) {
        return silkroute.activity("connector=" + name + "&type=product&outcome=" + outcome).stream()
                .map(entry -> entry.path("item").asString())
                .collect(Collectors.toSet());
    }

    /** Each document once, the variables of every request. */
    private static Set<String> faults() throws IOException {
        AdminSchema schema = AdminSchema.read();
        Set<String> faults = new TreeSet<>();
        Set<String> documents = new HashSet<>();
        for (byte[] request : proxy.requests) {
            JsonNode body = Silkroute.JSON.readTree(request);
            String document = body.path("query").asString();
            if (documents.add(document)) {
                faults.addAll(schema.faults(document));
            }
            if (body.path("variables").isObject()) {
                faults.addAll(schema.faults(document, Silkroute.JSON.convertValue(body.path("variables"), VARIABLES)));
            }
        }
        assertThat(documents).hasSizeGreaterThan(2);
        assertThat(proxy.requests).hasSizeGreaterThan(100);
        return faults;
    }
}
