package io.silkroute.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CanonicalJsonTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"b\" : 1, \"a\" : { \"d\" : 2, \"c\" : [ 1.50, true, null ] } } | {\"a\":{\"c\":[1.5,true,null],\"d\":2},\"b\":1}",
                "[10, 10.0, 1e1, 100]       | [1E+1,1E+1,1E+1,1E+2]",
                "[0, 0.00, -0, 0e5]         | [0,0,0,0]",
                "[1e400, -7, 12.340]        | [1E+400,-7,12.34]",
                "\"\\u00e9\\u20ac\"         | \"é€\"",
                "\"\\/ \\\" \\\\ \\n \\u0001\" | \"/ \\\" \\\\ \\n \\u0001\"",
                "{}                         | {}",
            })
    void documents_that_mean_the_same_have_the_same_bytes(String json, String canonical) throws IOException {
        JsonNode node = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(json);
        assertThat(new String(CanonicalJson.bytes(node), StandardCharsets.UTF_8))
                .isEqualTo(canonical);
    }

    // Digests of the form are kept in databases: it must never change, or every item would be sent again.
    @Test
    void the_bytes_are_those_of_the_plain_definition() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            JsonNode node = node(random, 4);
            byte[] expected = plain(node).getBytes(StandardCharsets.UTF_8);
            assertThat(CanonicalJson.bytes(node)).as(node.toString()).isEqualTo(expected);
            assertThat(CanonicalJson.digest(node)).isEqualTo(Digest.of(expected));
        }
    }

    @Test
    void a_digest_without_a_key_is_that_of_an_object_that_never_had_it() {
        ObjectNode object = JSON.objectNode().put("updated", "now").put("id", "P");
        object.putObject("name").put("updated", "stays");
        Digest without = CanonicalJson.digestWithout(object, "updated");
        assertThat(object.has("updated")).isTrue();
        object.remove("updated");
        assertThat(without).isEqualTo(CanonicalJson.digest(object));
    }

    @Test
    void a_large_document_leaves_nothing_behind_in_the_next() {
        JsonNode small = JSON.objectNode().put("a", 1);
        Digest before = CanonicalJson.digest(small);
        assertThat(CanonicalJson.bytes(JSON.textNode("é".repeat(2_000_000)))).hasSize(4_000_002);
        assertThat(CanonicalJson.digest(small)).isEqualTo(before);
        assertThat(CanonicalJson.bytes(small)).asString().isEqualTo("{\"a\":1}");
    }

    private static String plain(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, String> sorted = new TreeMap<>();
            node.properties()
                    .forEach(entry ->
                            sorted.put(entry.getKey(), JSON.textNode(entry.getKey()) + ":" + plain(entry.getValue())));
            return "{" + String.join(",", sorted.values()) + "}";
        }
        if (node.isArray()) {
            StringBuilder text = new StringBuilder();
            node.forEach(element -> text.append(text.isEmpty() ? "" : ",").append(plain(element)));
            return "[" + text + "]";
        }
        if (node.isNumber()) {
            BigDecimal value = node.decimalValue();
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
        }
        return node.toString();
    }

    private static JsonNode node(Random random, int depth) {
        switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0:
                return JSON.numberNode(random.nextInt(2000) - 1000);
            case 1:
                return JSON.numberNode(random.nextLong());
            case 2:
                return JSON.numberNode(BigDecimal.valueOf(random.nextInt(10_000), random.nextInt(9) - 4));
            case 3:
                return random.nextBoolean() ? JSON.nullNode() : JSON.booleanNode(random.nextBoolean());
            case 4, 5:
                return JSON.textNode(text(random));
            case 6:
                ArrayNode array = JSON.arrayNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(node(random, depth - 1));
                }
                return array;
            default:
                ObjectNode object = JSON.objectNode();
                for (int i = random.nextInt(6); i > 0; i--) {
                    object.set(text(random), node(random, depth - 1));
                }
                return object;
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append((char) (0x20 + random.nextInt(0x60)));
                case 2 -> text.append((char) (0x80 + random.nextInt(0x780)));
                case 3 -> text.append((char) (0x800 + random.nextInt(0xD000)));
                case 4 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
                default -> text.append((char) (0xD800 + random.nextInt(0x800)));
            }
        }
        return text.toString();
    }
}
