package io.silkroute.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The application in a JVM of its own, which can be killed as a power cut would. It runs from the classes under test,
 * or from the packaged jar that the system property {@code silkroute.jar} names.
 */
final class RealProcess implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final Path output;
    private final URI address;
    private final String readiness;

    private RealProcess(Process process, Path output, URI address, String readiness) {
        this.process = process;
        this.output = output;
        this.address = address;
        this.readiness = readiness;
    }

    /** Starts the sandbox shop alone. @param folder where it works and writes what it says */
    static RealProcess sandbox(Path folder, int port, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--sandbox-only"));
        arguments.addAll(List.of(settings));
        String heap = System.getProperty("sandbox.heap", "256m");
        return launch(folder, "sandbox", port, "/sandbox/state", heap, arguments);
    }

    /** Starts the connector; returns at once, see {@link #ready}. */
    static RealProcess connector(Path folder, int port, String... settings) {
        return launch(folder, "connector", port, "/actuator/health/readiness", "256m", List.of(settings));
    }

    private static RealProcess launch(
            Path folder, String name, int port, String readiness, String heap, List<String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        String jar = System.getProperty("silkroute.jar", "");
        if (jar.isEmpty()) {
            command.addAll(List.of("-cp", classPath(), "io.silkroute.Silkroute"));
        } else {
            command.addAll(List.of("-jar", Path.of(jar).toAbsolutePath().toString()));
        }
        command.add("--server.port=" + port);
        command.addAll(settings);
        try {
            Path output = Files.createDirectories(folder).resolve(name + ".log");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new RealProcess(process, output, URI.create("http://127.0.0.1:" + port), readiness);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    URI address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    boolean lives() {
        return process.isAlive();
    }

    /** What it ended with. */
    int status() {
        return process.exitValue();
    }

    /** Waits until it answers; fails with what it said if it does not or has ended. */
    RealProcess ready() {
        try {
            Awaitility.await("the process at " + address + " is ready")
                    .atMost(Duration.ofMinutes(4)) // a busy machine starts a JVM slowly
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || answers());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(said(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("ended with " + process.exitValue() + "\n" + said());
        }
        return this;
    }

    private boolean answers() throws InterruptedException {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(address.resolve(readiness))
                                            .timeout(Duration.ofSeconds(5))
                                            .header("X-Shopify-Access-Token", Silkroute.SHOP_TOKEN)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** {@code kill -9}: nothing is flushed, closed or said. */
    void kill() {
        process.toHandle().destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " outlives kill -9");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it where it is, its connections open: a machine that lost its power says good-bye to nobody either. */
    void freeze() {
        signal("STOP");
    }

    /** Lets it go on as if nothing had been. */
    void wake() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            if (new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                            .start()
                            .waitFor()
                    != 0) {
                throw new IllegalStateException("process " + process.pid() + " took no SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits this long, or until the process ends. */
    void live(Duration time) {
        try {
            if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("ended with " + process.exitValue() + "\n" + said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The last lines it wrote. */
    String said() {
        try {
            List<String> lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
