package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that becomes full under the database, the queue, or both. The connector is a process of its own, and the disk
 * a small one that is mounted for it; {@code -Ddisk.rounds=10} is the long form, {@code -Ddisk.seed=…} repeats one.
 */
class FullDiskAcceptanceTest {

    private static final String CONNECTOR = "main";
    private static final int ROUNDS = Integer.getInteger("disk.rounds", 1);
    private static final int SMALL = 40;
    private static final int LARGE = 400;
    private static final int ENDED_BY_A_FAILED_WRITE = 74;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("disk.seed", System.nanoTime() & 0xffffff);
    private final Random random = new Random(seed);
    private final int port = RunningApplication.freePort();
    private final List<AutoCloseable> open = new ArrayList<>();
    private RealProcess process;
    private Silkroute silkroute;
    private int pushed;
    private int accepted;
    private int ended;

    @AfterEach
    void end() throws Exception {
        if (process != null) {
            process.close();
        }
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db", "broker"})
    void what_was_accepted_before_the_disk_was_full_is_there_after(String place) {
        System.out.println("disk.seed=" + seed);
        SmallDisk disk = disk(place, SMALL);
        launch("0");
        connect();
        int size = SMALL;
        for (int round = 0; round < ROUNDS; round++) {
            fill();
            size += 1 + random.nextInt(3);
            disk.enlarge(size);
            for (int start = 0; !startedAgain(); start++) {
                assertThat(start).as(process.said()).isLessThan(6);
                size += 2 << start; // a start writes too
                disk.enlarge(size);
            }
        }
        fill();
        System.out.println("ended by failed writes: " + ended);
        assertThat(ended).isPositive(); // else the disk never was full
        disk.enlarge(LARGE);
        if (!process.lives()) {
            launch("0");
        }
        process.ready();
        assertThat(push()).isEqualTo(202);
        process.kill();
        launch("0");

        everythingAcceptedIsThere();
    }

    @Test
    void a_disk_that_is_nearly_full_takes_no_more_and_goes_on_when_there_is_room() throws IOException {
        SmallDisk disk = disk("", 96);
        launch("24MB");
        connect();
        assertThat(push()).isEqualTo(202);
        disk.leave(20);
        assertThat(push()).isEqualTo(503);
        Path dropped = drop();
        assertThat(silkroute.get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(silkroute.get("/actuator/health").text()).contains("have to stay free");
        assertThat(SignedIn.as(process.address(), "admin", Silkroute.ADMIN_PASSWORD)
                        .get("/")
                        .text())
                .contains("have to stay free");
        assertThat(silkroute.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(process.lives()).isTrue();

        process.live(Duration.ofSeconds(3));
        assertThat(dropped).exists();

        disk.leaveAll();
        process.ready();
        assertThat(push()).isEqualTo(202);
        Awaitility.await("the file is taken in").atMost(PATIENCE).until(() -> !Files.exists(dropped));
        process.kill();
        launch("24MB");

        everythingAcceptedIsThere();
    }

    private Path drop() throws IOException {
        Path file = folder.resolve("inbox").resolve(CONNECTOR).resolve("dropped.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"type\":\"product\",\"id\":\"dropped\"}");
        pushed++;
        accepted++;
        return file;
    }

    private SmallDisk disk(String place, int megabytes) {
        SmallDisk disk = SmallDisk.mount(folder.resolve("data").resolve(place), megabytes);
        open.add(disk);
        return disk;
    }

    private void launch(String minimumFree) {
        process = RealProcess.connector(
                folder,
                port,
                "--silkroute.data=data",
                "--silkroute.inbox=inbox",
                "--silkroute.disk.minimum-free=" + minimumFree,
                "--silkroute.admin-password=" + Silkroute.ADMIN_PASSWORD);
        silkroute = new Silkroute(process.address(), process.address());
    }

    /** A connector that is inactive: what it accepts stays pending. */
    private void connect() {
        process.ready();
        Silkroute.Response created = silkroute.post(
                "/api/connectors",
                "{\"name\":\"" + CONNECTOR + "\",\"config\":{\"pimToken\":\"" + Silkroute.PIM_TOKEN
                        + "\",\"shop\":{\"domain\":\"demo.myshopify.com\",\"accessToken\":\"none\"}}}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
    }

    /** Pushes until nothing more is taken, or the process has ended for it. */
    private void fill() {
        int refused = 0;
        for (int i = 0; i < 2_000 && refused < 3 && process.lives(); i++) {
            refused += push() == 202 ? 0 : 1;
        }
        Awaitility.await().atMost(PATIENCE).until(() -> !process.lives() || settled());
        if (!process.lives()) {
            assertThat(process.status()).as(process.said()).isEqualTo(ENDED_BY_A_FAILED_WRITE);
            ended++;
        }
    }

    private boolean settled() {
        try {
            return silkroute.get("/actuator/health/liveness").status() > 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private boolean startedAgain() {
        if (process.lives()) {
            return true;
        }
        launch("0");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(!process.lives() || ready())
                        .as(process.said())
                        .isTrue());
        assertThat(process.said()).doesNotContain("cannot be replayed");
        return process.lives();
    }

    private boolean ready() {
        try {
            return silkroute.get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** One item of 20 to 150 kB. @return the answer's status, 0 without an answer */
    private int push() {
        String item = "{\"type\":\"product\",\"id\":\"P-%d\",\"name\":\"Lamp\",\"attributes\":{\"note\":\"%s\"}}"
                .formatted(pushed++, "x".repeat(20_000 + random.nextInt(130_000)));
        try {
            int status = silkroute
                    .push(CONNECTOR, "application/json", item.getBytes(StandardCharsets.UTF_8))
                    .status();
            accepted += status == 202 ? 1 : 0;
            return status;
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    // An answer may be lost with the process; then one more is there than was answered for.
    private void everythingAcceptedIsThere() {
        process.ready();
        Awaitility.await("all of " + accepted + " are pending, of " + pushed)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(silkroute
                                .get("/api/connectors/" + CONNECTOR + "/status")
                                .json()
                                .path("pending")
                                .asInt())
                        .isBetween(accepted, pushed));
    }
}
