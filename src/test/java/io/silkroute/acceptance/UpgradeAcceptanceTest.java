package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A data folder of an earlier build, as it stood when that one was killed: six products that a connector {@code main} had
 * exported to the sandbox and that the PIM pushed again under other names, and a connector {@code waiting} with 13 pending
 * changes. Made by the build on Spring Boot 3.5, the last before the platform of today.
 */
class UpgradeAcceptanceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private RealProcess process;

    @AfterEach
    void end() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    void data_of_an_earlier_build_is_gone_on_with() throws IOException {
        unpack("/upgrade/boot-3.5.zip", folder.resolve("data"));
        int port = RunningApplication.freePort();
        process = RealProcess.connector(
                        folder,
                        port,
                        "--silkroute.data=data",
                        "--silkroute.inbox=inbox",
                        "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD,
                        "--silkroute.sandbox.enabled=true",
                        "--silkroute.sandbox.domain=demo.myshopify.com",
                        "--silkroute.sandbox.access-token=" + Silkroute.SHOP_TOKEN,
                        "--silkroute.sandbox.data=data/sandbox")
                .ready();
        Silkroute silkroute = new Silkroute(process.address(), process.address());

        silkroute.pending("waiting", 13);
        silkroute.pending("main", 13);
        JsonNode earlier = silkroute.lastRun("main");
        assertThat(earlier.path("state").asString()).isEqualTo("completed");
        assertThat(earlier.path("counts").path("created").asInt()).isEqualTo(13);

        assertThat(silkroute
                        .patch(
                                "/api/connectors/main/config",
                                "{\"shop\":{\"endpoint\":\"" + process.address() + "\",\"accessToken\":\""
                                        + Silkroute.SHOP_TOKEN + "\"}}")
                        .status())
                .isEqualTo(200);
        silkroute.put("/api/connectors/main/activate");
        silkroute.post("/api/connectors/main/sync");
        JsonNode run = silkroute.settled("main", PATIENCE);

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.path("counts").path("created").asInt()).isZero();
        assertThat(silkroute.products()).hasSize(6);
        assertThat(silkroute.products().values())
                .allMatch(product -> product.path("title").asString().startsWith("Lantern"));
    }

    private static void unpack(String resource, Path target) throws IOException {
        InputStream in = Objects.requireNonNull(UpgradeAcceptanceTest.class.getResourceAsStream(resource));
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }
}
