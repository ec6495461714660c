package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * The route files against the schema of Camel's YAML DSL, in its canonical form: the one without shorthands. Camel itself
 * is more lenient when it reads a file, so a wrong key may pass at the start and be found here. Of an address's parameters
 * the schema knows nothing; those Camel looks at when it starts.
 */
class RouteSchemaTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Schema CANONICAL = canonical();

    private static Schema canonical() {
        try (InputStream schema =
                RouteSchemaTest.class.getClassLoader().getResourceAsStream("schema/camelYamlDsl-canonical.json")) {
            Dialect draft4 = Dialect.builder(Dialects.getDraft4())
                    .keyword(new NonValidationKeyword("deprecated"))
                    .build();
            return SchemaRegistry.withDefaultDialect(draft4)
                    .getSchema(new ObjectMapper().readTree(Objects.requireNonNull(schema, "not in camel-yaml-dsl")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> faults(JsonNode yaml) {
        return CANONICAL.validate(yaml).stream().map(Object::toString).toList();
    }

    @Test
    void every_route_file_is_as_the_canonical_schema_says() {
        for (RouteFile file : RouteFile.all()) {
            assertThat(faults(file.yaml())).as(file.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ref: staging,            referenz: staging, a key that is none",
        "bean:,                   beans:,            a step that is none",
        "id: stage,               id: [stage],       a list for a text",
        "'uri: direct:stage',     'url: direct:stage', a route from nowhere"
    })
    void a_fault_is_found(String right, String wrong, String fault) {
        String route = """
                - route:
                    id: stage
                    from:
                      uri: direct:stage
                      steps:
                        - bean:
                            ref: staging
                """;
        assertThat(faults(YAML.readTree(route))).isEmpty();
        assertThat(route).contains(right);
        assertThat(faults(YAML.readTree(route.replace(right, wrong)))).as(fault).isNotEmpty();
    }
}
