package io.silkroute.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RouteFilesTest {

    private final Path folder;

    RouteFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_file_of_the_folder_is_taken_from_there() throws Exception {
        Files.writeString(folder.resolve("mine.camel.yaml"), "[]");
        Files.writeString(folder.resolve("notes.txt"), "");
        assertThat(RouteFiles.files(folder))
                .containsEntry(
                        "mine.camel.yaml", "file:" + folder.toAbsolutePath().resolve("mine.camel.yaml"))
                .doesNotContainKey("notes.txt");
    }

    @Test
    void a_pattern_that_somebody_sets_wins() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("set", Map.of(RouteFiles.PATTERN, "file:other/*.yaml")));
        new RouteFiles().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty(RouteFiles.PATTERN)).isEqualTo("file:other/*.yaml");
    }

    @Test
    void without_a_folder_the_jars_own_routes_are_left() {
        assertThat(RouteFiles.files(folder.resolve("absent")).values()).allMatch(file -> file.startsWith("classpath:"));
    }
}
