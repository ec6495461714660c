package io.silkroute;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.signin.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the documents say of commands, files, keys and defaults is so. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KEY_ROW =
            Pattern.compile("^\\| (`[^|]+`) \\| ([^|]*) ?\\| ([^|]*) \\|$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern GLOSSARY_ROW =
            Pattern.compile("^\\| [^|]+ \\| [^|]+ \\| (`[^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("(?:src|routes|mappings|docs)/[\\w./-]+");
    private static final Pattern TYPE = Pattern.compile("[A-Z][a-z]+(?:[A-Z][a-z]+)+");
    private static final Pattern TESTS = Pattern.compile("-Dtest='?([A-Z][\\w,]+)");
    private static final Pattern TEXT = Pattern.compile(".*\\.(?:java|yaml|html|sql|graphql|js)");
    private static final String CONNECTOR = "silkroute.connectors.<c>.";

    private static String readme() {
        return read(Path.of("README.md"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents =
                new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")));
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    @Test
    void every_link_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            String text = read(document);
            LINK.matcher(text).results().map(link -> link.group(1)).forEach(link -> {
                Path target = document.resolveSibling(link.replaceAll("#.*", ""));
                if (!link.matches("(https?:|#).*") && !Files.exists(target)) {
                    broken.add(document + " -> " + link);
                }
            });
        }
        assertThat(broken).isEmpty();
    }

    /** Pictures are made by {@code docs/pictures/make}; one that no document shows would grow old unseen. */
    @Test
    void pictures_are_small_are_shown_and_are_made_by_the_command() throws IOException {
        StringBuilder shown = new StringBuilder();
        documents().forEach(document -> shown.append(read(document)));
        String makes = read(Path.of("src/test/java/io/silkroute/acceptance/DocumentPictures.java"));
        try (Stream<Path> files = Files.list(Path.of("docs/pictures"))) {
            List<Path> pictures =
                    files.filter(file -> file.toString().endsWith(".png")).toList();
            assertThat(pictures).hasSizeGreaterThan(5);
            for (Path picture : pictures) {
                String name = picture.getFileName().toString();
                assertThat(shown).as(name).contains("pictures/" + name);
                assertThat(makes).as(name).contains("save(\"" + name.replace(".png", "") + "\"");
                assertThat(Files.size(picture)).as(name).isLessThan(150_000);
            }
        }
        assertThat(Pattern.compile("!\\[[^]]+]\\(docs/pictures/")
                        .matcher(readme())
                        .results())
                .hasSize(4);
    }

    @Test
    void one_command_starts_and_one_tests() throws IOException {
        List<String> commands = SHELL.matcher(readme())
                .results()
                .map(found -> found.group(1).strip())
                .toList();
        assertThat(commands.get(0)).isEqualTo("mvn -Pstart");
        assertThat(commands.get(1)).isEqualTo("mvn verify");
        assertThat(read(Path.of("pom.xml"))).contains("<artifactId>spring-boot-maven-plugin</artifactId>");

        assertThat(read(Path.of("pom.xml")).replaceAll("(?s).*<id>start</id>", ""))
                .as("the start compiles no tests")
                .contains("<maven.test.skip>true</maven.test.skip>");

        String[] ci = read(Path.of(".ci/run")).strip().split("\n");
        List<String> words = List.of(ci[ci.length - 1].split(" "));
        assertThat(words).startsWith("exec", "mvn").endsWith("verify");
        assertThat(words.subList(2, words.size() - 1)).allMatch(option -> option.startsWith("-"));
        assertThat(Files.isExecutable(Path.of(".ci/run"))).isTrue();
    }

    @Test
    void the_quick_start_says_where_to_look_first_and_how_to_reach_a_real_shop() {
        String quickStart = readme().replaceAll("(?s).*\n## Try it\n(.*?)\n## .*", "$1");
        assertThat(quickStart)
                .contains("<http://127.0.0.1:8080>", "<http://127.0.0.1:8080/sandbox>", "](docs/first-shop.md)");
    }

    @Test
    void each_role_is_described() {
        String security = read(Path.of("docs/security.md")).toLowerCase(Locale.ROOT);
        String readme = readme();
        for (Role role : Role.values()) {
            assertThat(security).containsPattern("\\ban? " + role.word() + " \\w+");
            assertThat(readme).contains("docs/security.md");
        }
    }

    @Test
    void the_readme_is_read_in_one_go() {
        assertThat(readme().lines().count()).isLessThan(200);
    }

    @Test
    void files_and_classes_that_contributors_are_told_of_are_there() throws IOException {
        Set<String> classes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            sources.map(source -> source.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .forEach(name -> classes.add(name.replace(".java", "")));
        }
        List<String> missing = new ArrayList<>();
        for (String document : List.of("CONTRIBUTING.md", "docs/architecture.md")) {
            String text = read(Path.of(document)).replaceAll("(?s)```.*?```", "");
            for (String code : codes(text)) {
                boolean file = PLACE.matcher(code).matches();
                if (file && !Files.exists(Path.of(code)) || TYPE.matcher(code).matches() && !classes.contains(code)) {
                    missing.add(document + ": " + code);
                }
            }
            TESTS.matcher(read(Path.of(document))).results().forEach(tests -> {
                for (String test : tests.group(1).split(",")) {
                    if (!classes.contains(test)) {
                        missing.add(document + ": " + test);
                    }
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void the_words_of_the_glossary_stand_where_it_says() throws IOException {
        StringBuilder everything = new StringBuilder();
        for (String folder : List.of("src/main", "routes", "mappings", "application.yaml")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> TEXT.matcher(file.toString()).matches())
                        .sorted()
                        .forEach(file -> everything
                                .append(file.getFileName())
                                .append('\n')
                                .append(read(file)));
            }
        }
        List<String> rows = GLOSSARY_ROW
                .matcher(read(Path.of("docs/glossary.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(rows).hasSizeGreaterThan(40);
        String text = everything.toString();
        List<String> gone = new ArrayList<>();
        for (String row : rows) {
            assertThat(codes(row)).as(row).isNotEmpty();
            codes(row).stream().filter(code -> !stands(code, text)).forEach(gone::add);
        }
        assertThat(gone).isEmpty();
    }

    private static boolean stands(String word, String text) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if ((at == 0 || !inWord(text.charAt(at - 1)))
                    && (at + word.length() == text.length() || !inWord(text.charAt(at + word.length())))) {
                return true;
            }
        }
        return false;
    }

    private static boolean inWord(char letter) {
        return letter == '-' || letter == '_' || (letter < 128 && Character.isLetterOrDigit(letter));
    }

    @Test
    void what_is_pushed_by_hand_is_an_item() throws IOException {
        Matcher body = Pattern.compile("-d '(\\{.*?})'").matcher(readme());
        assertThat(body.find()).isTrue();
        JsonNode item = new ObjectMapper().readTree(body.group(1));
        assertThat(item.path("type").asString()).isEqualTo("product");
        assertThat(item.path("id").asString()).isNotBlank();
    }

    @Test
    void the_sample_has_as_many_products_as_the_readme_says() throws IOException {
        ObjectMapper json = new ObjectMapper();
        long products = 0;
        for (String line : Files.readAllLines(Path.of("sample/catalogue.jsonl"))) {
            products += json.readTree(line).path("type").asString().equals("product") ? 1 : 0;
        }
        assertThat(readme()).contains("a sample catalogue of " + products + " products");
    }

    @Test
    void the_keys_of_the_readme_have_the_defaults_it_gives() {
        Map<String, String> told = new TreeMap<>();
        for (MatchResult row : KEY_ROW.matcher(readme()).results().toList()) {
            String first = "";
            for (String key : codes(row.group(1))) {
                String whole = key.startsWith("….")
                        ? CONNECTOR + key.substring(2)
                        : key.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + key : key;
                first = first.isEmpty() ? whole : first;
                List<String> codes = codes(row.group(2));
                told.put(whole, codes.isEmpty() ? row.group(2).strip() : codes.get(0));
            }
        }
        assertThat(told).hasSizeGreaterThan(10);

        Properties inside = properties("src/main/resources/application.yaml");
        Properties delivered = properties("application.yaml");
        JsonNode connector = new ObjectMapper().valueToTree(ConnectorConfig.DEFAULTS);
        told.forEach((key, value) -> {
            if (!key.startsWith(CONNECTOR)) {
                assertThat(inside.getProperty(key)).as(key).isEqualTo(value);
            } else if (value.isEmpty()) {
                assertThat(delivered.stringPropertyNames()).contains(key.replace("<c>", "demo"));
            } else {
                JsonNode usual = connector.at(
                        "/" + camel(key.substring(CONNECTOR.length())).replace('.', '/'));
                JsonNode single = usual.isArray() ? usual.path(0) : usual;
                assertThat(single.isMissingNode() ? "none" : single.asString())
                        .as(key)
                        .isEqualTo(value);
            }
        });
    }

    @Test
    void the_application_yaml_as_delivered_names_no_other_default() {
        Properties delivered = properties("application.yaml");
        JsonNode connector = new ObjectMapper().valueToTree(ConnectorConfig.DEFAULTS);
        for (String part : List.of(
                "export.status",
                "export.disable-deletions",
                "export.removal",
                "mapping",
                "link-existing",
                "trigger.on-change",
                "batch-size",
                "conflicts",
                "export-path",
                "guard.share",
                "guard.minimum",
                "shop.api-version")) {
            assertThat(delivered.getProperty("silkroute.connectors.demo." + part))
                    .as(part)
                    .isEqualTo(connector.at("/" + camel(part).replace('.', '/')).asString());
        }
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static String camel(String kebab) {
        return Pattern.compile("-([a-z])")
                .matcher(kebab)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    private static Properties properties(String file) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(file));
        Properties properties = new Properties();
        java.util.Objects.requireNonNull(yaml.getObject())
                .forEach((key, value) -> properties.setProperty(String.valueOf(key), String.valueOf(value)));
        return properties;
    }

    @Test
    void the_decisions_have_a_one_line_index() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs/decisions"))) {
            List<String> pages = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList();
            String index = read(Path.of("docs/decisions/README.md"));
            List<String> linked =
                    LINK.matcher(index).results().map(link -> link.group(1)).toList();
            assertThat(linked).isEqualTo(pages);
            assertThat(pages.stream().map(page -> page.substring(0, 4))).doesNotHaveDuplicates();
            for (String page : pages) {
                assertThat(read(Path.of("docs/decisions", page)))
                        .as(page)
                        .startsWith("# " + page.substring(0, 4) + " ")
                        .contains("## Context", "## Decision", "## Consequences");
            }
        }
    }

    @Test
    void every_rule_has_its_test() {
        String tests = read(Path.of("src/test/java/io/silkroute/acceptance/RulesAcceptanceTest.java"));
        String rules = read(Path.of("docs/rules.md"));
        for (int rule = 1; rule <= 12; rule++) {
            assertThat(tests).containsPattern("void rules?_(\\d+_and_)?" + rule + "_");
            assertThat(rules).contains("\n" + rule + ". **");
        }
    }
}
