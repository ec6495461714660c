package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.Introspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How a file of {@code routes/} is written, so that it reads like a map and carries no logic of its own. */
class RouteFileRulesTest {

    private static final List<RouteFile> FILES = RouteFile.all();

    /** What may decide or compute in a route: looks at a value, or asks a bean. */
    private static final Set<String> LANGUAGES =
            Set.of("simple", "constant", "header", "exchangeProperty", "variable", "method");

    private static final Set<String> SCRIPTS = Set.of(
            "groovy",
            "js",
            "javaScript",
            "python",
            "java",
            "joor",
            "mvel",
            "ognl",
            "spel",
            "jq",
            "jsonpath",
            "xpath",
            "xquery",
            "datasonnet",
            "tokenize",
            "script",
            "wasm");

    private static final Set<String> NEED_AN_EXPRESSION = Set.of(
            "filter",
            "split",
            "setBody",
            "setHeader",
            "setProperty",
            "setVariable",
            "when",
            "idempotentConsumer",
            "aggregate",
            "recipientList",
            "routingSlip",
            "dynamicRouter",
            "loop",
            "delay",
            "validate",
            "transform");

    /** Numbers that say which files are meant, not how much or how long. */
    private static final Set<String> SHAPE = Set.of("minDepth", "maxDepth");

    private static final Pattern VERB_NOUN = Pattern.compile("[a-z]+(-[a-z]+)+");
    private static final Pattern WORDS = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern HOST = Pattern.compile("//|localhost|\\d+\\.\\d+\\.\\d+\\.\\d+|:\\d{2,5}\\b");
    private static final Pattern SQL = Pattern.compile(
            "(?i)\\b(select\\b.+\\bfrom|insert\\s+into|update\\b.+\\bset|delete\\s+from|merge\\s+into)\\b");
    private static final Pattern DIRECT = Pattern.compile("\"(direct:[a-z-]+)\"");

    private static final Pattern TESTED =
            Pattern.compile("class \\w+Test extends RouteTest \\{(?s:.*?)super\\(\"([a-z-]+)\"\\)");

    /** The one file that says what becomes of errors, and nothing else. */
    private static final String ERRORS = "errors.camel.yaml";

    /** A run that is not ended here is let go by what went wrong, each in its own way. */
    private static final String TAKES_LEASES = "run-synchronize.camel.yaml";

    private static final int MAX_LEVELS = 6;

    private static Stream<RouteFile.Step> steps() {
        return FILES.stream().flatMap(file -> file.steps().stream());
    }

    @Test
    void there_are_routes_to_look_at() {
        assertThat(FILES).hasSizeGreaterThan(8);
        assertThat(steps()).hasSizeGreaterThan(60);
    }

    @Test
    void a_file_begins_with_what_flows_and_what_is_promised() {
        for (RouteFile file : FILES) {
            assertThat(file.name()).endsWith(".camel.yaml");
            assertThat(file.text()).as(file.name()).startsWith("# ");
        }
    }

    @Test
    void each_file_has_one_test_of_what_it_promises() throws IOException {
        List<String> tested = new ArrayList<>();
        try (Stream<Path> sources = Files.list(Path.of("src/test/java/io/silkroute/routes"))) {
            for (Path source : sources.toList()) {
                TESTED.matcher(Files.readString(source)).results().forEach(test -> tested.add(test.group(1)));
            }
        }
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(FILES.stream()
                        .map(file -> file.name().replace(".camel.yaml", ""))
                        .toList());
    }

    @Test
    void a_file_holds_routes_with_id_and_description() {
        Set<String> ids = new TreeSet<>();
        for (RouteFile file : FILES) {
            for (JsonNode entry : file.yaml()) {
                assertThat(entry.propertyNames())
                        .as(file.name())
                        .containsExactly(file.name().equals(ERRORS) ? "routeConfiguration" : "route");
            }
            for (JsonNode route : file.routes()) {
                String id = route.path("id").asString();
                assertThat(id).as(file.name()).matches(WORDS);
                assertThat(ids.add(id)).as("a second route " + id).isTrue();
                assertThat(route.path("description").asString()).as(id).isNotBlank();
                assertThat(route.at("/from/uri").asString()).as(id).isNotBlank();
                assertThat(route.at("/from/steps").size()).as(id).isPositive();
            }
        }
    }

    @Test
    void errors_are_caught_by_configurations_that_routes_name() {
        Set<String> known = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        for (RouteFile file : FILES) {
            for (JsonNode configuration : file.configurations()) {
                assertThat(known.add(configuration.path("id").asString()))
                        .as(configuration.toString())
                        .isTrue();
                assertThat(configuration.path("description").asString()).isNotBlank();
            }
            file.routes().stream()
                    .filter(route -> route.has("routeConfigurationId"))
                    .forEach(route ->
                            named.add(route.path("routeConfigurationId").asString()));
        }
        assertThat(named).isEqualTo(known).isNotEmpty();
    }

    @Test
    void a_route_tries_only_where_it_has_a_resource_to_free() {
        assertThat(steps().filter(step -> step.kind().equals("doTry")))
                .isNotEmpty()
                .allMatch(step -> step.body().has("doFinally") || step.file().equals(TAKES_LEASES));
    }

    @Test
    void no_step_lies_deeper_than_six_levels() {
        for (RouteFile file : FILES) {
            for (RouteFile.Step step : file.outermost()) {
                assertThat(step.levels()).as(step.toString()).isLessThanOrEqualTo(MAX_LEVELS);
            }
        }
    }

    @Test
    void a_route_that_java_enters_says_which_bean_asks() throws IOException {
        Map<String, String> descriptions = new TreeMap<>();
        FILES.forEach(file -> file.routes()
                .forEach(route -> descriptions.put(
                        route.at("/from/uri").asString(),
                        route.path("description").asString())));
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        int entered = 0;
        for (Path source : sources) {
            Matcher direct = DIRECT.matcher(Files.readString(source));
            String bean =
                    Introspector.decapitalize(source.getFileName().toString().replace(".java", ""));
            while (direct.find()) {
                assertThat(descriptions)
                        .as(source.toString())
                        .hasEntrySatisfying(
                                direct.group(1),
                                description -> assertThat(description).contains("asked by the bean " + bean));
                entered++;
            }
        }
        assertThat(entered).isPositive();
    }

    @Test
    void every_step_has_its_own_verb_and_noun() {
        Set<String> ids = new TreeSet<>();
        steps().filter(step -> !step.branch()).forEach(step -> {
            assertThat(step.id()).as(step.toString()).matches(VERB_NOUN);
            assertThat(ids.add(step.id())).as("a second step " + step).isTrue();
        });
    }

    @Test
    void every_branch_says_when_it_is_entered() {
        Set<String> ids = new TreeSet<>();
        steps().filter(RouteFile.Step::branch).forEach(branch -> {
            assertThat(branch.id()).as(branch.toString()).matches(WORDS);
            assertThat(ids.add(branch.id())).as("a second branch " + branch).isTrue();
            assertThat(branch.inner()).as(branch.toString()).isNotEmpty();
        });
    }

    @Test
    void steps_are_written_out() {
        steps().forEach(step -> {
            assertThat(step.body().isObject()).as(step + " is shorthand").isTrue();
            for (String language : LANGUAGES) {
                if (!step.kind().equals("bean")) { // where "method" is the method to call
                    assertThat(step.body().has(language))
                            .as(step + " has its " + language + " without expression:")
                            .isFalse();
                }
            }
            if (NEED_AN_EXPRESSION.contains(step.kind())) {
                JsonNode expression =
                        step.body().path(step.kind().equals("aggregate") ? "correlationExpression" : "expression");
                assertThat(expression.isObject() && expression.size() == 1)
                        .as(step + " has one expression")
                        .isTrue();
                String language = expression.propertyNames().iterator().next();
                assertThat(LANGUAGES).as(step.toString()).contains(language);
                assertThat(expression.path(language).isObject())
                        .as(step + " has its " + language + " written out")
                        .isTrue();
            }
        });
    }

    @Test
    void addresses_have_their_parameters_below_them() {
        each((file, key, value) -> {
            if (key.equals("uri")) {
                assertThat(value).as(file).doesNotContain("?");
            }
        });
    }

    @Test
    void no_host_is_written_into_a_route() {
        each((file, key, value) -> assertThat(
                        HOST.matcher(withoutPlaceholders(value)).find())
                .as(file + ", " + key + ": " + value)
                .isFalse());
    }

    @Test
    void no_size_and_no_pause_is_written_into_a_route() {
        each((file, key, value) -> {
            if (!SHAPE.contains(key)) {
                assertThat(withoutPlaceholders(value)).as(file + ", " + key).doesNotMatch("\\d+(ms|s|m|h|d|k|kb|mb)?");
            }
        });
    }

    private static String withoutPlaceholders(String value) {
        return value.replaceAll("\\{\\{[^}]*}}", "");
    }

    @Test
    void no_logic_hides_in_a_route() {
        steps().forEach(step -> {
            assertThat(SCRIPTS).as(step.toString()).doesNotContain(step.kind());
            step.body()
                    .path("expression")
                    .propertyNames()
                    .forEach(language ->
                            assertThat(LANGUAGES).as(step.toString()).contains(language));
        });
        each((file, key, value) -> {
            if (!key.equals("description") && !key.equals("query")) {
                assertThat(SQL.matcher(value).find()).as(file + ", " + value).isFalse();
                assertThat(value).as(file + " builds JSON by hand").doesNotContain("{\"");
            }
        });
    }

    @Test
    void sql_is_a_step_of_its_own_and_deletes_a_bounded_number_of_rows() {
        each((file, key, value) -> {
            if (key.equals("query")) {
                assertThat(value).as(file).matches("delete from .* fetch first \\{\\{[^}]*}} rows only\\)( \\w+\\))?");
            }
        });
        assertThat(steps().filter(step -> step.body().at("/parameters").has("query")))
                .isNotEmpty()
                .allMatch(step -> step.body().path("uri").asString().equals("sql"));
    }

    @Test
    void no_condition_names_a_class() {
        each((file, key, value) -> {
            if (key.equals("expression")) {
                assertThat(value).as(file).doesNotContain(" is '", "io.silkroute", "java.");
            }
        });
    }

    @Test
    void errors_that_are_caught_exist() throws ClassNotFoundException {
        List<String> types = new ArrayList<>();
        each((file, key, value) -> {
            if (key.equals("exception")) {
                types.add(value);
            }
        });
        assertThat(types).isNotEmpty();
        for (String type : types) {
            Class.forName(type);
        }
    }

    @FunctionalInterface
    private interface Look {
        void at(String file, String key, String value);
    }

    private static void each(Look look) {
        FILES.forEach(file -> file.values((key, value) -> look.at(file.name(), key, value)));
    }
}
