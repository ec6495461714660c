package io.silkroute.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The distribution and the image start once, each away from where it was built, and bring the sample into the shop.
 * {@code mvn -Pdist verify} builds the distribution and runs this; with the profile {@code image} also the image, which
 * is started by chroot and so needs root.
 */
class DistAcceptanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final String PASSWORD = "password-of-the-try";

    @TempDir
    private Path folder;

    private static Path built(String what, String property, String how) {
        String file = System.getProperty(property, "");
        assumeTrue(!file.isEmpty() && Files.exists(Path.of(file)), what + " was not built: " + how);
        return Path.of(file);
    }

    @Test
    void the_unpacked_archive_brings_the_sample_into_the_shop() throws Exception {
        Path archive = built("The distribution", "dist.archive", "mvn -Pdist verify");
        run(List.of("tar", "-xzf", archive.toString(), "-C", folder.toString()));
        Path dist = Files.move(folder.resolve("silkroute"), folder.resolve("moved"));
        assertThat(dist.resolve("data")).doesNotExist();
        Path loaded = folder.resolve("loaded");
        int port = freePort();

        ProcessBuilder builder =
                new ProcessBuilder(dist.resolve("bin/silkroute").toString(), "--server.port=" + port);
        builder.environment().put("SILKROUTE_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + loaded);
        bringsTheSample(builder, port);

        assertThat(dist.resolve("data")).isDirectory();
        if (Files.exists(dist.resolve("silkroute.aot"))) {
            assertThat(countLines(loaded, line -> line.contains(" io.silkroute.") && line.contains("shared objects")))
                    .as("classes out of the cache")
                    .isGreaterThan(100);
        }
    }

    @Test
    void the_image_brings_the_sample_into_the_shop() throws Exception {
        Path image = built("The image", "dist.image", "mvn -Pdist,image verify");
        JsonNode config = unpacked(image).path("config");
        assertThat(config.path("Entrypoint").path(0).asString()).isEqualTo("/opt/silkroute/bin/silkroute");
        assertThat(config.path("User").asString()).isEqualTo("10001:10001");
        assertThat(config.path("Volumes").has("/var/lib/silkroute")).isTrue();
        Path root = folder.resolve("root");
        assertThat(root.resolve("opt/silkroute/bin/silkroute")).isExecutable();
        assertThat(root.resolve("app")).as("the application once more").doesNotExist();

        assumeTrue(System.getProperty("user.name").equals("root"), "Starting the image takes root, for chroot");
        Files.createDirectories(root.resolve("dev"));
        Files.createDirectories(root.resolve("proc"));
        run(List.of("mknod", "-m", "666", root.resolve("dev/null").toString(), "c", "1", "3"));
        run(List.of("mknod", "-m", "666", root.resolve("dev/random").toString(), "c", "1", "8"));
        run(List.of("mknod", "-m", "666", root.resolve("dev/urandom").toString(), "c", "1", "9"));
        int port = freePort();
        // Java finds its libraries by /proc; mounted in a name space of its own, it goes with the process.
        ProcessBuilder builder = new ProcessBuilder(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t proc proc \"$1/proc\" && shift && exec \"$(PATH=/usr/sbin:/sbin; command -v chroot)\" \"$@\"",
                "sh",
                root.toString(),
                "--userspec=" + config.path("User").asString(),
                root.toString(),
                config.path("Entrypoint").path(0).asString(),
                "--server.port=" + port);
        builder.environment().clear();
        config.path("Env").forEach(variable -> {
            String[] parts = variable.asString().split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        });
        builder.environment().put("SERVER_ADDRESS", "127.0.0.1"); // there is no network of its own here

        bringsTheSample(builder, port);

        assertThat(root.resolve("var/lib/silkroute/db")).isDirectory();
    }

    /** Lays the layers over each other, in {@code root}. @return the image's configuration */
    private JsonNode unpacked(Path image) throws Exception {
        Path parts = Files.createDirectories(folder.resolve("image"));
        Path root = Files.createDirectories(folder.resolve("root"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        run(List.of("tar", "-xf", image.toString(), "-C", parts.toString()));
        JsonNode manifest =
                JSON.readTree(Files.readString(parts.resolve("manifest.json"))).path(0);
        for (JsonNode layer : manifest.path("Layers")) {
            run(List.of("tar", "-xf", parts.resolve(layer.asString()).toString(), "-C", root.toString()));
        }
        return JSON.readTree(
                Files.readString(parts.resolve(manifest.path("Config").asString())));
    }

    /** Starts it, waits until the sample is in the shop, and stops it by SIGTERM, which it takes as a clean end. */
    private void bringsTheSample(ProcessBuilder builder, int port) throws Exception {
        Path log = folder.resolve("log");
        builder.environment().put("SILKROUTE_ADMIN_PASSWORD", PASSWORD);
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            URI address = URI.create("http://127.0.0.1:" + port);
            await(
                    process,
                    log,
                    "ready",
                    () -> get(address.resolve("/actuator/health/readiness")).equals("UP"));
            await(
                    process,
                    log,
                    "the sample's run",
                    () -> get(address.resolve("/api/connectors/demo/runs")).equals("completed"));
            process.destroy();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("stops").isTrue();
            assertThat(process.exitValue()).as(() -> said(log)).isEqualTo(143); // 128 and SIGTERM
        } finally {
            process.destroyForcibly();
        }
    }

    private static void await(Process process, Path log, String what, Callable<Boolean> so) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(5)) // a busy machine starts a JVM slowly
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("ended with " + process.exitValue() + "\n" + said(log));
                    }
                })
                .until(so);
    }

    /** The health's status, or the newest run's state; empty when there is no answer yet. */
    private static String get(URI address) throws InterruptedException {
        String user = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(30))
                            .header("Authorization", "Basic " + user)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body());
            return body.path("items")
                    .path(0)
                    .path("state")
                    .asString(body.path("status").asString(""));
        } catch (IOException notYet) {
            return "";
        }
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static long countLines(Path file, Predicate<String> kind) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(kind).count();
        }
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
