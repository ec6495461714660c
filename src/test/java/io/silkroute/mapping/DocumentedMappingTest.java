package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.mapping.MappingFiles.MappingFile;
import io.silkroute.mapping.read.YamlNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What docs/mapping.md says of fields, lines and files is so. */
class DocumentedMappingTest {

    private static final String PAGE = read(Path.of("docs/mapping.md"));
    private static final String DELIVERED = read(Path.of("mappings/product.yaml"));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The codes of each row of the table under a heading, the first cell left out. */
    private static Stream<List<String>> rows(String heading) {
        String section = PAGE.substring(PAGE.indexOf("\n## " + heading + "\n") + 4);
        section = section.indexOf("\n## ") < 0 ? section : section.substring(0, section.indexOf("\n## "));
        List<List<String>> rows = new ArrayList<>();
        for (String line : section.lines().filter(one -> one.startsWith("| ")).toList()) {
            List<String> cells = Arrays.stream(line.split(" \\| "))
                    .skip(1)
                    .map(cell -> cell.replaceAll("^`|`( \\|)?$", ""))
                    .toList();
            if (line.contains("`")) {
                rows.add(cells);
            }
        }
        return rows.stream();
    }

    static Stream<List<String>> delivered() {
        return rows("What the delivered mapping carries");
    }

    static Stream<List<String>> more() {
        return rows("What else can be mapped");
    }

    private static ObjectNode input(String mapping, String field, String value) {
        ObjectNode product =
                JsonMapper.shared().createObjectNode().put("type", "product").put("id", "L1");
        List<Item> variants = new ArrayList<>();
        if (field.equals("axes")) {
            variants.add(
                    MappingText.item(
                            "{\"type\":\"variant\",\"id\":\"A\",\"parent\":\"L1\",\"attributes\":{\"color\":\"red\",\"size\":\"s\"}}"));
            variants.add(
                    MappingText.item(
                            "{\"type\":\"variant\",\"id\":\"B\",\"parent\":\"L1\",\"attributes\":{\"color\":\"blue\",\"size\":\"m\"}}"));
        }
        List<Item> categories = new ArrayList<>();
        if (!value.isEmpty()) {
            ObjectNode at = product;
            String[] names = field.split("\\.");
            for (int i = 0; i < names.length - 1; i++) {
                at = at.withObjectProperty(names[i]);
            }
            at.set(names[names.length - 1], JsonMapper.shared().readTree(value));
            product.path("categories")
                    .forEach(id -> categories.add(
                            MappingText.item("{\"type\":\"category\",\"id\":\"" + id.asString("") + "\"}")));
        }
        Rendered rendered = compiled(mapping)
                .render(new Source(
                        new Item(ItemKey.product("L1"), product),
                        variants,
                        categories,
                        "EUR",
                        Map.of("Main warehouse", "gid://shopify/Location/1")));
        assertThat(rendered).isInstanceOf(Rendered.Payload.class);
        assertThat(((Rendered.Payload) rendered).leftOut()).isEmpty();
        return ((Rendered.Payload) rendered).input();
    }

    /** With the other delivered files, and the table that the page shows. */
    private static Mapping compiled(String mapping) {
        List<MappingFile> files = new ArrayList<>(MappingFiles.in(Path.of("mappings")));
        files.removeIf(file -> file.name().equals("product.yaml"));
        files.add(new MappingFile("product.yaml", mapping, null));
        files.add(new MappingFile("taxonomy.yaml", table(), null));
        return new Mappings(files, new MappingReader(MappingText.TYPES)).product("product.yaml");
    }

    private static JsonNode shopifys(ObjectNode input, String field) {
        return input.at("/" + field.replaceFirst("^variants\\.", "variants.0.").replace('.', '/'));
    }

    private static void makes(String mapping, String field, String value, String shopifys) {
        JsonNode there = shopifys(input(mapping, field, value), shopifys);
        assertThat(there.isMissingNode() || there.isNull()).as(shopifys).isFalse();
        assertThat(there).as("made of " + field).isNotEqualTo(shopifys(input(mapping, field, ""), shopifys));
    }

    @ParameterizedTest
    @MethodSource("delivered")
    void a_field_is_carried_by_the_line_that_the_page_names(List<String> row) {
        assertThat(row).hasSize(4);
        makes(DELIVERED, row.get(0), row.get(1), row.get(3));

        YamlNode at = YamlNode.read("product.yaml", new StringReader(DELIVERED), new ArrayList<>());
        List<String> keys = row.get(2).contains("fields.")
                ? Stream.concat(
                                Arrays.stream(row.get(2).split("fields\\.")[0].split("\\."))
                                        .filter(part -> !part.isEmpty()),
                                Stream.of("fields", row.get(2).split("fields\\.", 2)[1]))
                        .toList()
                : Arrays.asList(row.get(2).split("\\."));
        for (String key : keys) {
            at = at.get(key);
        }
        assertThat(at.absent()).as(row.get(2)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("more")
    void a_line_that_the_page_offers_makes_the_field(List<String> row) {
        assertThat(row).hasSize(5);
        boolean ofVariants = row.get(2).equals("variant.fields");
        assertThat(row.get(2)).isIn("fields", "variant.fields");
        String mapping = ofVariants
                ? DELIVERED.replace("\n  fields:\n", "\n  fields:\n    " + row.get(3) + "\n")
                : DELIVERED.replace("\nfields:\n", "\nfields:\n  " + row.get(3) + "\n");
        assertThat(mapping).isNotEqualTo(DELIVERED);
        makes(mapping, row.get(0), row.get(1), row.get(4));
    }

    @Test
    void both_tables_are_read() {
        assertThat(delivered().count()).isGreaterThan(30);
        assertThat(more().count()).isGreaterThan(15);
    }

    @Test
    void what_stands_in_the_delivered_mapping_stands_on_the_page() {
        YamlNode root = YamlNode.read("product.yaml", new StringReader(DELIVERED), new ArrayList<>());
        List<String> keys = new ArrayList<>();
        root.get("fields").entries().keySet().forEach(key -> keys.add("fields." + key));
        root.get("variant").get("fields").entries().keySet().forEach(key -> keys.add("variant.fields." + key));
        assertThat(delivered().map(row -> row.get(2))).containsAll(keys);
    }

    @Test
    void the_language_is_as_the_page_says() {
        String field = "\n\\| `((?:vendor|title|templateSuffix|price|status|category|sku): .+?)` \\|";
        List<String> lines = Pattern.compile(field)
                .matcher(PAGE)
                .results()
                .map(MatchResult::group)
                .map(row -> row.replaceAll("^\n\\| `|` \\|$", ""))
                .toList();
        assertThat(lines).hasSize(9);
        for (String line : lines) {
            String mapping = line.startsWith("price") || line.startsWith("sku")
                    ? "fields: {title: id}\nvariant:\n  fields:\n    " + line
                    : line.startsWith("title") ? "fields:\n  " + line : "fields:\n  title: id\n  " + line;
            assertThat(compiled(mapping).mapped().own()).as(line).isNotEmpty();
        }
    }

    private static String table() {
        MatchResult table = Pattern.compile("```yaml\n(target: lookup\n.*?)```", Pattern.DOTALL)
                .matcher(PAGE)
                .results()
                .findFirst()
                .orElseThrow();
        return table.group(1);
    }

    @Test
    void what_cannot_be_mapped_is_told_with_a_reason() {
        String list = PAGE.substring(PAGE.indexOf("Not mapped: "), PAGE.indexOf("A mapping that names one"));
        List<String> names = Pattern.compile("`(\\w+)`")
                .matcher(list)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(names).hasSizeGreaterThan(6);
        for (String name : names) {
            List<String> reasons = Stream.of(name, "inventoryItem." + name, "inventoryItem.measurement." + name)
                    .flatMap(path -> Stream.of(
                            "fields: {title: id, " + path + ": a}",
                            "fields: {title: id}\nvariant: {fields: {" + path + ": a}}"))
                    .flatMap(text -> MappingText.errors(text).stream())
                    .map(error -> error.sentence())
                    .filter(sentence -> sentence.contains("“" + name + "” is not mapped: "))
                    .toList();
            assertThat(reasons).as(name).hasSize(1);
        }
    }
}
