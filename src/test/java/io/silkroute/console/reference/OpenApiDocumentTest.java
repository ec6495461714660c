package io.silkroute.console.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document as such: that it is OpenAPI 3.1, and whole in itself. What it says is held against the application elsewhere. */
class OpenApiDocumentTest {

    private static final JsonNode DOCUMENT = new OpenApiDocument().tree();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Open on purpose: what is sent may have more than is looked at, and parts of others are closed by those. */
    private static final Set<String> OPEN =
            Set.of("PimItem", "RunFields", "ReceiptFields", "CampaignFields", "NewUser", "ChangedUser", "NewToken");

    private static List<String> faults(JsonNode document) throws IOException {
        try (InputStream schema = OpenApiDocumentTest.class.getResourceAsStream("/openapi/oas-3.1.json")) {
            Schema openApi = REGISTRY.getSchema(new ObjectMapper().readTree(schema));
            return openApi.validate(document).stream().map(Object::toString).toList();
        }
    }

    private static List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        DOCUMENT.path("paths")
                .forEach(path -> path.properties().forEach(entry -> {
                    if (METHODS.contains(entry.getKey())) {
                        operations.add(entry.getValue());
                    }
                }));
        return operations;
    }

    private static Set<String> references(JsonNode node, Set<String> into) {
        if (node.path("$ref").isString()) {
            into.add(node.path("$ref").asString());
        }
        node.forEach(inner -> references(inner, into));
        return into;
    }

    @Test
    void is_a_document_of_openapi() throws IOException {
        assertThat(faults(DOCUMENT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"info, title", "paths, ''", "components, unknown"})
    void a_fault_of_the_document_is_found(String part, String key) throws IOException {
        ObjectNode broken = (ObjectNode) DOCUMENT.deepCopy();
        if (key.isEmpty()) {
            broken.withObject("/" + part).putObject("no-slash");
        } else if (key.equals("unknown")) {
            broken.withObject("/" + part).putObject(key);
        } else {
            broken.withObject("/" + part).remove(key);
        }
        assertThat(faults(broken)).isNotEmpty();
    }

    @Test
    void every_schema_is_a_schema() {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        DOCUMENT.at("/components/schemas")
                .properties()
                .forEach(schema -> assertThat(meta.validate(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
    }

    @Test
    void every_reference_leads_somewhere_and_nothing_is_left_over() {
        Set<String> asked = references(DOCUMENT, new TreeSet<>());
        assertThat(asked)
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(reference.substring(1)).isMissingNode())
                        .isFalse());
        Set<String> there = new TreeSet<>();
        DOCUMENT.path("components").properties().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes")) {
                kind.getValue()
                        .propertyNames()
                        .forEach(name -> there.add("#/components/" + kind.getKey() + "/" + name));
            }
        });
        assertThat(asked).isEqualTo(there);
    }

    @Test
    void every_object_says_which_properties_it_has_and_no_others() {
        Set<String> open = new TreeSet<>();
        DOCUMENT.at("/components/schemas").properties().forEach(schema -> {
            JsonNode object = schema.getValue();
            if (object.has("properties") && !object.path("additionalProperties").isBoolean()
                    || object.path("additionalProperties").asBoolean(false)) {
                open.add(schema.getKey());
            }
        });
        assertThat(open).isEqualTo(new TreeSet<>(OPEN));
    }

    @Test
    void every_operation_says_who_may_what_it_does_and_how_it_fails() {
        Set<String> tags = new HashSet<>();
        DOCUMENT.path("tags").forEach(tag -> tags.add(tag.path("name").asString()));
        Set<String> names = new HashSet<>();
        assertThat(operations()).isNotEmpty().allSatisfy(operation -> {
            assertThat(names.add(operation.path("operationId").asString())).isTrue();
            assertThat(operation.path("summary").asString()).isNotBlank();
            assertThat(operation.path("x-role").asString()).isIn("nobody", "viewer", "operator", "admin");
            assertThat(tags).contains(operation.path("tags").path(0).asString());
            assertThat(operation.path("responses").has("default")).isTrue();
            assertThat(operation.path("responses").has("403"))
                    .isEqualTo(Set.of("operator", "admin")
                            .contains(operation.path("x-role").asString()));
        });
    }

    @Test
    void the_page_shows_every_operation_and_schema() {
        Reference reference = new Reference(DOCUMENT);
        assertThat(reference.groups().stream()
                        .mapToInt(group -> group.operations().size())
                        .sum())
                .isEqualTo(operations().size());
        assertThat(reference.schemas())
                .hasSize(DOCUMENT.at("/components/schemas").size());
        Reference.Operation push = reference.groups().get(0).operations().get(0);
        assertThat(push.curl().at("http://127.0.0.1:8080"))
                .isEqualTo(
                        "curl -X POST -H \"Authorization: Bearer $PIM_TOKEN\" -H 'Content-Type: application/json'"
                                + " 'http://127.0.0.1:8080/pim/CONNECTOR/items'"
                                + " -d '{\"type\":\"product\",\"id\":\"LAMP-1\",\"name\":{\"en_US\":\"Desk lamp\"},\"price\":{\"USD\":\"39\"}}'");
    }
}
