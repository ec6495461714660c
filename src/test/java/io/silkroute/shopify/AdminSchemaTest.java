package io.silkroute.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents against the Admin API's own schema, 2026-10. */
public class AdminSchemaTest {

    private static final Path DOCUMENTS = Path.of("src/main/resources/shopify");
    private static AdminSchema schema;

    @BeforeAll
    static void readSchema() {
        schema = AdminSchema.read();
    }

    public static List<String> documents() throws IOException {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".graphql"))
                    .map(name -> name.substring(0, name.length() - ".graphql".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_is_valid(String name) {
        String document = Operation.named(name).document();
        assertThat(schema.faults(document)).isEmpty();
        assertThat(document).containsPattern("^(query|mutation) " + name + "\\b");
    }

    @Test
    void a_mutation_for_several_items_is_valid() {
        String document = Operation.named("publishablePublish").times(25).document();

        assertThat(schema.faults(document)).isEmpty();
        assertThat(document).contains("$id24:ID!", "a24:publishablePublish(id:$id24");
    }

    @Test
    void the_only_mutations_are_those_that_are_needed() throws IOException {
        assertThat(documents()).hasSizeGreaterThan(15).contains("productSet", "bulkOperationRunMutation");
    }
}
