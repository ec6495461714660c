package io.silkroute.acceptance;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** The document of the HTTP contract, and what of a request or an answer is not as it says. */
final class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword("components"))
                    .build(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode document;
    private final Map<String, Operation> operations = new TreeMap<>();

    OpenApi(String yaml) {
        document = new ObjectMapper(new YAMLFactory()).readTree(yaml);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(entry -> {
                    if (METHODS.contains(entry.getKey())) {
                        String name = entry.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                        operations.put(name, new Operation(name, path.getValue(), entry.getValue()));
                    }
                }));
    }

    /** By method and path template. */
    Map<String, Operation> operations() {
        return operations;
    }

    /** The operation that takes such a request: of several the one with the fewest variables. */
    Operation of(String method, String path) {
        return operations.values().stream()
                .filter(operation -> operation.name.startsWith(method + " ")
                        && operation.pattern.matcher(path).matches())
                .min(Comparator.comparing(OpenApi::variables).thenComparing(operation -> -operation.name.length()))
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not in the document"));
    }

    private static Long variables(Operation operation) {
        return operation.name.chars().filter(c -> c == '{').count();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private List<String> faults(JsonNode schema, String body) {
        ObjectNode whole = schema.deepCopy().asObject();
        whole.set("components", document.path("components"));
        return REGISTRY.getSchema(whole).validate(new ObjectMapper().readTree(body)).stream()
                .map(Object::toString)
                .toList();
    }

    final class Operation {

        final String name;
        private final JsonNode json;
        private final JsonNode path;
        private final Pattern pattern;

        private Operation(String name, JsonNode path, JsonNode json) {
            this.name = name;
            this.path = path;
            this.json = json;
            this.pattern = Pattern.compile(
                    name.substring(name.indexOf(' ') + 1).replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+"));
        }

        String role() {
            return json.path("x-role").asString();
        }

        /** Such as {@code query limit optional}. */
        Set<String> parameters() {
            Set<String> parameters = new TreeSet<>();
            for (JsonNode list : List.of(path.path("parameters"), json.path("parameters"))) {
                list.forEach(each -> {
                    JsonNode parameter = resolved(each);
                    parameters.add(parameter.path("in").asString() + " "
                            + parameter.path("name").asString() + " "
                            + (parameter.path("required").asBoolean(false) ? "required" : "optional"));
                });
            }
            return parameters;
        }

        /** {@code required}, {@code optional} or {@code none}. */
        String body() {
            JsonNode body = resolved(json.path("requestBody"));
            return body.isMissingNode() ? "none" : body.path("required").asBoolean(false) ? "required" : "optional";
        }

        Set<String> bodyTypes() {
            Set<String> types = new TreeSet<>();
            types.addAll(resolved(json.path("requestBody")).path("content").propertyNames());
            return types;
        }

        /** Without {@code default}. */
        Set<Integer> statuses() {
            Set<Integer> statuses = new TreeSet<>();
            json.path("responses").propertyNames().forEach(status -> {
                if (!status.equals("default")) {
                    statuses.add(Integer.valueOf(status));
                }
            });
            return statuses;
        }

        List<String> faultsOfRequest(String contentType, String body) {
            JsonNode content =
                    resolved(json.path("requestBody")).path("content").path(contentType);
            if (content.isMissingNode()) {
                return List.of(name + " takes no " + contentType);
            }
            return contentType.contains("json") && !contentType.contains("nd")
                    ? faults(content.path("schema"), body)
                    : List.of();
        }

        List<String> faultsOfAnswer(int status, String contentType, String body) {
            JsonNode stated = json.path("responses").path(Integer.toString(status));
            JsonNode answer =
                    resolved(stated.isMissingNode() ? json.path("responses").path("default") : stated);
            String type = contentType.replaceFirst(";.*", "").strip();
            if (body.isEmpty() && answer.path("content").isEmpty()) {
                return List.of();
            }
            JsonNode content = answer.path("content").path(type);
            if (content.isMissingNode()) {
                return List.of(name + " answers " + status + " with " + type + ", which is not stated");
            }
            List<String> faults = new ArrayList<>();
            if (content.has("x-event-data")) {
                body.lines()
                        .filter(line -> line.startsWith("data:"))
                        .forEach(line -> faults.addAll(faults(content.path("x-event-data"), line.substring(5))));
            } else if (type.endsWith("json")) {
                faults.addAll(faults(content.path("schema"), body));
            }
            return faults;
        }
    }
}
