package io.silkroute.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java bin/silkroute takes, and what it tells it. The homes are made up: their java prints what it was given. */
class LaunchScriptTest {

    @TempDir
    private Path folder;

    private Path dist;
    private Path script;

    @BeforeEach
    void lay_out() throws IOException {
        dist = Files.createDirectories(folder.resolve("a dist"));
        script = Files.createDirectories(dist.resolve("bin")).resolve("silkroute");
        Files.copy(Path.of("src/dist/bin/silkroute"), script, StandardCopyOption.COPY_ATTRIBUTES);
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("cat", "readlink")) {
            Path found = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
            Files.copy(found, tools.resolve(tool), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private record Said(int status, long pid, List<String> out, List<String> err) {}

    private Said start(Map<String, String> environment, String... arguments) throws Exception {
        return start(script, environment, arguments);
    }

    private Said start(Path command, Map<String, String> environment, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", folder.resolve("tools").toString(),
                        "HOME", folder.toString(),
                        "SILKROUTE_JAVA_HOMES", folder.resolve("jvm") + "/*"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), process.pid(), out.lines().toList(), Files.readAllLines(err));
    }

    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                echo "$0"
                echo "in $(pwd)"
                echo "pid $$"
                for argument; do echo "$argument"; done
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), """
                IMPLEMENTOR="Nobody"
                JAVA_VERSION="%s"
                MODULES="java.base"
                """.formatted(version));
        return home;
    }

    private static String taken(Path home) {
        return home.resolve("bin/java").toString();
    }

    @Test
    void takes_25_or_newer_before_an_older_one_that_comes_first() throws Exception {
        Path older = java("older", "21.0.2");
        java("jvm/a-17", "17.0.15");
        Path newer = java("jvm/b-26", "26");
        java("jvm/c-1.8", "1.8.0_402");

        Said said = start(Map.of("JAVA_HOME", older.toString()));

        assertThat(said.out().get(0)).isEqualTo(taken(newer));
        assertThat(said.err()).isEmpty();
    }

    @Test
    void the_java_that_is_named_wins() throws Exception {
        java("jvm/25", "25.0.3");
        Path named = java("named", "17.0.1");

        Said said = start(Map.of("SILKROUTE_JAVA_HOME", named.toString()));

        assertThat(said.out().get(0)).isEqualTo(taken(named));
        assertThat(said.err()).hasSize(1);
    }

    @Test
    void java_home_comes_before_the_common_folders() throws Exception {
        java("jvm/25", "25.0.3");
        Path home = java("home", "25.0.1");

        assertThat(start(Map.of("JAVA_HOME", home.toString())).out().get(0)).isEqualTo(taken(home));
    }

    @Test
    void finds_the_java_on_the_path_behind_its_links() throws Exception {
        Path home = java("far away", "25");
        Path link = Files.createSymbolicLink(folder.resolve("alternative"), home.resolve("bin/java"));
        Files.createSymbolicLink(folder.resolve("tools/java"), link);

        assertThat(start(Map.of()).out().get(0)).isEqualTo(taken(home));
    }

    @Test
    void without_25_takes_the_newest_and_says_so_in_one_line() throws Exception {
        java("jvm/a-17", "17.0.15");
        Path newest = java("jvm/b-21", "21");
        java("jvm/c-18", "18.0.2");

        Said said = start(Map.of());

        assertThat(said.out().get(0)).isEqualTo(taken(newest));
        assertThat(said.err()).singleElement().asString().contains("Java 21", newest.toString(), "25 or newer");
        assertThat(said.out())
                .contains("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xms48m", "-Xmx384m")
                .noneMatch(option -> option.contains("CompactObjectHeaders") || option.startsWith("--"));
    }

    @Test
    void without_17_says_one_sentence_and_ends() throws Exception {
        Path old = java("jvm/11", "11.0.22");
        Files.createDirectories(folder.resolve("jvm/broken/bin"));

        Said said = start(Map.of());
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).singleElement().asString().contains("no Java of version 17 or newer");

        Said named = start(Map.of("SILKROUTE_JAVA_HOME", old.toString()));
        assertThat(named.status()).isEqualTo(1);
        assertThat(named.err()).singleElement().asString().contains("SILKROUTE_JAVA_HOME=" + old);
    }

    @Test
    void java_takes_the_scripts_place_with_every_argument_as_it_was() throws Exception {
        java("jvm/25", "25.0.3");

        Said said = start(Map.of(), "--check-mappings", "--some.key=two  words", "*", "");

        assertThat(said.out()).contains("pid " + said.pid());
        assertThat(said.out().subList(said.out().indexOf("-jar"), said.out().size()))
                .containsExactly("-jar", "silkroute.jar", "--check-mappings", "--some.key=two  words", "*", "");
        assertThat(said.out())
                .contains(
                        "-XX:+UseCompactObjectHeaders",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void works_in_the_folder_that_holds_bin_also_through_a_link() throws Exception {
        java("jvm/25", "25.0.3");
        Path far = Files.createSymbolicLink(folder.resolve("far"), script);
        Files.createDirectories(folder.resolve("links"));
        Path link = Files.createSymbolicLink(folder.resolve("links/silkroute"), Path.of("../far"));
        assertThat(far).isSymbolicLink();

        assertThat(start(Map.of()).out()).contains("in " + dist.toRealPath());
        assertThat(start(link, Map.of()).out()).contains("in " + dist.toRealPath());
    }

    @Test
    void heap_options_and_collector_are_set_from_outside() throws Exception {
        java("jvm/25", "25.0.3");

        Said said = start(Map.of("SILKROUTE_HEAP", "2g", "SILKROUTE_JAVA_OPTIONS", "-Da=b -XX:+UseZGC"));

        assertThat(said.out())
                .contains("-Xmx2g", "-Da=b", "-XX:+UseZGC")
                .doesNotContain("-Xmx384m", "-XX:+UseSerialGC");
    }

    @Test
    void the_cache_is_used_with_the_java_that_made_it_and_passed_over_with_another() throws Exception {
        Path home = java("jvm/25", "25.0.3");
        assertThat(start(Map.of()).out()).noneMatch(option -> option.contains("AOT"));

        Files.writeString(dist.resolve("silkroute.aot"), "learned");
        Files.copy(home.resolve("release"), dist.resolve("silkroute.aot.release"));
        Said fits = start(Map.of());
        assertThat(fits.out()).contains("-XX:AOTCache=silkroute.aot");
        assertThat(fits.err()).isEmpty();

        Path other = java("other", "25.0.4");
        Said passedOver = start(Map.of("JAVA_HOME", other.toString()));
        assertThat(passedOver.out()).contains(taken(other)).noneMatch(option -> option.contains("AOT"));
        assertThat(passedOver.err()).singleElement().asString().contains("another Java");

        assertThat(start(Map.of("SILKROUTE_JAVA_OPTIONS", "-XX:AOTCacheOutput=new.aot"))
                        .out())
                .contains("-XX:AOTCacheOutput=new.aot")
                .doesNotContain("-XX:AOTCache=silkroute.aot");
    }
}
