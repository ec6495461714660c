package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A connector that is killed with {@code kill -9} while it asks a PIM: it goes on where it was, and nothing is missing. */
class SourceFetchCrashAcceptanceTest {

    private static final int PRODUCTS = 400;
    private static final int KILLS = Integer.getInteger("crash.kills", 3);

    @TempDir
    Path folder;

    @AutoClose
    private final AskedPim pim = AskedPim.start();

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
                "--silkroute.fetch.tick=100",
                "--silkroute.fetch.tick-delay=50",
                "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD);
        started.add(connector);
        return connector;
    }

    @AfterEach
    void stop() {
        started.forEach(RealProcess::close);
    }

    @Test
    void a_fetch_that_is_killed_goes_on_from_its_last_page_and_brings_everything() throws IOException {
        System.out.println("crash.seed=" + seed);
        Files.createDirectories(folder.resolve("connector/sources"));
        Files.writeString(folder.resolve("connector/sources/asked.yaml"), """
                title: A PIM of the tests
                recognize: [code]
                columns: {id: id, sku: code, name: label}
                """);
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < PRODUCTS; i++) {
            records.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"P%d\",\"code\":\"P%d\",\"label\":\"Lamp %d\"}".formatted(i, i, i));
        }
        pim.control("{\"records\":[" + records + "],\"pageSize\":5,\"latency\":40}");
        RealProcess connector = launch();
        connector.ready();
        Silkroute silkroute = new Silkroute(connector.address(), connector.address());
        silkroute.post("/api/connectors", "{\"name\":\"main\"}");
        silkroute.patch(
                "/api/connectors/main/config",
                "{\"sources\":[{\"name\":\"pim\",\"address\":\"" + pim.address
                        + "/link/products\",\"records\":\"_embedded.items\",\"profile\":\"asked\",\"next\":{\"by\":\"link\",\"path\":\"_links.next\"}}]}");
        String fetch = silkroute
                .post("/api/connectors/main/sources/pim/fetch", "{\"mode\":\"full\"}")
                .json()
                .path("id")
                .asString();
        for (int kill = 0; kill < KILLS; kill++) {
            connector.live(Duration.ofMillis(300 + random.nextInt(900)));
            connector.kill();
            connector = launch();
            connector.ready();
        }
        JsonNode ended = await("the fetch has ended, crash.seed=" + seed)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> silkroute.get("/api/fetches/" + fetch).json(),
                        one -> !one.path("finishedAt").isNull());
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("completed");
        assertThat(ended.at("/counts/records").asInt()).isEqualTo(PRODUCTS);
        assertThat(ended.at("/counts/accepted").asInt()).isEqualTo(PRODUCTS);
        await("the last product is staged")
                .atMost(Duration.ofSeconds(60))
                .until(() -> silkroute
                                .get("/api/connectors/main/items/product/P" + (PRODUCTS - 1))
                                .status()
                        == 200);
        // A page is asked for again only where it was under way when the connector was killed.
        List<String> calls = pim.calls();
        assertThat(calls.size() - new HashSet<>(calls).size()).isBetween(0, KILLS);
        assertThat(folder.resolve("connector/data/fetch")).isEmptyDirectory();
    }
}
