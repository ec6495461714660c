package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads when a process cannot start: what it met and what to do, and no stack of calls. */
class RefusedStartAcceptanceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private final List<RealProcess> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(RealProcess::close);
    }

    @Test
    void a_data_folder_that_is_a_file() throws IOException {
        Files.writeString(folder.resolve("data"), "a file");

        assertThat(refusal(RunningApplication.freePort()))
                .contains("The data folder", "cannot be written", "SILKROUTE_DATA");
    }

    @Test
    void a_database_that_is_none() throws IOException {
        Path db = Files.createDirectories(folder.resolve("data/db"));
        Files.writeString(db.resolve("silkroute.script"), "this is no database\n");
        Files.writeString(db.resolve("silkroute.properties"), "version=2.7.4\nmodified=no\n");

        assertThat(refusal(RunningApplication.freePort())).contains("The database", "cannot be opened", "backup");
    }

    @Test
    void a_port_and_a_folder_that_another_has() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal(taken.getLocalPort())).contains("was already in use");
        }
        RealProcess first = launch(RunningApplication.freePort()).ready();

        assertThat(refusal(RunningApplication.freePort()))
                .contains("The data folder", "is in use by another Silkroute");
        assertThat(first.lives()).isTrue();
    }

    @Test
    void a_provider_of_sign_ins_that_is_set_in_part() throws IOException {
        assertThat(refusal(RunningApplication.freePort(), "--silkroute.oidc.issuer=https://login.example"))
                .contains("client-id is missing", "client-secret is missing", "docs/security.md");
    }

    private String refusal(int port, String... more) throws IOException {
        Files.deleteIfExists(folder.resolve("connector.log"));
        RealProcess process = launch(port, more);
        Awaitility.await("it ends").atMost(PATIENCE).until(() -> !process.lives());
        assertThat(process.status()).isEqualTo(1);
        String said = process.said();
        assertThat(said).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
        return said;
    }

    private RealProcess launch(int port, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--silkroute.data=data",
                "--silkroute.inbox=inbox",
                "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD));
        settings.addAll(List.of(more));
        RealProcess process = RealProcess.connector(folder, port, settings.toArray(String[]::new));
        started.add(process);
        return process;
    }
}
