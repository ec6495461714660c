package io.silkroute.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the benchmark's own, ended with it and by its id only. */
final class Launched implements AutoCloseable {

    private final String name;
    private final Process process;
    private final Path output;

    private Launched(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static Launched java(String name, Path folder, String options, String... rest) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options.trim().split("\\s+")));
        command.addAll(List.of(rest));
        return of(name, folder, Map.of(), command);
    }

    static Launched of(String name, Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        return of(name, folder, folder, environment, command);
    }

    static Launched of(String name, Path folder, Path in, Map<String, String> environment, List<String> command)
            throws IOException {
        Path output = Files.createDirectories(folder).resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new Launched(name, builder.start(), output);
    }

    Launched ready(URI address, Map<String, String> headers) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                if (Web.get(address, headers).status() == 200) {
                    return this;
                }
            } catch (IOException notYet) {
                // it is asked again
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(name + " did not become ready:\n" + said());
    }

    /** Waits until something answers at the address, whatever it says. */
    Launched answering(URI address) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                Web.get(address, Map.of());
                return this;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException(name + " did not come up:\n" + said());
    }

    boolean alive() {
        return process.isAlive();
    }

    int waitFor(Duration time) throws InterruptedException, IOException {
        if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(name + " takes longer than " + time + ":\n" + said());
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** CPU seconds it and its children have taken. */
    double cpu() {
        double own = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
        return own
                + process.descendants()
                                .mapToLong(child -> child.info()
                                        .totalCpuDuration()
                                        .orElse(Duration.ZERO)
                                        .toNanos())
                                .sum()
                        / 1e9;
    }

    /** Megabytes resident, now ({@code VmRSS}) or at most so far ({@code VmHWM}). */
    double resident(String which) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status"))) {
            if (line.startsWith(which + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }

    String said() throws IOException {
        List<String> lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
