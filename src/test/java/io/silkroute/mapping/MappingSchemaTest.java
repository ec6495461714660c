package io.silkroute.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.silkroute.mapping.MappingFiles.MappingFile;
import io.silkroute.mapping.read.InputTypes;
import io.silkroute.mapping.read.MappingError;
import io.silkroute.mapping.value.MetafieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * docs/mapping.schema.json, which editors read, is what the reader takes: its keys are those that the reader names, and its
 * fields are those that the reader finds in Shopify's input. {@code -Ddocs.draw=true} writes it anew.
 */
class MappingSchemaTest {

    private static final Path FILE = Path.of("docs/mapping.schema.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int DEEPEST = 4;

    /** A text that is near to no key, so that the reader names all that it knows there. */
    private static final String NONE = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

    private static final Pattern KNOWN = Pattern.compile("Known here: (.*)\\.$");

    /** What the reader takes where {@code NONE} stands. */
    private static Set<String> known(String text) {
        List<MappingError> errors = MappingText.errors(text.replace("NONE", NONE));
        return errors.stream()
                .map(error -> KNOWN.matcher(error.sentence()))
                .filter(Matcher::find)
                .map(known -> (Set<String>) new TreeSet<>(List.of(known.group(1).split(", "))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + ": " + errors));
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static ObjectNode ref(String name) {
        return object().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode words(Set<String> words) {
        ObjectNode node = object();
        words.forEach(node.putArray("enum")::add);
        return node;
    }

    private static ObjectNode closed(Map<String, ? extends JsonNode> properties) {
        ObjectNode node = object().put("type", "object").put("additionalProperties", false);
        ObjectNode into = node.putObject("properties");
        properties.forEach(into::set);
        return node;
    }

    private static ObjectNode oneOf(JsonNode... nodes) {
        ObjectNode node = object();
        List.of(nodes).forEach(node.putArray("oneOf")::add);
        return node;
    }

    private static ObjectNode type(String type) {
        return object().put("type", type);
    }

    private static ObjectNode scalar() {
        ObjectNode node = object();
        List.of("string", "number", "boolean").forEach(node.putArray("type")::add);
        return node;
    }

    private static ObjectNode listOf(ObjectNode one) {
        ObjectNode node = type("array");
        node.set("items", one);
        return node;
    }

    private static ObjectNode mapOf(ObjectNode one) {
        ObjectNode node = type("object");
        node.set("additionalProperties", one);
        return node;
    }

    /** What each key of a value holds; those of a handle are one more. */
    private static ObjectNode value(Set<String> keys) {
        Map<String, ObjectNode> properties = new TreeMap<>();
        for (String key : keys) {
            properties.put(
                    key,
                    switch (key) {
                        case "first" -> oneOf(ref("value"), listOf(ref("value")));
                        case "value" -> scalar();
                        case "inherit", "follow" -> type("boolean");
                        case "words" -> mapOf(scalar());
                        case "as" -> words(known("fields: {title: {from: name, as: NONE}}"));
                        case "unlisted" -> words(known("fields: {title: {from: name, words: {a: b}, unlisted: NONE}}"));
                        default -> type("string");
                    });
        }
        return closed(properties);
    }

    /** The fields of a section that the reader takes, whole or by their parts. */
    private static ObjectNode fields(String target, boolean ofVariants) {
        String type = ofVariants
                ? "ProductVariantSetInput"
                : switch (target) {
                    case "product" -> MappingReader.PRODUCT;
                    case "collection" -> MappingReader.COLLECTION;
                    default -> MappingReader.DISCOUNT;
                };
        Set<String> paths = new TreeSet<>();
        paths(type, "", 0, paths);
        Map<String, ObjectNode> properties = new TreeMap<>();
        for (String path : paths) {
            String line = path + ": attributes.x";
            List<MappingError> errors = MappingText.errors(
                    ofVariants
                            ? "fields: {title: name}\nvariant: {fields: {" + line + "}}"
                            : "target: " + target + "\nfields: {" + (path.equals("title") ? "" : "title: name, ") + line
                                    + "}");
            if (errors.isEmpty()) {
                properties.put(path, path.equals("handle") ? ref("handle") : ref("value"));
            }
        }
        return closed(properties);
    }

    private static void paths(String type, String before, int depth, Set<String> into) {
        InputTypes types = MappingText.TYPES;
        Objects.requireNonNull(types.fields(type)).forEach((name, field) -> {
            into.add(before + name);
            if (!field.list() && depth < DEEPEST && types.fields(field.type()) != null) {
                paths(field.type(), before + name + ".", depth + 1, into);
            }
        });
    }

    private static ObjectNode section(String key) {
        return switch (key) {
            case "target" -> words(known("target: NONE\nfields: {title: name}"));
            case "locale", "currency" -> oneOf(type("string"), listOf(type("string")));
            case "collections" -> words(known("fields: {title: name}\ncollections: NONE"));
            case "missing" -> words(known("fields: {title: name}\nmissing: NONE"));
            case "lists" -> lists();
            case "options" -> options();
            case "images" -> images();
            case "variant" -> ref("variant");
            case "metafields" -> listOf(ref("metafield"));
            case "fields" -> type("object");
            default -> type("string");
        };
    }

    private static ObjectNode lists() {
        Map<String, ObjectNode> lists = new TreeMap<>();
        known("fields: {title: name}\nlists: {NONE: owned}")
                .forEach(list -> lists.put(list, words(known("fields: {title: name}\nlists: {tags: NONE}"))));
        return closed(lists);
    }

    private static ObjectNode options() {
        Map<String, ObjectNode> options = new TreeMap<>();
        for (String key : known("fields: {title: name}\noptions: {NONE: a}")) {
            options.put(
                    key,
                    switch (key) {
                        case "axes" -> oneOf(type("string"), listOf(type("string")));
                        case "labels" -> mapOf(scalar());
                        default -> words(known("fields: {title: name}\noptions: {values: NONE}"));
                    });
        }
        return closed(options);
    }

    private static ObjectNode images() {
        Map<String, ObjectNode> parts = new TreeMap<>();
        known("fields: {title: name}\nimages: {from: a, NONE: a}").forEach(key -> parts.put(key, ref("value")));
        ObjectNode whole = closed(parts);
        whole.putArray("required").add("from");
        return oneOf(type("string"), whole);
    }

    private static ObjectNode variant() {
        Map<String, ObjectNode> parts = new TreeMap<>();
        for (String key : known("fields: {title: name}\nvariant: {NONE: a}")) {
            parts.put(
                    key,
                    switch (key) {
                        case "fields" -> ref("variantFields");
                        case "metafields" -> listOf(ref("metafield"));
                        default -> ref("value");
                    });
        }
        return closed(parts);
    }

    private static ObjectNode metafield() {
        Map<String, ObjectNode> parts = new TreeMap<>();
        for (String key : known("fields: {title: name}\nmetafields: [{namespace: pim, key: kk, from: a, NONE: a}]")) {
            parts.put(
                    key,
                    switch (key) {
                        case "from" -> ref("value");
                        case "type" -> words(new TreeSet<>(MetafieldType.WORDS));
                        default -> type("string");
                    });
        }
        ObjectNode metafield = closed(parts);
        List.of("namespace", "key", "from").forEach(metafield.putArray("required")::add);
        return metafield;
    }

    private static ObjectNode made() {
        ObjectNode schema = object().put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "A mapping, mappings/<name>.yaml")
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        Set<String> keys = new TreeSet<>(known("fields: {title: name}\nNONE: a"));
        keys.forEach(key -> properties.set(key, section(key)));
        properties.set("words", mapOf(scalar()));

        ArrayNode targets = schema.putArray("allOf");
        targets.add(of("product", "productFields", new TreeSet<>(keys)));
        targets.add(of("collection", "collectionFields", only(keys, "collection")));
        targets.add(of("discount", "discountFields", only(keys, "discount")));
        ObjectNode lookup = of("lookup", null, new TreeSet<>(Set.of("target", "words")));
        ((ObjectNode) lookup.path("then")).putArray("required").add("words");
        targets.add(lookup);

        ObjectNode defs = schema.putObject("$defs");
        Set<String> valueKeys = known("fields: {title: {from: name, NONE: a}}");
        defs.set("value", oneOf(type("string"), value(valueKeys)));
        defs.set("handle", oneOf(type("string"), value(known("fields: {title: name, handle: {from: name, NONE: a}}"))));
        defs.set("metafield", metafield());
        defs.set("variant", variant());
        defs.set("productFields", fields("product", false));
        defs.set("variantFields", fields("product", true));
        defs.set("collectionFields", fields("collection", false));
        defs.set("discountFields", fields("discount", false));
        return schema;
    }

    /** The sections that a mapping of something else than products may have. */
    private static Set<String> only(Set<String> keys, String target) {
        Set<String> allowed = new TreeSet<>(keys);
        allowed.removeIf(
                key -> MappingText.errors("target: " + target + "\nfields: {title: name}\n" + key + ": a").stream()
                        .anyMatch(error -> error.sentence().contains("Only a product's mapping")
                                || error.sentence().contains("has no metafields")));
        return allowed;
    }

    private static ObjectNode of(String target, @Nullable String fields, Set<String> keys) {
        ObjectNode of = object();
        ObjectNode when = of.putObject("if");
        when.putObject("properties").putObject("target").put("const", target);
        if (!target.equals("product")) {
            when.putArray("required").add("target"); // without one it is a mapping of products
        }
        ObjectNode then = of.putObject("then");
        if (fields != null) {
            then.putObject("properties").set("fields", ref(fields));
            then.putArray("required").add("fields");
        }
        then.set("propertyNames", words(keys));
        return of;
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                .getSchema(JSON.readTree(Files.readString(FILE)));
    }

    private static List<String> faults(String yaml) throws IOException {
        return schema().validate(YAML.readTree(yaml)).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void the_schema_is_what_the_reader_takes() throws IOException {
        String made = JSON.writeValueAsString(made()) + "\n";
        if (Boolean.getBoolean("docs.draw")) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE))
                .as("-Ddocs.draw=true writes %s anew", FILE)
                .isEqualTo(made);
    }

    @Test
    void the_delivered_files_name_it_and_are_as_it_says() throws IOException {
        Pattern named = Pattern.compile("# yaml-language-server: \\$schema=(\\S+)\n");
        for (MappingFile file : MappingFiles.in(Path.of("mappings"))) {
            Matcher line = named.matcher(file.text());
            assertThat(line.lookingAt()).as(file.name()).isTrue();
            assertThat(Path.of("mappings").resolve(line.group(1)).normalize()).isEqualTo(FILE);
            assertThat(faults(file.text())).as(file.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target: lookup\nwords: {a: b, c: 5}",
                "fields: {title: {first: [name, {value: 7}]}, handle: {follow: true}}",
                "fields: {title: name, category: {from: family, lookup: a.yaml, unlisted: leave-out}}",
                "target: collection\nfields: {title: name, seo.title: name}",
                "fields: {title: name}\nvariant: {order: attributes.rank, fields: {unitPriceMeasurement: a}}",
                "fields: {title: name}\nimages: images\nlists: {tags: replace}\nmissing: reject"
            })
    void what_the_reader_takes_is_no_fault(String yaml) throws IOException {
        assertThat(faults(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fields: {titel: name}",
                "fields: {title: name, variants: a}",
                "fields: {title: name, combinedListingRole: a}",
                "fields: {title: {from: name, follow: true}}",
                "fields: {title: {from: name, as: slag}}",
                "fields: {title: [name]}",
                "fields: {title: name}\nvariant: {fields: {position: a}}",
                "fields: {title: name}\nmetafields: [{namespace: pim, key: kk, type: numbr, from: a}]",
                "fields: {title: name}\nlist: {}",
                "target: produkt\nfields: {title: name}",
                "target: collection\nfields: {title: name}\nimages: images",
                "target: discount\nfields: {title: name}\nmetafields: []",
                "target: lookup\nwords: {a: [b]}",
                "target: lookup\nwords: {a: b}\nfields: {title: name}",
                "target: lookup"
            })
    void what_the_reader_refuses_is_a_fault(String yaml) throws IOException {
        assertThat(faults(yaml)).isNotEmpty();
        List<MappingError> errors = new ArrayList<>();
        MappingFiles.lookups(List.of(new MappingFile("m.yaml", yaml, null)), errors);
        assertThat(yaml.startsWith("target: lookup") ? errors : MappingText.errors(yaml))
                .isNotEmpty();
    }
}
