package io.silkroute.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Tells Camel its route files: those inside the jar, and those of the folder {@code silkroute.routes}, which win
 * over the ones of the same name. A {@code camel.main.routes-include-pattern} that somebody sets wins over both.
 */
class RouteFiles implements EnvironmentPostProcessor, Ordered {

    static final String PATTERN = "camel.main.routes-include-pattern";
    private static final String SUFFIX = ".camel.yaml";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1; // application.yaml has been read
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Path folder = Path.of(environment.getProperty("silkroute.routes", "./routes"));
        String files = String.join(",", files(folder).values());
        environment.getPropertySources().addLast(new MapPropertySource("route files", Map.of(PATTERN, files)));
    }

    /** Addresses of the files by their names. */
    static Map<String, String> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try {
            for (Resource inside :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:routes/*" + SUFFIX)) {
                String name = String.valueOf(inside.getFilename());
                files.put(name, "classpath:routes/" + name);
            }
            if (Files.isDirectory(folder)) {
                try (Stream<Path> beside = Files.list(folder)) {
                    beside.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                            .forEach(file -> files.put(
                                    file.getFileName().toString(),
                                    "file:" + file.toAbsolutePath().normalize()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the route files cannot be listed", e);
        }
        return files;
    }
}
