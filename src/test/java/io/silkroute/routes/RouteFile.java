package io.silkroute.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** A file of {@code routes/} as the rules look at it. */
public record RouteFile(String name, String text, JsonNode yaml) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> BRANCHES = Set.of("when", "otherwise", "doCatch", "doFinally", "onFallback");

    private static final List<String> OCCASIONS = List.of("onException", "onCompletion");

    /**
     * A step, or a branch of one.
     *
     * @param kind the pattern's name: {@code bean}, {@code split}, {@code when} …
     * @param branch it is entered by what happened, and is no action itself
     * @param inner what it contains, in order
     */
    public record Step(String file, String kind, JsonNode body, boolean branch, List<Step> inner) {

        public String id() {
            return body.path("id").asString();
        }

        /** The beans that the step itself names, each with its method or an empty text. */
        public Map<String, String> beans() {
            Map<String, String> beans = new TreeMap<>();
            if (body.hasNonNull("ref")) {
                beans.put(body.path("ref").asString(), called(body));
            }
            JsonNode asked = body.at("/expression/method");
            if (asked.hasNonNull("ref")) {
                beans.put(asked.path("ref").asString(), called(asked));
            }
            for (String key : List.of("executorService", "aggregationStrategy", "idempotentRepository")) {
                if (body.hasNonNull(key)) {
                    beans.put(body.path(key).asString(), "");
                }
            }
            body.path("parameters").forEach(parameter -> {
                if (parameter.asString().startsWith("#")) {
                    beans.put(parameter.asString().replaceFirst("^#(bean:)?", ""), "");
                }
            });
            return beans;
        }

        private static String called(JsonNode body) {
            return body.path("method").asString().replaceAll("\\(.*", "");
        }

        /** How many levels there are, its own among them. */
        int levels() {
            return 1 + inner.stream().mapToInt(Step::levels).max().orElse(0);
        }

        Stream<Step> withInner() {
            return Stream.concat(Stream.of(this), inner.stream().flatMap(Step::withInner));
        }

        @Override
        public String toString() {
            return file + ": " + kind + " " + id();
        }
    }

    public static List<RouteFile> all() {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.sorted().map(RouteFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RouteFile read(Path file) {
        try {
            String text = Files.readString(file);
            return new RouteFile(file.getFileName().toString(), text, YAML.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not YAML", e);
        }
    }

    List<JsonNode> routes() {
        return entries("route");
    }

    /** What routes share by naming it: who catches their errors. */
    List<JsonNode> configurations() {
        return entries("routeConfiguration");
    }

    private List<JsonNode> entries(String kind) {
        return stream(yaml)
                .filter(entry -> entry.has(kind))
                .map(entry -> entry.path(kind))
                .toList();
    }

    /** The steps that stand in no other, and what a configuration does on errors and ends. */
    List<Step> outermost() {
        return outermostById().values().stream().flatMap(List::stream).toList();
    }

    /** The same by the route's or configuration's id. */
    Map<String, List<Step>> outermostById() {
        Map<String, List<Step>> outermost = new LinkedHashMap<>();
        routes().forEach(route -> outermost.put(route.path("id").asString(), inside(route.path("from"))));
        for (JsonNode configuration : configurations()) {
            List<Step> steps = new ArrayList<>();
            for (String occasion : OCCASIONS) {
                for (JsonNode entry : configuration.path(occasion)) {
                    JsonNode body = entry.path(occasion);
                    steps.add(new Step(name, occasion, body, true, inside(body)));
                }
            }
            outermost.put(configuration.path("id").asString(), steps);
        }
        return outermost;
    }

    /** Every step and branch, at any depth. */
    public List<Step> steps() {
        return outermost().stream().flatMap(Step::withInner).toList();
    }

    private List<Step> inside(JsonNode body) {
        List<Step> inside = new ArrayList<>();
        for (JsonNode step : body.path("steps")) {
            if (step.isObject() && step.size() == 1) {
                String kind = step.propertyNames().iterator().next();
                inside.add(new Step(name, kind, step.path(kind), false, inside(step.path(kind))));
            } else {
                throw new IllegalStateException(name + ": not one step: " + step);
            }
        }
        for (String branch : BRANCHES) {
            JsonNode branches = body.path(branch);
            (branches.isArray() ? stream(branches) : Stream.of(branches))
                    .filter(JsonNode::isObject)
                    .forEach(one -> inside.add(new Step(name, branch, one, true, inside(one))));
        }
        return inside;
    }

    static Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        return nodes.stream();
    }

    /** Calls with every plain value of the file and the key it stands at. */
    void values(BiConsumer<String, String> value) {
        values("", yaml, value);
    }

    private static void values(String key, JsonNode node, BiConsumer<String, String> value) {
        if (node.isObject()) {
            node.properties().forEach(entry -> values(entry.getKey(), entry.getValue(), value));
        } else if (node.isArray()) {
            node.forEach(one -> values(key, one, value));
        } else {
            value.accept(key, node.asString());
        }
    }
}
