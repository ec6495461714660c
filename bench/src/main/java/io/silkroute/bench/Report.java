package io.silkroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;

/** {@code report.json}, {@code report.md} and what is printed. */
final class Report {

    private final Options options;
    private final Figures figures;
    private final Path jar;
    private final Instant began = Instant.now();

    Report(Options options, Figures figures, Path jar) {
        this.options = options;
        this.figures = figures;
        this.jar = jar;
    }

    void write() throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", began.truncatedTo(ChronoUnit.SECONDS).toString());
        report.put("seconds", Duration.between(began, Instant.now()).toSeconds());
        report.put("machine", Machine.described());
        report.put("versions", Map.of("silkroute", jar.getFileName().toString(), "revision", revision()));
        report.put("options", told());
        report.put("figures", figures.told());
        Files.createDirectories(options.out());
        Web.JSON
                .writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .writeValue(options.out().resolve("report.json").toFile(), report);
        String text = "Measured " + report.get("at") + " in " + report.get("seconds") + " s, " + report.get("versions")
                + "\n" + report.get("machine") + "\n" + report.get("options") + "\n\n" + figures.table();
        Files.writeString(options.out().resolve("report.md"), text);
        System.out.println("\n" + text);
    }

    private Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("cases", options.cases());
        told.put("rounds", options.rounds());
        told.put("items", options.items());
        told.put("warmUp", options.warmUp());
        told.put("seconds", options.seconds());
        told.put("concurrency", options.concurrency());
        told.put("shopLatencyMillis", options.shopLatency());
        told.put("connections", options.connections());
        told.put("shop", options.shop());
        told.put("database", options.database());
        told.put("catalogue", Path.of(options.catalogue()).getFileName().toString());
        told.put("java", options.javaOptions());
        return told;
    }

    private static String revision() throws IOException {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
            return new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        } catch (IOException noGit) {
            return "?";
        }
    }
}
