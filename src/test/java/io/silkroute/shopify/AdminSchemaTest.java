package io.silkroute.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents against the Admin API's own schema, 2026-10. */
class AdminSchemaTest {

    private static AdminSchema schema;

    @BeforeAll
    static void readSchema() {
        schema = AdminSchema.read();
    }

    private static List<String> documents() throws IOException {
        return AdminSchema.documents();
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
