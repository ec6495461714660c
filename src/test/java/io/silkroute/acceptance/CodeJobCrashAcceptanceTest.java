package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A job of codes in a process that is killed with {@code kill -9}, again and again, at any moment of it. */
class CodeJobCrashAcceptanceTest {

    private static final int CODES = 5_000;
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
                "--silkroute.sandbox.plan=unlimited",
                "--silkroute.sandbox.access-token=" + Silkroute.SHOP_TOKEN,
                "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD);
        started.add(connector);
        return connector;
    }

    @AfterEach
    void stop() {
        started.forEach(RealProcess::close);
    }

    @Test
    void no_code_is_made_twice_and_none_is_missing() {
        System.out.println("crash.seed=" + seed);
        RealProcess connector = launch();
        connector.ready();
        Silkroute silkroute = new Silkroute(connector.address(), connector.address());
        silkroute.connect("main", "{}");
        CodeJobAcceptanceTest.campaign(silkroute, "main", "M");

        String job = CodeJobAcceptanceTest.ask(
                silkroute, "main", "M", "{\"generate\":{\"count\":" + CODES + ",\"prefix\":\"K-\"}}");
        for (int kill = 0; kill < KILLS; kill++) {
            if (kill > 0) {
                connector.live(Duration.ofMillis(random.nextInt(2_500)));
            }
            connector.kill();
            connector = launch();
            connector.ready();
        }
        JsonNode ended = CodeJobAcceptanceTest.ended(silkroute, job);

        assertThat(ended.path("total").asInt()).isEqualTo(CODES);
        assertThat(ended.path("done").asInt())
                .as("crash.seed=" + seed + " " + ended)
                .isEqualTo(CODES);
        assertThat(silkroute.discount("Campaign").path("codes"))
                .as("crash.seed=" + seed)
                .extracting(code -> code.path("code").asString())
                .hasSize(CODES)
                .doesNotHaveDuplicates();
        assertThat(CodeJobAcceptanceTest.items(silkroute, "main", "M"))
                .as("crash.seed=" + seed)
                .hasSize(CODES)
                .doesNotHaveDuplicates();
    }
}
