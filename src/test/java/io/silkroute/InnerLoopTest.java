package io.silkroute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code mvn test} stays short: what starts the whole application is an acceptance test by its name. */
class InnerLoopTest {

    private static final Pattern TEST = Pattern.compile("\\w+Test\\.java");
    private static final Pattern ACCEPTANCE = Pattern.compile("\\w+AcceptanceTest\\.java");
    private static final Pattern STARTS =
            Pattern.compile("@SpringBootTest|extends InboundTest|\\b(?:RunningApplication|RealProcess)\\b");
    private static final Pattern NO_TEST_ITSELF =
            Pattern.compile("^(?:public )?(?:abstract class|@interface)", Pattern.MULTILINE);

    private static List<Path> tests() {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> TEST.matcher(name(file)).matches())
                    .filter(file -> !file.endsWith("InnerLoopTest.java"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static boolean starts(Path test) {
        try {
            String source = Files.readString(test);
            return STARTS.matcher(source).find()
                    && !NO_TEST_ITSELF.matcher(source).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_starts_the_application_is_no_part_of_it() {
        assertThat(tests().stream().filter(InnerLoopTest::starts))
                .isNotEmpty()
                .allMatch(test -> ACCEPTANCE.matcher(name(test)).matches());
    }
}
