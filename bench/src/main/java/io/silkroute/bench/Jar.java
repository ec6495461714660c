package io.silkroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The packaged product, with its libraries beside it, as one would run it for good. */
final class Jar {

    private Jar() {}

    static Path extracted(Path given, Path work) throws IOException, InterruptedException {
        Path jar = given.toString().isEmpty() ? built() : given;
        Path folder = work.resolve("jar");
        Trees.delete(folder);
        Launched tool = Launched.java(
                "extract",
                work,
                "-Djarmode=tools",
                "-jar",
                jar.toAbsolutePath().toString(),
                "extract",
                "--destination",
                folder.toString());
        if (tool.waitFor(Duration.ofMinutes(2)) != 0) {
            throw new IOException(tool.said());
        }
        return folder.resolve(jar.getFileName());
    }

    private static Path built() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(
                            file -> file.getFileName().toString().matches("silkroute-[^-]+(-SNAPSHOT)?\\.jar"))
                    .toList();
            if (jars.size() != 1) {
                throw new IOException("One jar is expected in target/, not " + jars);
            }
            return jars.get(0);
        }
    }
}
