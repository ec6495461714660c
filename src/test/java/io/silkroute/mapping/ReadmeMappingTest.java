package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.mapping.read.InputTypes;
import io.silkroute.mapping.read.MappingError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeMappingTest {

    @Test
    void the_mapping_that_the_readme_shows_is_one() throws IOException {
        Matcher shown = Pattern.compile("```yaml\n(fields:.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(shown.find()).isTrue();
        List<MappingError> errors = new ArrayList<>();
        new MappingReader(InputTypes.load()).read("README.md", "target: product\n" + shown.group(1), errors);
        assertThat(errors).isEmpty();
    }
}
