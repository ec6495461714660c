package io.silkroute.console.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The document as its page shows it: the operations by group, then the schemas. */
public final class Reference {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final Map<String, List<Operation>> operations = new LinkedHashMap<>();
    private final Map<String, Schema> schemas = new TreeMap<>();

    Reference(JsonNode document) {
        this.document = document;
        document.path("tags").forEach(tag -> operations.put(text(tag, "name"), new ArrayList<>()));
        document.path("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(method -> path.getValue().has(method))
                        .forEach(method -> {
                            JsonNode operation = path.getValue().path(method);
                            operations
                                    .computeIfAbsent(
                                            operation.path("tags").path(0).asString(""), tag -> new ArrayList<>())
                                    .add(operation(
                                            path.getKey(),
                                            method,
                                            path.getValue().path("parameters"),
                                            operation));
                        }));
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> schemas.put(schema.getKey(), schema(schema.getKey(), schema.getValue())));
    }

    /** @param name also that of its place on the page */
    public record Group(String name, String description, List<Operation> operations) {
        public String place() {
            return name.toLowerCase(Locale.ROOT).replace(' ', '-');
        }
    }

    /** @param role the least who may; {@code nobody}: no user is asked for */
    public record Operation(
            String id,
            String method,
            String path,
            String summary,
            List<Words> description,
            String role,
            List<Value> parameters,
            List<Body> bodies,
            List<Answer> answers,
            Curl curl) {}

    /** A parameter, or a property. @param where such as {@code query}; empty for a property */
    public record Value(String name, String where, boolean required, Type type, List<Words> description) {}

    public record Body(String mediaType, Type type) {}

    public record Answer(String status, List<Words> description, List<Body> bodies) {}

    public record Schema(
            String name, List<Words> description, @Nullable Type of, List<Value> properties) {}

    /** @param schema the one to look at; null if the words say everything */
    public record Type(String words, @Nullable String schema) {}

    /** A piece of a text. */
    public record Words(String text, boolean code) {}

    /** A command. @param options before the address; @param data behind it; empty for none */
    public record Curl(String options, String path, String data) {

        /** @param address of this installation */
        public String at(String address) {
            return "curl " + options + " '" + address + path + "'" + data;
        }
    }

    public List<Words> description() {
        return words(text(document.path("info"), "description"));
    }

    public List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        document.path("tags")
                .forEach(tag -> groups.add(new Group(
                        text(tag, "name"), text(tag, "description"), List.copyOf(operations.get(text(tag, "name"))))));
        return groups;
    }

    public List<Schema> schemas() {
        return List.copyOf(schemas.values());
    }

    private Operation operation(String path, String method, JsonNode shared, JsonNode operation) {
        List<Value> parameters = new ArrayList<>();
        for (JsonNode list : List.of(shared, operation.path("parameters"))) {
            list.forEach(each -> {
                JsonNode parameter = resolved(each);
                parameters.add(new Value(
                        text(parameter, "name"),
                        text(parameter, "in"),
                        parameter.path("required").asBoolean(false),
                        type(parameter.path("schema")),
                        words(text(parameter, "description"))));
            });
        }
        List<Answer> answers = new ArrayList<>();
        operation.path("responses").properties().forEach(each -> {
            JsonNode answer = resolved(each.getValue());
            String said = text(each.getValue(), "description");
            answers.add(new Answer(
                    each.getKey(),
                    words(said.isEmpty() ? text(answer, "description") : said),
                    bodies(answer.path("content"))));
        });
        JsonNode content = resolved(operation.path("requestBody")).path("content");
        return new Operation(
                text(operation, "operationId"),
                method.toUpperCase(Locale.ROOT),
                path,
                text(operation, "summary"),
                words(text(operation, "description")),
                text(operation, "x-role"),
                parameters,
                bodies(content),
                answers,
                curl(path, method, operation, content));
    }

    private List<Body> bodies(JsonNode content) {
        List<Body> bodies = new ArrayList<>();
        content.properties()
                .forEach(media -> bodies.add(new Body(
                        media.getKey(),
                        type(
                                media.getValue().has("x-event-data")
                                        ? media.getValue().path("x-event-data")
                                        : media.getValue().path("schema")))));
        return bodies;
    }

    private static Curl curl(String path, String method, JsonNode operation, JsonNode content) {
        StringBuilder options = new StringBuilder();
        if (!method.equals("get")) {
            options.append("-X ").append(method.toUpperCase(Locale.ROOT)).append(' ');
        }
        if (operation.path("security").path(0).has("pimToken")) {
            options.append("-H \"Authorization: Bearer $PIM_TOKEN\"");
        } else {
            options.append(operation.path("x-role").asString("").equals("nobody") ? "-f" : "-u NAME");
        }
        String data = "";
        for (Map.Entry<String, JsonNode> media : content.properties()) {
            JsonNode example = media.getValue().path("example");
            if (!example.isMissingNode()) {
                options.append(" -H 'Content-Type: ").append(media.getKey()).append('\'');
                data = " -d '" + example.toString().replace("'", "'\\''") + "'";
                break;
            }
        }
        StringBuilder filled = new StringBuilder();
        for (String step : path.split("(?=[{}])")) {
            filled.append(
                    step.startsWith("{") ? step.substring(1).toUpperCase(Locale.ROOT) : step.replaceFirst("^}", ""));
        }
        return new Curl(options.toString(), filled.toString(), data);
    }

    private Schema schema(String name, JsonNode schema) {
        List<Value> properties = new ArrayList<>();
        collect(schema, properties);
        return new Schema(
                name, words(text(schema, "description")), properties.isEmpty() ? type(schema) : null, properties);
    }

    private void collect(JsonNode schema, List<Value> into) {
        JsonNode here = resolved(schema);
        here.path("allOf").forEach(part -> collect(part, into));
        List<String> required = new ArrayList<>();
        here.path("required").forEach(property -> required.add(property.asString("")));
        here.path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue();
            into.add(new Value(
                    property.getKey(),
                    "",
                    required.contains(property.getKey()),
                    type(value),
                    words(text(value, "description"))));
        });
    }

    private Type type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = name(schema);
            return new Type(name, name);
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                List<String> words = new ArrayList<>();
                String link = null;
                for (JsonNode one : schema.path(choice)) {
                    Type type = type(one);
                    words.add(type.words());
                    link = link == null ? type.schema() : link;
                }
                return new Type(String.join(" or ", words), link);
            }
        }
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add(word.asString("null")));
            return new Type(String.join(", ", words), null);
        }
        if (schema.has("items") && !schema.path("type").toString().contains("string")) {
            Type items = type(schema.path("items"));
            return new Type("list of " + items.words() + orNull(schema), items.schema());
        }
        return plain(schema);
    }

    private static Type plain(JsonNode schema) {
        JsonNode type = schema.path("type");
        List<String> words = new ArrayList<>();
        if (type.isArray()) {
            type.forEach(one -> words.add(one.asString("")));
        } else {
            words.add(type.asString("anything"));
        }
        String format = text(schema, "format");
        return new Type(String.join(" or ", words) + (format.isEmpty() ? "" : " (" + format + ")"), null);
    }

    private static String orNull(JsonNode schema) {
        return schema.path("type").toString().contains("null") ? " or null" : "";
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(text(node, "$ref").substring(1)) : node;
    }

    private static String name(JsonNode reference) {
        String address = text(reference, "$ref");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    /** What stands between backticks is code. */
    private static List<Words> words(String text) {
        List<Words> words = new ArrayList<>();
        boolean code = false;
        // Only an empty line parts paragraphs; the others are the file's.
        String folded = text.strip().replaceAll("(?<!\n)\n(?!\n)", " ");
        for (String piece : folded.split("`", -1)) {
            if (!piece.isEmpty()) {
                words.add(new Words(piece, code));
            }
            code = !code;
        }
        return words;
    }
}
